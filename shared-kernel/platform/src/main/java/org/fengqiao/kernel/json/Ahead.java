package org.fengqiao.kernel.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A time or a date that may lie ahead. Every other one is of something that happened: tomorrow at the latest. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface Ahead {

    /** Returns how many years it may lie ahead at most. */
    int years();
}

package org.fengqiao.kernel.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Mark of a call that reads its whole query itself, since which parameters it has depends on what it is about. It
 * declares none, and names every one that cannot be accepted in one answer.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NamesItsParameters {}

package org.fengqiao.routing.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * Constraint of a code that stands in the triage rules. Whoever sends another one is told so with all else that is
 * wrong with the body, as of a code that the program itself knows.
 */
@Constraint(validatedBy = KnownCodes.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface KnownCode {

    /** Kinds of codes in the triage rules. */
    enum Of {
        /** A category of cases. */
        CATEGORY,
        /** A ground of risk, of any table that is in force, was or will be. */
        GROUND
    }

    /** Returns which codes are meant. */
    Of value();

    /** Returns what callers are told. */
    String message() default "It is none of those in the triage rules.";

    /** Returns the groups of constraints that it belongs to. */
    Class<?>[] groups() default {};

    /** Returns what validators are told. */
    Class<? extends Payload>[] payload() default {};
}

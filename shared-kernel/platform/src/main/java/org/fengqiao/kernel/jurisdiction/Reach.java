package org.fengqiao.kernel.jurisdiction;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Scope of a call whose path names no case. A call whose path has {@code {caseId}} is about that one; one that
 * says nothing is taken for {@link Scope#CITY}, which is the narrowest.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Reach {

    /** Returns what the call is about. */
    Scope value();

    /** The cases that a call may be about. */
    enum Scope {
        /** The case in its path: the filter lets it pass if the case is the caller's. */
        CASE,
        /** Cases that the call itself chooses or names: it puts the caller's {@link Jurisdiction} into what it does. */
        CHOSEN,
        /** The whole installation: only for callers whose jurisdiction is the whole city. */
        CITY,
        /** No case at all. */
        NONE
    }
}

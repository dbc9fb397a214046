package org.fengqiao.routing.model;

/** Cause for which a case is consulted on (会商). */
public enum ConsultationCause {
    /** One unit alone cannot handle it. */
    COMPLEX,
    /** It is likely to get worse. */
    HIGH_RISK,
    /** A ground of risk was found that asks for it. */
    RISK_GROUND,
    /** Units gave it back more than once. */
    TWICE_RETURNED,
    /** It came back so often that it goes round in circles. */
    THIRD_ROUND,
    /** Several departments are concerned with it. */
    CROSS_DEPARTMENT,
    /** The head of a centre or unit wants it. */
    LEADERS_WISH,
    /** A dispatcher asked for it. */
    REQUESTED,
    /** The plan of an earlier consultation did not do. */
    RECONVENED;

    /** Returns whether a person is the cause, so that no rule can be. */
    boolean isAPersons() {
        return switch (this) {
            case LEADERS_WISH, REQUESTED, RECONVENED -> true;
            case COMPLEX, HIGH_RISK, RISK_GROUND, TWICE_RETURNED, THIRD_ROUND, CROSS_DEPARTMENT -> false;
        };
    }
}

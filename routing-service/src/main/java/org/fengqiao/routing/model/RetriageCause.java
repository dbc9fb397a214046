package org.fengqiao.routing.model;

/** Cause for which a case is triaged again (复诊). */
public enum RetriageCause {
    MEDIATION_REFUSED,
    MEDIATION_FAILED,
    CONFIRMATION_REFUSED,
    FAST_TRACK_DISMISSED,
    OBLIGATION_BREACHED,
    DISSATISFIED,
    NEW_TROUBLE,
    SAME_DISPUTE_BACK,
    RETURNED,
    FOUND_UNQUALIFIED,
    REQUESTED,
    /** It had been merged into another case as a repeat, and turned out to be none. */
    NO_REPEAT,
    /** A consultation decided on another path. */
    CONSULTED
}

package org.fengqiao.mediation.model;

/** Outcome of a fast-track filing (速裁). */
public enum FastTrackOutcome {
    /** The tribunal ruled. */
    ADJUDICATED,
    /** The parties settled before the tribunal. */
    SETTLED,
    /** The tribunal did not take the claim up. */
    DISMISSED
}

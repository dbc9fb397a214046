package org.fengqiao.mediation.model;

/** How a fast-track filing (速裁) ended. */
public enum FastTrackOutcome {
    /** The tribunal ruled. */
    ADJUDICATED,
    /** The parties settled before the tribunal. */
    SETTLED,
    /** The tribunal did not take the claim up. */
    DISMISSED
}

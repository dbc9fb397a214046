package org.fengqiao.mediation.model;

/** Way in which a party is asked at a revisit. */
public enum RevisitChannel {
    /** Somebody called the party. */
    PHONE,
    /** Somebody went to see the party. */
    VISIT,
    /** The party answered by itself, with a one-time code. */
    LINK
}

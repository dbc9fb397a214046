package org.fengqiao.mediation.model;

/** Person who answers for a party at a revisit. */
public enum RevisitSpeaker {
    /** The party itself. */
    PARTY,
    /** An agent whom the party appointed. */
    AGENT,
    /** The representative of an organisation. */
    REPRESENTATIVE
}

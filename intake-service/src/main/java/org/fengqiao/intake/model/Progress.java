package org.fengqiao.intake.model;

/** Step of a referred case that its partner is told of while it goes on. */
public enum Progress {
    /** The path that the case takes now, first or anew. */
    PATH_CHANGED,
    /** The unit that had the case gave it back to the centre. */
    RETURNED,
    /** A session of the mediation was set. */
    SESSION_SET,
    /** A session was held. */
    SESSION_HELD,
    /** An agreement was signed. */
    AGREEMENT_SIGNED,
    /** A party did what it had agreed to. */
    OBLIGATION_PERFORMED,
    /** A party did not do what it had agreed to. */
    OBLIGATION_BREACHED,
    /** The mediation ended without an agreement. */
    MEDIATION_FAILED
}

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
    /** A party did what it had agreed to, and something is still to be done. */
    OBLIGATION_PERFORMED,
    /** The last of what was agreed is done: the police's decision waits for that (程序规定 art. 186). */
    AGREEMENT_PERFORMED,
    /** A party did not do what it had agreed to. */
    OBLIGATION_BREACHED,
    /** The mediation ended without an agreement. */
    MEDIATION_FAILED
}

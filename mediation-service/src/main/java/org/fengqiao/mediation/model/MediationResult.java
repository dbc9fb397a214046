package org.fengqiao.mediation.model;

/** Result of a mediation. */
public enum MediationResult {
    /** An agreement that stands as it was signed. */
    AGREED,
    /** An agreement that the court made enforceable. */
    CONFIRMED,
    /** An agreement that the court refused to confirm. */
    CONFIRMATION_REFUSED,
    /** Talks without an agreement. */
    FAILED,
    /** A party refused to be mediated (人民调解法 art. 17). */
    REFUSED
}

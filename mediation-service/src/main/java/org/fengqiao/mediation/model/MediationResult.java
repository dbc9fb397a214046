package org.fengqiao.mediation.model;

/** How a mediation ended. */
public enum MediationResult {
    /** With an agreement that stands as it was signed. */
    AGREED,
    /** With an agreement that the court made enforceable. */
    CONFIRMED,
    /** With an agreement that the court would not confirm. */
    CONFIRMATION_REFUSED,
    /** Without an agreement. */
    FAILED,
    /** Without talks: a party refused (人民调解法 art. 17). */
    REFUSED
}

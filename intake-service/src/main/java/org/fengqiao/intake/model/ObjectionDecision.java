package org.fengqiao.intake.model;

/** Decision of the petition office on an objection to its transfer. */
public enum ObjectionDecision {
    /** It agrees, and takes the papers back. */
    AGREED,
    /** It does not; the centre handles the matter. */
    REFUSED
}

package org.fengqiao.mediation.model;

/** Decision of the court on an application for judicial confirmation (民事诉讼法 art. 206). */
public enum ConfirmationDecision {
    /** The agreement is enforceable. */
    GRANTED,
    /** The application is dismissed; the parties may change the agreement by mediation or go to court. */
    REFUSED,
    /** The court lets the application be withdrawn, or takes it as withdrawn (民诉解释 art. 357). */
    WITHDRAWN
}

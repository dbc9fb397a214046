package org.fengqiao.mediation.model;

/** Kind of a document that is handed out. */
public enum DocumentKind {
    /** The agreement in writing, one copy for each party (人民调解协议书, 人民调解法 art. 29). */
    AGREEMENT,
    /** The record of an oral agreement, which the mediator keeps (口头协议登记表, 人民调解法 art. 28). */
    ORAL_AGREEMENT,
    /** The joint application for judicial confirmation (司法确认申请书, 民诉解释 art. 353). */
    CONFIRMATION_APPLICATION,
    /** The proof that a document was handed over, to be signed by who gets it (送达回证). */
    PROOF_OF_SERVICE
}

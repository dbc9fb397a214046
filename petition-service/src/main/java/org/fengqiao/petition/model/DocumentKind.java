package org.fengqiao.petition.model;

/** Kind of a document that is handed out. */
public enum DocumentKind {
    /** The written reply: the petition opinion (信访事项处理意见书, 信访工作条例 art. 32), or another answer (arts. 29 to 31). */
    REPLY,
    /** The opinion of a review (复查意见书, 信访工作条例 art. 35) or of the second one (复核意见书, art. 36). */
    REVIEW_DECISION,
    /** The proof that a document was handed over, to be signed by who gets it (送达回证). */
    PROOF_OF_SERVICE
}

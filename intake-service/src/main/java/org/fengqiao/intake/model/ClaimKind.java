package org.fengqiao.intake.model;

/** Kinds of what an applicant wants of a respondent, after the forms of civil liability. */
public enum ClaimKind {
    /** That a sum owed is paid (支付款项). */
    PAYMENT,
    /** That a loss is made good (赔偿损失). */
    COMPENSATION,
    /** That a penalty for breach is paid (支付违约金). */
    CONTRACTUAL_PENALTY,
    /** That a thing is given back (返还财产). */
    RETURN_OF_PROPERTY,
    /** That a thing is repaired, redone, replaced or put back as it was (恢复原状, 修理、重作、更换). */
    RESTORATION,
    /** That somebody does what was agreed (继续履行). */
    PERFORMANCE,
    /** That an infringement stops, or a nuisance or danger is removed (停止侵害、排除妨碍、消除危险). */
    CESSATION,
    /** That a reputation is restored (消除影响、恢复名誉). */
    REHABILITATION,
    /** An apology (赔礼道歉). */
    APOLOGY,
    /** That a right or relation is established, changed or ended (确认、变更、解除). */
    DETERMINATION,
    /** Something else. */
    OTHER
}

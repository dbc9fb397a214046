package org.fengqiao.routing.model;

/** Means by which a case comes back whose settlement did not hold. */
public enum Remedy {
    /** A higher court looks at the ruling (上诉). */
    APPEAL,
    /** The court enforces what was ruled or confirmed (强制执行). */
    ENFORCEMENT,
    /** The court that confirmed an agreement looks at its ruling again (异议). */
    OBJECTION,
    /** The agency above looks at the reply to the petition (复查). */
    REVIEW,
    /** The parties are mediated once more. */
    MEDIATION
}

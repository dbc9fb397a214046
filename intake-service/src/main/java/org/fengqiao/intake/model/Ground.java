package org.fengqiao.intake.model;

/**
 * Ground on which a case can be declined. Titles, articles and where to go instead are data: see
 * {@link IntakeRules.DeclineGround}.
 */
public enum Ground {
    /** Already before a court or an arbitration commission (诉访分离). */
    IN_LITIGATION_OR_ARBITRATION,
    /** The same matter is accepted and pending. */
    ALREADY_ACCEPTED,
    /** The second review (复核) has decided. */
    FINAL_AFTER_SECOND_REVIEW,
    /** Another centre or authority is competent. */
    OUTSIDE_JURISDICTION,
    /** A matter for criminal investigation. */
    CRIMINAL_MATTER,
    /** Nobody is named and no facts are told. */
    ANONYMOUS_WITHOUT_FACTS
}

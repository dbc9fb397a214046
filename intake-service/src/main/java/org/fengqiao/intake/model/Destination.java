package org.fengqiao.intake.model;

/**
 * Place to which a party whose case is declined can go instead. The words are data: see
 * {@link IntakeRules.DestinationWords}.
 */
public enum Destination {
    /** The court or arbitration commission that has the case. */
    COURT_OR_ARBITRATION,
    /** The unit that has accepted the same matter. */
    UNIT_IN_CHARGE,
    /** Nowhere with this matter; with new facts and reasons it is a new one. */
    NEW_MATTER_ONLY,
    /** The governance centre of the place of the dispute. */
    CENTRE_OF_THE_PLACE,
    /** The police that are competent. */
    POLICE,
    /** The window of the centre, with name and facts. */
    WINDOW_WITH_FACTS,
    /** The authority that decides on administrative reconsideration (行政复议). */
    RECONSIDERATION_AUTHORITY,
    /** Another authority, which the law makes competent. */
    COMPETENT_AUTHORITY
}

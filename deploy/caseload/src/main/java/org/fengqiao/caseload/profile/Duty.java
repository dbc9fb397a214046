package org.fengqiao.caseload.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Duty that somebody may be late with, named by the rule that says when it is due. */
public enum Duty {
    /** A clerk decides about a partner's referral within three working days. */
    @JsonProperty("referral-acknowledgement")
    REFERRAL_ACKNOWLEDGEMENT,
    /** A unit claims a case within a working day; else it escalates. */
    @JsonProperty("claim")
    CLAIM,
    /** A mediation about neither labour nor medicine comes to an end within thirty days. */
    @JsonProperty("people-mediation")
    PEOPLE_MEDIATION,
    /** A mediation about labour comes to an end within fifteen days. */
    @JsonProperty("labour-mediation")
    LABOUR_MEDIATION,
    /** The petitioner is told within fifteen days that the petition is taken up. */
    @JsonProperty("petition-notice")
    PETITION_NOTICE,
    /** The petition is answered within sixty days. */
    @JsonProperty("petition-handling")
    PETITION_HANDLING,
    /** A revisit is made within five working days of its day. */
    @JsonProperty("revisit-made")
    REVISIT_MADE,
    /** The court decides within thirty days whether it confirms an agreement. */
    @JsonProperty("confirmation-decision")
    CONFIRMATION_DECISION
}

package org.fengqiao.analytics.model;

/** The kinds of milestones of a case. Stored by name: renaming one needs a rebuild of the projection. */
public enum MilestoneKind {
    /** Registered by intake. */
    REGISTERED,
    /** Accepted by intake. */
    ACCEPTED,
    /** Triaged for the first time. */
    TRIAGED,
    /** Given to a unit; subject: the custody. */
    ASSIGNED,
    /** Claimed by its unit; subject: the custody. */
    CLAIMED,
    /** Given back by its unit; subject: the custody. */
    RETURNED,
    /** A consultation convened; subject: the consultation. */
    CONSULTATION_CONVENED,
    /** A consultation concluded, value: IN_TIME, or LATE if it went one level up first; subject: the consultation. */
    CONSULTATION_CONCLUDED,
    /** A step of a consultation's plan assigned to a unit; subject: the duty. */
    DUTY_ASSIGNED,
    /** A step of a consultation's plan carried out; subject: the duty. */
    DUTY_DONE,
    /** An agreement signed; subject: the custody. */
    AGREEMENT_SIGNED,
    /** An obligation and the day it falls due; subject: custody and obligation. */
    OBLIGATION_DUE,
    /** An obligation performed; subject: custody and obligation. */
    OBLIGATION_PERFORMED,
    /** Judicial confirmation applied for; subject: the custody of the agreement. */
    CONFIRMATION_APPLIED,
    /** Judicial confirmation granted; subject: the custody of the agreement. */
    CONFIRMATION_GRANTED,
    /** A mediation ended, value: its result; subject: the custody. */
    MEDIATION_ENDED,
    /** Closed, value: the outcome; subject: the closure. Holds until the case is reopened. */
    CLOSED,
    /** The closing held; subject: the closure. Holds until the case relapses or is reopened. */
    VERIFIED,
    /** A party answered at a revisit, value: satisfaction 1 to 5; subject: round and party. */
    REVISIT_ANSWERED,
    /** The same of a party that brought the dispute. */
    APPLICANT_ANSWERED,
    /** The same of a party against which it was brought. */
    RESPONDENT_ANSWERED,
    /** A party was asked at a revisit, value: {@code REACHED} or {@code NOT_REACHED}; subject: round and party. */
    PARTY_REVISITED,
    /** Opened by the petition agency; subject: the custody. */
    PETITION_OPENED,
    /** Concluded by the petition agency, value: the result; subject: the custody. */
    PETITION_CONCLUDED,
    /** A deadline met in time, value: its rule; subject: the service that owns it and its name. */
    DEADLINE_MET,
    /** A deadline found breached, dated by its due, value: its rule; subject: the service that owns it and its name. */
    DEADLINE_BREACHED
}

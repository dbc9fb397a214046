package org.fengqiao.analytics.model;

/** The kinds of milestones of a case. Stored by name: renaming one needs a rebuild of the projection. */
public enum MilestoneKind {
    /** Registered by intake. */
    REGISTERED,
    /** Accepted by intake. */
    ACCEPTED,
    /** Triaged for the first time, value: its risk. */
    TRIAGED,
    /** Linked as a repeat of another case. Holds until it is unlinked. */
    REPEATED,
    /** Brought by or against somebody who was in several other disputes before. */
    PARTIES_RETURNED,
    /** Given to a unit; subject: the custody. */
    ASSIGNED,
    /** Claimed by its unit; subject: the custody. */
    CLAIMED,
    /** Given back by its unit; subject: the custody. */
    RETURNED,
    /** Nobody has taken the open case up; subject: the spell. One in which no time passed does not hold. */
    UNHELD,
    /** Somebody took the case up, it went to another unit, or it was closed; subject: the spell. */
    UNHELD_ENDED,
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
    /** Closed with a settlement, value: the outcome; subject: the closure. Holds whether or not it lasted. */
    SETTLED,
    /** The settlement did not last, value: why; subject: the closure. */
    RELAPSED,
    /** A party answered at a revisit, value: satisfaction 1 to 5; subject: round and party. */
    REVISIT_ANSWERED,
    /** The same of a party that brought the dispute. */
    APPLICANT_ANSWERED,
    /** The same of a party against which it was brought. */
    RESPONDENT_ANSWERED,
    /** A party was asked at a revisit, value: {@code REACHED} or {@code NOT_REACHED}; subject: round and party. */
    PARTY_REVISITED,
    /** A party rated a stage of its case, value: 1 to 5; subject: the stage. */
    STAGE_RATED,
    /**
     * Something that a party does online or has done for it: files, answers at a revisit, rates a stage, hands in a
     * document. Value: whether it was online; subject: where it stands in the history of the case.
     */
    SERVICE_USED,
    /** Opened by the petition agency; subject: the custody. */
    PETITION_OPENED,
    /** Concluded by the petition agency, value: the result; subject: the custody. */
    PETITION_CONCLUDED,
    /** An errand for a petitioner planned; subject: custody and errand. */
    ERRAND_PLANNED,
    /** An errand run; subject: custody and errand. */
    ERRAND_RUN,
    /** A review of a petition opinion asked for, value: its level; subject: the review. */
    PETITION_REVIEW_REQUESTED,
    /** A review of a petition opinion decided, value: the decision; subject: the review. */
    PETITION_REVIEW_DECIDED,
    /** Relief applied for, value: its kind; subject: the relief. */
    RELIEF_APPLIED,
    /** Relief delivered, value: its kind; subject: the relief. */
    RELIEF_DELIVERED,
    /**
     * A beneficiary of relief counted once in all cases, value: whether in hardship and for the first time; subject:
     * the relief.
     */
    BENEFICIARY_COUNTED,
    /** A deadline met in time, value: its rule; subject: the service that owns it and its name. */
    DEADLINE_MET,
    /** A deadline found breached, dated by its due, value: its rule; subject: the service that owns it and its name. */
    DEADLINE_BREACHED,
    /**
     * An obligation between the centre and a partner kept in time, value: who owed it to whom; subject: the service
     * that
     * owns its deadline and its name.
     */
    DEBT_KEPT,
    /** The same not kept in time, dated by its due. */
    DEBT_MISSED,
    /** A red notice of supervision issued, value: the fault; subject: the notice. */
    RED_NOTICE_ISSUED,
    /** A yellow notice of supervision issued, value: the fault; subject: the notice. */
    YELLOW_NOTICE_ISSUED,
    /** A notice lifted, value: why; subject: the notice. One whose deadline has passed is not lifted. */
    NOTICE_LIFTED,
    /** Drawn for an evaluation; subject: the sample. */
    REVIEW_SAMPLED,
    /** Evaluated, value: the grade; subject: the sample. Holds until an appeal is granted. */
    REVIEW_GRADED,
    /** Something has to be put right after an evaluation; subject: its number. Holds until it is waived. */
    RECTIFICATION_ORDERED,
    /** It was found put right; subject: its number. */
    RECTIFICATION_COMPLETED
}

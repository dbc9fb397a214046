package org.fengqiao.petition.model;

/** Remedy of an applicant against a refusal that stands. */
public enum ReliefRemedy {
    /** Administrative review (行政复议). */
    ADMINISTRATIVE_REVIEW,
    /** A suit before the administrative court (行政诉讼). */
    ADMINISTRATIVE_SUIT
}

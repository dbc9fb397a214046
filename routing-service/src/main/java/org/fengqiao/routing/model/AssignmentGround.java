package org.fengqiao.routing.model;

/** Grounds that speak for or against a unit or a person to whom a case could go. Their words are in the rules. */
public enum AssignmentGround {
    /** The unit is made for the category. */
    MADE_FOR_CATEGORY,
    /** The unit is that of the community. */
    OF_THE_COMMUNITY,
    /** The unit is that of the street. */
    OF_THE_STREET,
    /** Somebody of the unit is there in time. */
    STAFFED,
    /** Nobody of the unit's staff is there in time. */
    NOBODY_THERE,
    /** All of the unit's staff who are there have as many cases as they can. */
    EVERYBODY_FULL,
    /** The unit gave the case back. */
    GAVE_IT_BACK,
    /** The unit or person has an interest in the case. */
    INTEREST,
    /** The unit only takes what no other unit takes. */
    LAST_RESORT,
    /** The person is qualified for the category. */
    QUALIFIED,
    /** The person is there today. */
    THERE_TODAY,
    /** The person is there on a later day, in time. */
    THERE_LATER,
    /** The person has to be invited. */
    ON_CALL,
    /** The person is not qualified for the category. */
    NOT_QUALIFIED,
    /** The person is away all the time. */
    AWAY,
    /** The person is not on duty in time. */
    NOT_ON_DUTY,
    /** The person has as many open cases as they can. */
    FULL
}

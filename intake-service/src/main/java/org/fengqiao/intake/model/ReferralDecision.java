package org.fengqiao.intake.model;

/** Decision about a case that one side gives to the other. */
public enum ReferralDecision {
    ACCEPTED,
    DECLINED
}

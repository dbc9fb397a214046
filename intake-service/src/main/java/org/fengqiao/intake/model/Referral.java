package org.fengqiao.intake.model;

/**
 * A partner's own handle on a case.
 *
 * @param partner who referred it
 * @param reference the partner's reference, unique within that partner
 */
public record Referral(Partner partner, String reference) {}

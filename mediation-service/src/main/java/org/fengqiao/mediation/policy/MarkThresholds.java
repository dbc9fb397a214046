package org.fengqiao.mediation.policy;

import java.time.Duration;
import java.time.LocalTime;

/**
 * Thresholds from which answers of several parties look made up.
 *
 * @param partiesPerPhone one number may answer for this many parties
 * @param phoneTime within this time
 * @param fives so many answers of one asker on one evening, all of them fives, are too many
 * @param eveningFrom the local time at which an evening begins; it ends with the day
 */
public record MarkThresholds(int partiesPerPhone, Duration phoneTime, int fives, LocalTime eveningFrom) {}

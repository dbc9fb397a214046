package org.fengqiao.analytics.timeline;

import java.time.Instant;

/**
 * Stretch of time in which nothing was recorded of a case.
 *
 * @param after the position of the event before it
 * @param workingDays the whole working days in between, by the official calendar
 * @param goesOn whether it has not ended: nothing has been recorded since
 */
public record Gap(long after, Instant from, Instant to, long workingDays, boolean goesOn) {}

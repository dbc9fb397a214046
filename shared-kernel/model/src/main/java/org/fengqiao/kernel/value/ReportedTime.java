package org.fengqiao.kernel.value;

import java.time.Duration;
import java.time.Instant;

/**
 * Time at which something happened by the clock of whoever reports it, and the time at which it was reported by our
 * own. Two clocks never quite agree: what differs by less than {@link #TOLERANCE} counts as the same time.
 *
 * @param happenedAt when it happened, by the word of whoever reports it
 * @param reportedAt when the report came, by the service's clock
 */
public record ReportedTime(Instant happenedAt, Instant reportedAt) {

    /** The greatest difference that is put down to the clocks. */
    public static final Duration TOLERANCE = Duration.ofMinutes(2);

    /** Returns true if it happened before that time of the service's clock. */
    public boolean isBefore(Instant time) {
        return happenedAt.isBefore(time.minus(TOLERANCE));
    }

    /** Returns true if it was reported before it happened. */
    public boolean isStillToCome() {
        return happenedAt.isAfter(reportedAt.plus(TOLERANCE));
    }

    /** Returns the effective time: the one that was told, but never one after the report. */
    public Instant effective() {
        return happenedAt.isAfter(reportedAt) ? reportedAt : happenedAt;
    }
}

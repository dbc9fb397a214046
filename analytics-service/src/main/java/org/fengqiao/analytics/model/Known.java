package org.fengqiao.analytics.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The span of time during which something was the latest knowledge.
 *
 * <p>Knowledge follows the log: an event is known from the time it was recorded, but never before what precedes it in
 * its case's history. So what was known at a time is always a beginning of the history, whatever the services' clocks
 * say.
 *
 * @param from the first instant at which it was known
 * @param to the first instant at which it no longer held; null while it holds
 */
public record Known(Instant from, @Nullable Instant to) {

    static Known since(Instant from) {
        return new Known(from, null);
    }

    Known until(Instant end) {
        return new Known(from, end);
    }

    /**
     * Returns whether there was never an instant at which this was the latest knowledge: it was superseded the moment
     * it became known.
     */
    public boolean never() {
        return from.equals(to);
    }
}

package org.fengqiao.kernel.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is told the time, and that never goes back. Before it is first told, it shows the
 * real time.
 */
public final class SimulatedClock implements InstantSource {

    private final AtomicReference<@Nullable Instant> told = new AtomicReference<>();

    @Override
    public Instant instant() {
        var now = told.get();
        return now == null ? InstantSource.system().instant() : now;
    }

    /** Sets the time forward; an earlier time than the one already told changes nothing. Answers the time after it. */
    public Instant advanceTo(Instant now) {
        var after =
                told.accumulateAndGet(now, (before, next) -> before == null || next.isAfter(before) ? next : before);
        return after == null ? now : after;
    }
}

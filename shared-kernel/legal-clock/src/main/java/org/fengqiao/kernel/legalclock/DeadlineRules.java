package org.fengqiao.kernel.legalclock;

import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Instant;
import java.util.List;

/** How long a time is by the rules of the legal clock, for a decider that has to know whether it is over, or when something is planned. */
public final class DeadlineRules {

    private final LegalClock clock;

    /** The rules of this clock. */
    public DeadlineRules(LegalClock clock) {
        this.clock = clock;
    }

    /**
     * When a deadline that starts at {@code start} has passed, unless its clock is made to stand or it is extended.
     *
     * @throws IllegalArgumentException if no rule of that id is in force at the start
     */
    public Instant due(String id, Instant start) {
        var firstDay = start.atZone(ZONE).toLocalDate();
        var rule = clock.rules()
                .inForce(id, firstDay)
                .orElseThrow(() -> new IllegalArgumentException("no rule " + id + " in force on " + firstDay));
        return clock.dueAt(rule, start, List.of(), List.of());
    }
}

package org.fengqiao.kernel.legalclock;

import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Instant;
import java.util.List;

/**
 * The length of times by the rules of the legal clock, for a decider that has to know whether one is over, or when
 * something is planned.
 */
public final class DeadlineRules {

    private final LegalClock clock;

    /** Creates the rules of this clock. */
    public DeadlineRules(LegalClock clock) {
        this.clock = clock;
    }

    /**
     * Returns when a deadline that starts at {@code start} has passed, unless its clock is made to stand or it is
     * extended.
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

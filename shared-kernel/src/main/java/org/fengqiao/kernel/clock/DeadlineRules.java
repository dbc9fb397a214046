package org.fengqiao.kernel.clock;

import static org.fengqiao.kernel.deadline.OfficialCalendar.ZONE;

import java.time.Instant;
import java.util.List;

import org.fengqiao.kernel.deadline.LegalClock;
import org.fengqiao.kernel.deadline.files.LegalFiles;
import org.fengqiao.kernel.eventstore.Consequence.SetDeadline;

/** How long statutory and service deadlines run, as services set them: by the rule packs and the official calendar of {@link LegalFiles}. */
public final class DeadlineRules {

    private final LegalClock clock;

    private DeadlineRules(LegalClock clock) {
        this.clock = clock;
    }

    /** The rules the product ships, on the official calendar. */
    public static DeadlineRules official() {
        return new DeadlineRules(LegalFiles.official().clock());
    }

    /**
     * When a deadline that starts at {@code start} has passed.
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

    /** A deadline of that rule which starts now, ready to be set. */
    public SetDeadline start(String name, String id, Instant start) {
        return new SetDeadline(name, id, start, due(id, start));
    }
}

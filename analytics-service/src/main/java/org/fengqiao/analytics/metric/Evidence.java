package org.fengqiao.analytics.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was counted, and why.
 *
 * @param caseId the case
 * @param position where in the history of the case it was first counted
 * @param subject which one of the case, such as custody {@code 2}; {@code case} for the case itself
 * @param value what the counted event said, such as a result or a satisfaction; null if its being there says all
 * @param events the ids of the events that put it there: the one that puts it into the denominator, and in the
 *     numerator the one that answers it
 */
public record Evidence(
        UUID caseId,
        long position,
        String subject,
        @Nullable String value,
        List<UUID> events) {

    /** The columns of a table of what was counted. */
    public static final List<String> COLUMNS =
            List.of("case_id", "position", "subject", "value", "event_id", "answer_id");

    public Evidence {
        events = List.copyOf(events);
    }

    /** Returns its cells in a table. */
    public List<@Nullable Object> cells() {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(caseId);
        cells.add(position);
        cells.add(subject);
        cells.add(value);
        cells.add(events.getFirst());
        cells.add(events.size() > 1 ? events.get(1) : null);
        return cells;
    }
}

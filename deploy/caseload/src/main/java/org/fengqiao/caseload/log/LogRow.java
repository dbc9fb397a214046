package org.fengqiao.caseload.log;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One row of a log: something that was done in a case.
 *
 * @param line the line of the file in which it begins, from 1
 * @param caseId the case, as the log calls it
 * @param activity what was done, as the log calls it
 * @param at when, moved as the mapping says
 * @param order what tells rows of the same time apart; null if the log has no such column
 * @param values the columns that are not empty, by their names
 */
public record LogRow(
        long line,
        String caseId,
        String activity,
        Instant at,
        @Nullable String order,
        Map<String, String> values) {

    public LogRow {
        values = Map.copyOf(values);
    }
}

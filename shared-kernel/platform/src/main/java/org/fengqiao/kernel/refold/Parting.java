package org.fengqiao.kernel.refold;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Parting of a stored row from the one that events make: the first event after which both differ for good. */
final class Parting {

    private Parting() {}

    /** Returns the columns in which two rows differ; empty unless both are there. */
    static List<String> columns(ObjectMapper json, @Nullable String stored, @Nullable String folded) {
        if (stored == null || folded == null) {
            return List.of();
        }
        var one = read(json, stored);
        var other = read(json, folded);
        var columns = new ArrayList<String>();
        one.fieldNames().forEachRemaining(column -> {
            if (!Objects.equals(one.get(column), other.get(column))) {
                columns.add(column);
            }
        });
        return columns;
    }

    /**
     * Returns the number of the event at which they part.
     *
     * <p>If the stored row is what some earlier event made, it is the one behind the last such. If no event ever made
     * it, it is the one since which the columns in question have the values that they have in the end.
     *
     * @param stored null if there is none
     * @param folded the row after each event, at 0 before the first; null where there was none
     * @return 0 if the stream has no event
     */
    static int of(ObjectMapper json, @Nullable String stored, List<@Nullable String> folded) {
        var last = folded.size() - 1;
        for (var after = last; after >= 0; after--) {
            if (Objects.equals(folded.get(after), stored)) {
                return Math.min(after + 1, last);
            }
        }
        var end = folded.get(last);
        var columns = columns(json, stored, end);
        var since = last;
        while (since > 1 && sameIn(json, columns, folded.get(since - 1), end)) {
            since--;
        }
        return since;
    }

    private static boolean sameIn(ObjectMapper json, List<String> columns, @Nullable String row, @Nullable String end) {
        if (row == null || end == null) {
            return Objects.equals(row, end);
        }
        var one = read(json, row);
        var other = read(json, end);
        return columns.stream().allMatch(column -> Objects.equals(one.get(column), other.get(column)));
    }

    private static JsonNode read(ObjectMapper json, String row) {
        try {
            return json.readTree(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a row", e);
        }
    }
}

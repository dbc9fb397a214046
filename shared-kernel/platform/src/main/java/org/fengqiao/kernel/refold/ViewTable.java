package org.fengqiao.kernel.refold;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Table of a view, as far as its rows follow from the events of a stream. It needs a primary key and an index on its
 * column of the stream.
 *
 * @param name of the table
 * @param stream the column that holds the id of the stream that a row is about
 * @param apart columns that hold something else than the events say; never compared nor changed
 * @param json columns that hold JSON as text: what counts is what it says
 * @param stays a column: where it is set, the row may stay though the events no longer ask for it; null for none
 * @param kept how long rows are kept; null for ever
 * @param follows whether its rows follow from the events. False for a table that the view writes to, too, and that
 *     holds what no event says in clear: it is neither compared nor rebuilt
 */
public record ViewTable(
        String name,
        String stream,
        List<String> apart,
        List<String> json,
        @Nullable String stays,
        @Nullable Kept kept,
        boolean follows) {

    public ViewTable {
        apart = List.copyOf(apart);
        json = List.copyOf(json);
    }

    /**
     * Time for which rows are kept.
     *
     * @param column the time from which it counts
     */
    public record Kept(String column, Duration time) {}

    /** Returns a table whose rows follow from events alone, by {@code case_id}. */
    public static ViewTable of(String name) {
        return new ViewTable(name, "case_id", List.of(), List.of(), null, null, true);
    }

    /** Returns a table that the view writes to, and that holds what events do not say. */
    public static ViewTable beside(String name) {
        return new ViewTable(name, "case_id", List.of(), List.of(), null, null, false);
    }

    /** Returns the same, with another column of the stream. */
    public ViewTable by(String column) {
        return new ViewTable(name, column, apart, json, stays, kept, follows);
    }

    /** Returns the same, without this column. */
    public ViewTable without(String column) {
        return new ViewTable(
                name, stream, Stream.concat(apart.stream(), Stream.of(column)).toList(), json, stays, kept, follows);
    }

    /** Returns the same, in which this column holds JSON as text. */
    public ViewTable json(String column) {
        return new ViewTable(
                name,
                stream,
                apart,
                Stream.concat(json.stream(), Stream.of(column)).toList(),
                stays,
                kept,
                follows);
    }

    /** Returns the same, whose rows stay where this column is set; it is not compared. */
    public ViewTable stayingWith(String column) {
        return new ViewTable(name, stream, without(column).apart(), json, column, kept, follows);
    }

    /** Returns the same, whose rows go after this time. */
    public ViewTable keptFor(String column, Duration time) {
        return new ViewTable(name, stream, apart, json, stays, new Kept(column, time), follows);
    }
}

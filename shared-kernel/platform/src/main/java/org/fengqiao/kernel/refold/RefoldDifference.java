package org.fengqiao.kernel.refold;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A difference that a comparison found.
 *
 * @param number counts those of a comparison from 1
 * @param stream the case, or the entry of a register
 * @param table null if it is about a decision
 * @param key the row's key; null if it is about a decision
 * @param columns those whose values differ; empty if there is but one of the rows
 * @param stored the stored row, or what was recorded; null if there is none
 * @param folded the row that today's code makes of the events, or what it would decide; null if there is none
 * @param partedAt the first event at which they part; null if it was not looked for, as that of the first differences
 *     alone is
 */
public record RefoldDifference(
        long number,
        UUID stream,
        Kind kind,
        @Nullable String table,
        @Nullable String key,
        List<String> columns,
        @Nullable String stored,
        @Nullable String folded,
        RefoldSource.@Nullable Event partedAt) {

    public RefoldDifference {
        columns = List.copyOf(columns);
    }

    /** Kinds of differences. */
    public enum Kind {
        /** Both rows are there and differ. */
        ALTERED,
        /** The events make a row that is not stored. */
        MISSING,
        /** A row is stored that the events do not make. */
        TOO_MUCH,
        /** Today's rules would decide otherwise. */
        RULE,
        /** The stream can no longer be folded. */
        UNREADABLE
    }
}

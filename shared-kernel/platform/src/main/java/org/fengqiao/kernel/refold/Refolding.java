package org.fengqiao.kernel.refold;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A comparison or a rebuilding, and how far it is.
 *
 * @param tables those that are compared or rebuilt
 * @param reason why it was asked for
 * @param endedAt null while it runs
 * @param streams how many were folded
 * @param of how many there were when it began
 * @param perSecond streams a second of the time it worked; 0 before the first
 * @param left how long it will take from now at that rate; null unless it is folding
 * @param differing how many rows differ, and how many decisions would be others
 * @param results by table; of the tables that are not done yet, what is known so far
 * @param failure null unless it failed
 */
public record Refolding(
        UUID id,
        Kind kind,
        List<String> tables,
        State state,
        Phase phase,
        String reason,
        String askedBy,
        Instant askedAt,
        @Nullable Instant endedAt,
        long streams,
        long of,
        long events,
        double perSecond,
        @Nullable Duration left,
        long differing,
        Map<String, TableResult> results,
        @Nullable String failure) {

    public Refolding {
        tables = List.copyOf(tables);
        results = new TreeMap<>(results);
    }

    /** Kinds of refoldings. */
    public enum Kind {
        /** The stored rows are compared with those that today's code makes of the events. */
        COMPARE,
        /** They are replaced by them. */
        REBUILD
    }

    /** States of a refolding. */
    public enum State {
        /** It runs; if its process is gone, another instance goes on with it. */
        RUNNING,
        /** It is done. */
        DONE,
        /** An operator ended it; nothing was changed. */
        STOPPED,
        /** It failed and changed nothing. */
        FAILED
    }

    /** Steps of a refolding. */
    public enum Phase {
        /** Empty tables are made. */
        PREPARING,
        /** Streams are folded, in the order of their ids. */
        FOLDING,
        /** Streams that got events meanwhile are folded again. */
        CATCHING_UP,
        /** Writers wait, what is left is folded, and the rows are replaced. */
        SWAPPING,
        /** It has ended. */
        OVER
    }

    /**
     * Result of a table.
     *
     * @param stored how many rows were there
     * @param folded how many rows the events make
     * @param differing how many of both differ
     * @param storedDigest digest of the stored rows, in any order
     * @param foldedDigest digest of those that the events make
     * @param removed how many rows a rebuilding removed
     * @param changed how many it changed
     * @param added how many it added
     */
    public record TableResult(
            long stored,
            long folded,
            long differing,
            String storedDigest,
            String foldedDigest,
            long removed,
            long changed,
            long added) {

        static final TableResult NOTHING = of(Shadows.Counted.NOTHING);

        static TableResult of(Shadows.Counted counted) {
            return new TableResult(
                    counted.stored(),
                    counted.folded(),
                    counted.differing(),
                    hex(counted.storedA(), counted.storedB()),
                    hex(counted.foldedA(), counted.foldedB()),
                    0,
                    0,
                    0);
        }

        /** Returns this one and that of other streams. */
        TableResult and(TableResult more) {
            return new TableResult(
                    stored + more.stored,
                    folded + more.folded,
                    differing + more.differing,
                    xor(storedDigest, more.storedDigest),
                    xor(foldedDigest, more.foldedDigest),
                    removed + more.removed,
                    changed + more.changed,
                    added + more.added);
        }

        TableResult with(Shadows.Swapped swapped) {
            return new TableResult(
                    stored,
                    folded,
                    differing,
                    storedDigest,
                    foldedDigest,
                    swapped.removed(),
                    swapped.changed(),
                    swapped.added());
        }

        private static String hex(long a, long b) {
            return "%016x%016x".formatted(a, b);
        }

        private static String xor(String one, String other) {
            return hex(half(one, 0) ^ half(other, 0), half(one, 16) ^ half(other, 16));
        }

        private static long half(String digest, int from) {
            return Long.parseUnsignedLong(digest, from, from + 16, 16);
        }
    }
}

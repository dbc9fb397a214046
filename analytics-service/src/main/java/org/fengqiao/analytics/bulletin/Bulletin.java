package org.fengqiao.analytics.bulletin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.bulletin.Table.Line;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.value.Bilingual;

/**
 * An issued bulletin, as it stays.
 *
 * @param period the name of a week, month, quarter or year
 * @param from its first day
 * @param to its last day
 * @param edition from 1
 * @param rules the version of the data by which it was made
 * @param knownUpTo the extent of the log that it was counted from
 * @param casesDigest SHA-256 of the cases behind it
 * @param corrects the edition in whose place it comes; null for the first
 */
public record Bulletin(
        UUID bulletin,
        Period.Kind kind,
        Bilingual title,
        String district,
        String period,
        LocalDate from,
        LocalDate to,
        int edition,
        Actor issuedBy,
        Instant issuedAt,
        String rules,
        KnownUpTo knownUpTo,
        @Nullable Correction corrects,
        List<Table> tables,
        String casesDigest) {

    public Bulletin {
        tables = List.copyOf(tables);
    }

    /** Reasons for another edition. */
    public enum CorrectionCause {
        /** The log knows more of the period than it did. */
        MORE_IS_KNOWN,
        /** A formula or the data of bulletins is another one. */
        ANOTHER_FORMULA,
        /** A fault was found in what was recorded or counted, and mended. */
        FAULT_MENDED
    }

    /**
     * A correction of an earlier edition.
     *
     * @param edition the one that is corrected
     * @param digest SHA-256 of that one
     * @param changes every line that is another one now
     */
    public record Correction(int edition, String digest, CorrectionCause cause, List<Change> changes) {
        public Correction {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A line that is another one than before.
     *
     * @param was null if there was none
     * @param is null if there is none
     */
    public record Change(
            String metric,
            String key,
            @Nullable Line was,
            @Nullable Line is) {}

    /** Returns the lines in which the tables differ, in the order of the later ones. */
    static List<Change> changes(List<Table> earlier, List<Table> later) {
        var was = lines(earlier);
        var changes = new ArrayList<Change>();
        lines(later).forEach((place, line) -> {
            var before = was.remove(place);
            if (!line.equals(before)) {
                changes.add(new Change(place.metric(), place.key(), before, line));
            }
        });
        was.forEach((place, line) -> changes.add(new Change(place.metric(), place.key(), line, null)));
        return changes;
    }

    private record PlaceOfLine(String metric, String key) {}

    private static LinkedHashMap<PlaceOfLine, Line> lines(List<Table> tables) {
        var lines = new LinkedHashMap<PlaceOfLine, Line>();
        tables.forEach(table ->
                table.lines().forEach(line -> lines.put(new PlaceOfLine(table.metric(), line.key()), line)));
        return lines;
    }
}

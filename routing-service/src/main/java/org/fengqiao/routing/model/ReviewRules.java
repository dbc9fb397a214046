package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The data by which handled cases are evaluated.
 *
 * @param zone the zone in which a day begins
 * @param sheets the versions of the score sheet
 */
public record ReviewRules(ZoneId zone, List<ScoreSheet> sheets) {

    /** @throws IllegalArgumentException if two sheets have the same version or begin on the same day */
    public ReviewRules {
        sheets = sheets.stream()
                .sorted(Comparator.comparing(ScoreSheet::effectiveFrom))
                .toList();
        if (sheets.stream().map(ScoreSheet::version).distinct().count() < sheets.size()
                || sheets.stream().map(ScoreSheet::effectiveFrom).distinct().count() < sheets.size()) {
            throw new IllegalArgumentException("review rules: a version or a first day is used twice");
        }
    }

    /** Returns the sheet in force at that time; empty before the first. */
    public Optional<ScoreSheet> inForceAt(Instant at) {
        var day = LocalDate.ofInstant(at, zone);
        return sheets.reversed().stream()
                .filter(sheet -> !sheet.effectiveFrom().isAfter(day))
                .findFirst();
    }

    /** Returns the sheet of this version. A version that a review carries is never taken out of the data. */
    Optional<ScoreSheet> find(String version) {
        return sheets.stream().filter(sheet -> sheet.version().equals(version)).findFirst();
    }
}

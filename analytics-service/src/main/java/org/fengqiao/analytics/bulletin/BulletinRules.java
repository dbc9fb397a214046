package org.fengqiao.analytics.bulletin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.metric.Part;
import org.fengqiao.kernel.value.Bilingual;

/**
 * The data by which bulletins are made ({@code bulletins.yaml}): their tables, and by what lines are ranked or noticed.
 *
 * @param versions each from a day on
 */
public record BulletinRules(List<Version> versions) {

    /** @throws IllegalArgumentException if two versions have the same name or begin on the same day */
    public BulletinRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        if (versions.stream().map(Version::version).distinct().count() < versions.size()
                || versions.stream().map(Version::effectiveFrom).distinct().count() < versions.size()) {
            throw new IllegalArgumentException("bulletins: a version or a first day is used twice");
        }
    }

    /** Returns the version by which a period is told: the one in force on its last day; empty before the first. */
    Optional<Version> of(Period period) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(period.to()))
                .findFirst();
    }

    /**
     * A version of the data.
     *
     * @param version its name, which every bulletin carries
     * @param effectiveFrom the first last day of a period that is told by it
     */
    public record Version(
            String version, LocalDate effectiveFrom, Layout weekly, Layout monthly, Layout quarterly, Layout annual) {

        /** @throws IllegalArgumentException if weeks, quarters or years are held against months */
        public Version {
            if (Stream.of(weekly, quarterly, annual)
                    .flatMap(layout -> layout.tables().stream())
                    .anyMatch(table -> table.history() != null)) {
                throw new IllegalArgumentException("bulletins: the history is one of months; others have none");
            }
        }

        Layout of(Period.Kind kind) {
            return switch (kind) {
                case WEEKLY_SORTING -> weekly;
                case MONTHLY_JUDGEMENT -> monthly;
                case QUARTERLY_BULLETIN -> quarterly;
                case ANNUAL_REPORT -> annual;
            };
        }
    }

    /**
     * The make-up of a kind of bulletin.
     *
     * @param tables in the order in which they are told
     */
    public record Layout(Bilingual title, List<TableRule> tables) {

        /** @throws IllegalArgumentException if a number has two tables */
        public Layout {
            tables = List.copyOf(tables);
            var seen = new HashSet<String>();
            for (var table : tables) {
                if (!seen.add(table.metric())) {
                    throw new IllegalArgumentException("bulletins: " + table.metric() + " has two tables");
                }
            }
        }
    }

    /** Subjects of tables. */
    public enum Section {
        /** Numbers of what came in and what became of it, by field and by unit. */
        STATISTICS,
        /** Disputes and risks, by street and category against their own history. */
        RISKS,
        /** Disputes that came back. */
        REPEATS,
        /** Duties that are late, and why. */
        LATE,
        /** Units in their order. */
        RANKS
    }

    /**
     * A table of a bulletin.
     *
     * @param metric the number that it tells
     * @param groupBy the dimensions of its lines
     * @param first the part of which the lines have the most that come first; null if the order is that of the ranks
     * @param rank how the lines are ranked; null if they are not
     * @param history how the lines are held against their own history; null if they are not
     */
    public record TableRule(
            Section section,
            String metric,
            List<String> groupBy,
            @Nullable Part first,
            @Nullable Rank rank,
            @Nullable Against history) {

        /** @throws IllegalArgumentException that names what cannot be told so */
        public TableRule {
            groupBy = List.copyOf(groupBy);
            var number = Metrics.named(metric)
                    .orElseThrow(() -> new IllegalArgumentException("bulletins: there is no number " + metric));
            if (number.rowDimension() != null) {
                throw new IllegalArgumentException("bulletins: " + metric + " has lines of its own already");
            }
            for (var name : groupBy) {
                if (Dimension.named(name).filter(number.groupBy()::contains).isEmpty()) {
                    throw new IllegalArgumentException("bulletins: " + metric + " cannot be grouped by " + name);
                }
            }
            if ((first == null) == (rank == null)) {
                throw new IllegalArgumentException("bulletins: " + metric + " needs an order: first, or rank");
            }
        }

        Metric number() {
            return Metrics.named(metric).orElseThrow();
        }

        List<Dimension> dimensions() {
            return groupBy.stream()
                    .map(name -> Dimension.named(name).orElseThrow())
                    .toList();
        }
    }

    /**
     * Ranking of lines.
     *
     * @param better which shares are the better ones
     * @param leastCounted the least denominator of a line that has a rank: fewer say nothing
     */
    public record Rank(Better better, int leastCounted) {}

    /** The better end of a ranking. */
    public enum Better {
        HIGHER,
        LOWER
    }

    /**
     * Comparison of lines with their own history. A part is raised if it has at least {@code leastCases} and exceeds
     * the mean of the months before by more than {@code deviations} times the mean's square root, which is the
     * deviation of cases that come by chance.
     *
     * @param months how many months before the period
     * @param leastMonths how many of them the log must know; with fewer nothing is said
     */
    public record Against(int months, int leastMonths, int leastCases, BigDecimal deviations) {

        /** @throws IllegalArgumentException if it can never be met */
        public Against {
            if (months < 1 || leastMonths < 1 || leastMonths > months || leastCases < 1 || deviations.signum() < 0) {
                throw new IllegalArgumentException("bulletins: a history that nothing can be held against");
            }
        }
    }
}

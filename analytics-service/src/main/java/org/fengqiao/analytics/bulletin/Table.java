package org.fengqiao.analytics.bulletin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.bulletin.BulletinRules.Against;
import org.fengqiao.analytics.bulletin.BulletinRules.Better;
import org.fengqiao.analytics.bulletin.BulletinRules.Rank;
import org.fengqiao.analytics.bulletin.BulletinRules.Section;
import org.fengqiao.analytics.bulletin.BulletinRules.TableRule;
import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.MetricRow;
import org.fengqiao.analytics.metric.Question;
import org.fengqiao.kernel.value.Bilingual;

/**
 * Table of a bulletin.
 *
 * @param metric the number that it tells
 * @param formulaVersion of the number
 * @param better which shares are the better ones; null if the lines are not ranked
 * @param lines in the order in which they are told
 */
public record Table(
        Section section,
        String metric,
        Bilingual title,
        int formulaVersion,
        List<String> groupBy,
        @Nullable Better better,
        List<Line> lines) {

    public Table {
        groupBy = List.copyOf(groupBy);
        lines = List.copyOf(lines);
    }

    /**
     * Line of a table.
     *
     * @param key the values it stands for, joined with {@code " | "}
     * @param dimensions the same by name of the dimension
     * @param percent numerator / denominator; null if the denominator is 0
     * @param p50Seconds of a time: the median; null for other numbers
     * @param p90Seconds of a time: the 90th percentile; null for other numbers
     * @param rank 1 is the best, equal shares have the same; null if the line has none
     * @param history what it was before; null if that is not told
     */
    public record Line(
            String key,
            Map<String, String> dimensions,
            long numerator,
            long denominator,
            @Nullable String percent,
            @Nullable Long p50Seconds,
            @Nullable Long p90Seconds,
            @Nullable Integer rank,
            @Nullable History history) {

        private static Line of(MetricRow row, @Nullable History history) {
            return new Line(
                    row.key(),
                    row.dimensions(),
                    row.numerator(),
                    row.denominator(),
                    row.percent(),
                    row.p50Seconds(),
                    row.p90Seconds(),
                    null,
                    history);
        }

        private Line ranked(int newRank) {
            return new Line(key, dimensions, numerator, denominator, percent, p50Seconds, p90Seconds, newRank, history);
        }

        private boolean isRaised() {
            return history != null
                    && (history.numerator().raised() || history.denominator().raised());
        }
    }

    /**
     * The history of a line.
     *
     * @param months how many months of it the log knows
     */
    public record History(int months, Usual numerator, Usual denominator) {}

    /**
     * Usual count of a month.
     *
     * @param mean of the months before
     * @param limit what exceeds it is raised, if it is enough to speak of
     * @param raised whether the period exceeds it
     */
    public record Usual(BigDecimal mean, BigDecimal limit, boolean raised) {}

    /**
     * Makes a table.
     *
     * @param rows of the period
     * @param before the rows of the months before, grouped by month as well; empty if no history is told
     */
    static Table of(TableRule rule, Period period, List<MetricRow> rows, List<MetricRow> before) {
        var number = rule.number();
        var rank = rule.rank();
        var lines = told(rule, period, rows, before);
        return new Table(
                rule.section(),
                rule.metric(),
                number.title(),
                number.formulaVersion(),
                rule.groupBy(),
                rank == null ? null : rank.better(),
                rank == null ? inOrder(rule, lines) : ranked(rank, lines));
    }

    private static List<Line> told(TableRule rule, Period period, List<MetricRow> rows, List<MetricRow> before) {
        var against = rule.history();
        var earlier = new HashMap<Map<String, String>, List<MetricRow>>();
        for (var row : before) {
            var dimensions = new LinkedHashMap<>(row.dimensions());
            dimensions.remove(Dimension.MONTH.parameter());
            earlier.computeIfAbsent(dimensions, _ -> new ArrayList<>()).add(row);
        }
        var months = knownMonths(period, before);
        return rows.stream()
                .map(row -> Line.of(
                        row,
                        against == null
                                ? null
                                : history(against, months, row, earlier.getOrDefault(row.dimensions(), List.of()))))
                .toList();
    }

    private static @Nullable History history(Against against, int months, MetricRow row, List<MetricRow> earlier) {
        return months < against.leastMonths()
                ? null
                : new History(
                        months,
                        usual(against, months, earlier, row, MetricRow::numerator),
                        usual(against, months, earlier, row, MetricRow::denominator));
    }

    /** Returns how many months before the period the log knows: those since the first in which anything was counted. */
    private static int knownMonths(Period period, List<MetricRow> before) {
        return before.stream()
                .map(row -> YearMonth.parse(row.dimensions().get(Dimension.MONTH.parameter())))
                .min(Comparator.naturalOrder())
                .map(first -> (int) ChronoUnit.MONTHS.between(first, YearMonth.from(period.from())))
                .orElse(0);
    }

    private static Usual usual(
            Against against, int months, List<MetricRow> earlier, MetricRow row, ToLongFunction<MetricRow> part) {
        var mean = BigDecimal.valueOf(earlier.stream().mapToLong(part).sum())
                .divide(BigDecimal.valueOf(months), 2, RoundingMode.HALF_UP);
        var limit = mean.add(against.deviations().multiply(mean.sqrt(MathContext.DECIMAL64)))
                .setScale(2, RoundingMode.HALF_UP);
        var now = part.applyAsLong(row);
        return new Usual(
                mean,
                limit,
                now >= against.leastCases() && BigDecimal.valueOf(now).compareTo(limit) > 0);
    }

    private static List<Line> inOrder(TableRule rule, List<Line> lines) {
        var first = rule.first();
        Comparator<Line> raisedFirst = Comparator.comparing(line -> !line.isRaised());
        return lines.stream()
                .sorted(raisedFirst
                        .thenComparing(
                                line -> switch (first) {
                                    case NUMERATOR -> line.numerator();
                                    case REMAINDER -> line.denominator() - line.numerator();
                                    case DENOMINATOR -> line.denominator();
                                    case null -> 0L;
                                },
                                Comparator.reverseOrder())
                        .thenComparing(Line::key))
                .toList();
    }

    /** Equal shares have the same rank, and the next one counts all before it. */
    private static List<Line> ranked(Rank rank, List<Line> lines) {
        var better = switch (rank.better()) {
            case HIGHER -> byShare().reversed();
            case LOWER -> byShare();
        };
        var sorted = lines.stream()
                .filter(line -> isRanked(rank, line))
                .sorted(better.thenComparing(Line::key))
                .toList();
        var told = new ArrayList<Line>();
        for (var line : sorted) {
            var equal = !told.isEmpty() && better.compare(told.getLast(), line) == 0;
            var before = told.isEmpty() ? null : told.getLast().rank();
            told.add(line.ranked(equal && before != null ? before : told.size() + 1));
        }
        lines.stream()
                .filter(line -> !isRanked(rank, line))
                .sorted(Comparator.comparing(Line::key))
                .forEach(told::add);
        return told;
    }

    private static boolean isRanked(Rank rank, Line line) {
        return line.denominator() >= Math.max(rank.leastCounted(), 1)
                && !line.dimensions().containsValue(Question.UNKNOWN);
    }

    /** Compares fractions without rounding. */
    private static Comparator<Line> byShare() {
        return (one, other) ->
                Long.compare(one.numerator() * other.denominator(), other.numerator() * one.denominator());
    }
}

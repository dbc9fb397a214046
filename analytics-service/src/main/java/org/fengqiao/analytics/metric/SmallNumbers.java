package org.fengqiao.analytics.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Small numbers, which are left out of a table: rows in which few are counted, or few of them are in the numerator or
 * beside it, and as many others as it takes that the total of the table does not give them away (complementary
 * suppression).
 *
 * @param least fewer than so many, but not none, are not told
 */
public record SmallNumbers(int least) {

    private static final List<ToLongFunction<MetricRow>> PARTS =
            List.of(MetricRow::numerator, row -> row.denominator() - row.numerator());

    /**
     * A row as it is told.
     *
     * @param masked whether its numbers are left out
     * @param numerator null if they are
     * @param denominator null if they are
     * @param value null if they are, or if the denominator is 0
     * @param percent null if they are, or if the denominator is 0
     */
    public record Row(
            String key,
            Map<String, String> dimensions,
            boolean masked,
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal value,
            @Nullable String percent) {

        private static Row told(MetricRow row) {
            return new Row(
                    row.key(), row.dimensions(), false, row.numerator(), row.denominator(), row.value(), row.percent());
        }

        private static Row leftOut(MetricRow row) {
            return new Row(row.key(), row.dimensions(), true, null, null, null, null);
        }
    }

    /** Returns the rows of a table, whose total is known, without what would tell of few. */
    public List<Row> mask(List<MetricRow> rows) {
        var masked = new HashSet<MetricRow>();
        rows.stream().filter(this::tellsOfFew).forEach(masked::add);
        var others = new ArrayList<>(rows);
        others.removeIf(row -> masked.contains(row) || row.denominator() == 0);
        others.sort(Comparator.comparingLong(MetricRow::denominator).thenComparing(MetricRow::key));
        while (!masked.isEmpty() && !others.isEmpty() && isGivenAwayByTheTotal(masked)) {
            masked.add(others.removeFirst());
        }
        return rows.stream()
                .map(row -> masked.contains(row) ? Row.leftOut(row) : Row.told(row))
                .toList();
    }

    private boolean tellsOfFew(MetricRow row) {
        return PARTS.stream().anyMatch(part -> isFew(part.applyAsLong(row))) || isFew(row.denominator());
    }

    /** Returns whether the total less the rows that are told leaves few; one row alone always is one of few. */
    private boolean isGivenAwayByTheTotal(Set<MetricRow> masked) {
        return PARTS.stream()
                .anyMatch(part -> isFew(masked.stream().mapToLong(part).sum()));
    }

    private boolean isFew(long count) {
        return count > 0 && count < least;
    }
}

package org.fengqiao.analytics.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer.
 *
 * @param key the values it stands for, joined with {@code " | "}; {@code total} if nothing is grouped
 * @param dimensions the same by name of the dimension
 * @param numerator a count
 * @param denominator a count
 * @param value numerator / denominator, rounded half up to 4 decimals; null if the denominator is 0
 * @param percent the same as text with 2 decimals, rounded from the counts, such as {@code 96.71%}; null if the
 *     denominator is 0
 * @param p50Seconds of a time: the median in seconds; null for other numbers or if there is none
 * @param p90Seconds of a time: the 90th percentile in seconds; null for other numbers or if there is none
 */
public record MetricRow(
        String key,
        Map<String, String> dimensions,
        long numerator,
        long denominator,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal value,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String percent,
        @Nullable Long p50Seconds,
        @Nullable Long p90Seconds) {

    /** The columns of a table of rows, behind those of the dimensions. */
    public static final List<String> COUNTS =
            List.of("numerator", "denominator", "value", "p50_seconds", "p90_seconds");

    /** The key of the row in which nothing is grouped. */
    static final String TOTAL = "total";

    /** Separator of the values of a key. */
    static final String BETWEEN_VALUES = " | ";

    /** Returns its cells in a table: the values of these dimensions, then {@link #COUNTS}. */
    public List<@Nullable Object> cells(List<Dimension> rowsBy) {
        var cells = new ArrayList<@Nullable Object>();
        rowsBy.forEach(dimension -> cells.add(dimensions.get(dimension.parameter())));
        cells.add(numerator);
        cells.add(denominator);
        cells.add(value);
        cells.add(p50Seconds);
        cells.add(p90Seconds);
        return cells;
    }

    /** Returns a row of counts. */
    static MetricRow of(Map<Dimension, String> dimensions, long numerator, long denominator) {
        return of(dimensions, numerator, denominator, null, null);
    }

    /** Returns a row of counts and times. */
    static MetricRow of(
            Map<Dimension, String> dimensions,
            long numerator,
            long denominator,
            @Nullable Long p50Seconds,
            @Nullable Long p90Seconds) {
        var named = new LinkedHashMap<String, String>();
        dimensions.forEach((dimension, value) -> named.put(dimension.parameter(), value));
        return new MetricRow(
                named.isEmpty() ? TOTAL : String.join(BETWEEN_VALUES, named.values()),
                named,
                numerator,
                denominator,
                denominator == 0 ? null : ratio(numerator, denominator, 4),
                denominator == 0 ? null : ratio(numerator * 100, denominator, 2).toPlainString() + "%",
                p50Seconds,
                p90Seconds);
    }

    private static BigDecimal ratio(long numerator, long denominator, int decimals) {
        return BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), decimals, RoundingMode.HALF_UP);
    }
}

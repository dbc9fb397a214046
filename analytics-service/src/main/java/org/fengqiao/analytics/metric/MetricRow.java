package org.fengqiao.analytics.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
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

    /** The key of the row in which nothing is grouped. */
    static final String TOTAL = "total";

    /** Separator of the values of a key. */
    static final String BETWEEN_VALUES = " | ";

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

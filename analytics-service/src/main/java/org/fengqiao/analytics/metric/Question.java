package org.fengqiao.analytics.metric;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.jurisdiction.Jurisdiction;

/**
 * A question about a number.
 *
 * @param metric the number
 * @param filters per dimension the values that count; {@link #UNKNOWN} stands for a value nobody has told
 * @param from the first instant of the cohort; null for no limit
 * @param to the first instant after the cohort; null for no limit
 * @param groupBy the dimensions of the rows, in this order
 * @param asOf the time whose knowledge counts; null for everything known
 * @param jurisdiction only cases within it count
 * @param now the time of the call: without {@code asOf} it says what has fallen due
 */
public record Question(
        Metric metric,
        Map<Dimension, List<String>> filters,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Dimension> groupBy,
        @Nullable Instant asOf,
        Jurisdiction jurisdiction,
        Instant now) {

    /** Stands for a value that nobody has told, such as the community of a case registered without one. */
    public static final String UNKNOWN = "unknown";

    public Question {
        filters = Map.copyOf(filters);
        groupBy = List.copyOf(groupBy);
    }

    /** Returns the dimensions of each row: what it is grouped by, and what rows of the number have by themselves. */
    public List<Dimension> rowsBy() {
        return Stream.concat(
                        groupBy.stream(),
                        Stream.ofNullable(metric.rowDimension()).filter(row -> !groupBy.contains(row)))
                .toList();
    }

    /** Returns the same question without a filter on this dimension. */
    Question without(Dimension dimension) {
        var others = new HashMap<>(filters);
        others.remove(dimension);
        return new Question(metric, others, from, to, groupBy, asOf, jurisdiction, now);
    }

    /** Returns the same question about all that is known. */
    Question withAllThatIsKnown() {
        return new Question(metric, filters, from, to, groupBy, null, jurisdiction, now);
    }

    /** Returns the time up to which what falls due has fallen due. */
    public Instant dueUntil() {
        return asOf == null ? now : asOf;
    }
}

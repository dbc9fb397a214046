package org.fengqiao.analytics.metric;

import java.util.List;

/**
 * Data by which numbers are told to those who may not see the cases behind them ({@code figures.yaml}).
 *
 * @param least fewer than so many, but not none, are not told
 * @param groupBy the dimensions by which a table may be grouped; none of them lies within another one
 */
public record FigureRules(int least, List<String> groupBy) {

    /** Dimensions of which each value lies within one of the value before it. */
    private static final List<List<Dimension>> WITHIN = List.of(
            List.of(Dimension.DISTRICT, Dimension.STREET, Dimension.COMMUNITY, Dimension.GRID),
            List.of(Dimension.LAYER, Dimension.CHANNEL));

    private static final List<Dimension> TIMES =
            List.of(Dimension.DAY, Dimension.WEEK, Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR);

    /** @throws IllegalArgumentException that names what would let somebody reckon what is left out */
    public FigureRules {
        groupBy = List.copyOf(groupBy);
        if (least < 2) {
            throw new IllegalArgumentException(
                    "figures: least is 2 or more; one case is always one that somebody knows");
        }
        var dimensions = dimensions(groupBy);
        if (dimensions.stream().anyMatch(TIMES::contains)) {
            throw new IllegalArgumentException("figures: a table is of one month");
        }
        for (var nested : WITHIN) {
            if (dimensions.stream().filter(nested::contains).count() > 1) {
                throw new IllegalArgumentException("figures: one alone of " + nested + " can be told");
            }
        }
    }

    private static List<Dimension> dimensions(List<String> names) {
        return names.stream()
                .map(name -> Dimension.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("figures: there is no dimension " + name)))
                .toList();
    }

    /** Returns the dimensions by which a table of this number may be grouped. */
    public List<Dimension> groupBy(Metric metric) {
        return dimensions(groupBy).stream().filter(metric.groupBy()::contains).toList();
    }

    /** Returns whether the number is told: a row could be reckoned from others with which it shares a denominator. */
    public boolean tells(Metric metric) {
        return metric.rowDimension() == null;
    }
}

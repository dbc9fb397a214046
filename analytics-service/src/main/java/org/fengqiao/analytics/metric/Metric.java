package org.fengqiao.analytics.metric;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;

/**
 * A number with its formula. A change of what is counted is a new {@code formulaVersion}.
 *
 * @param name its stable name in the API
 * @param title its name on a screen
 * @param formulaVersion from 1
 * @param formula the formula in words
 * @param numerator what the numerator counts
 * @param denominator what the denominator counts
 * @param cohortDate which date decides the period that a counted thing belongs to
 * @param groupBy what it can be grouped by
 * @param counting how it is counted
 */
public record Metric(
        String name,
        Bilingual title,
        int formulaVersion,
        Bilingual formula,
        Bilingual numerator,
        Bilingual denominator,
        Bilingual cohortDate,
        List<Dimension> groupBy,
        Counting counting) {

    public Metric {
        groupBy = List.copyOf(groupBy);
    }

    /** Returns the dimension each row has by itself, without being asked for; null for most numbers. */
    public @Nullable Dimension rowDimension() {
        return switch (counting) {
            case Counting.SharedOut(var _, var over, var _) -> over;
            case Counting.TimeTo _ -> Dimension.STAGE;
            case Counting.WithValue _,
                    Counting.FromChannels _,
                    Counting.ThatReached _,
                    Counting.EndedBy _,
                    Counting.ThatFellDue _,
                    Counting.MetInTime _ -> null;
        };
    }

    /** Returns what it can be filtered by. */
    public List<Dimension> filters() {
        return Stream.concat(
                        groupBy.stream().filter(dimension -> !dimension.isPeriod()), Stream.ofNullable(rowDimension()))
                .toList();
    }
}

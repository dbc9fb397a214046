package org.fengqiao.benchmarks;

import java.util.List;
import java.util.Locale;

/** Spread of measured times in words. */
final class Spread {

    private Spread() {}

    /**
     * Returns median, percentile and worst of times.
     *
     * @param millis the times, in milliseconds; at least one
     * @param percent the percentile that is told, 1 to 100
     */
    static String of(List<Double> millis, int percent) {
        var sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "median %.1f ms, %d of 100 in %.1f ms, worst %.1f ms",
                median(millis),
                percent,
                sorted.get(Math.ceilDiv(percent * sorted.size(), 100) - 1),
                sorted.getLast());
    }

    /** Returns the median of times, at least one. */
    static double median(List<Double> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }
}

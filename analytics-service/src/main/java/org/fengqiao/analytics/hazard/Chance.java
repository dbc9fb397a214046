package org.fengqiao.analytics.hazard;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Probabilities of what came by chance. */
final class Chance {

    /** Terms that change a sum by less than this share are left out. */
    private static final double NOTHING = 1e-15;

    private Chance() {}

    /**
     * Returns how likely so many cases or more are in one window if the same number of cases a window came before: the
     * tail of the negative binomial distribution that follows from a Poisson distribution whose mean is Gamma(1/2 +
     * before, windows), which is what the windows before tell of it (Jeffreys' prior).
     *
     * @param before how many in all windows before
     */
    static double ofSoMany(long observed, long before, int windows) {
        var shape = before + 0.5;
        var fail = Math.log(1.0 / (windows + 1));
        // Term by term, as logarithms: the first one is too small for a number if there were many cases before.
        var term = shape * Math.log(windows / (windows + 1.0));
        for (var count = 0L; count < observed; count++) {
            term += Math.log((count + shape) / (count + 1)) + fail;
        }
        return upwards(term, observed, count -> Math.log((count + shape) / (count + 1)) + fail);
    }

    /** Returns how likely so many hits or more are in so many trials, each with this probability: a binomial tail. */
    static double ofSoManyHits(long hits, long trials, double probability) {
        if (hits <= 0 || probability >= 1) {
            return 1;
        }
        if (probability <= 0) {
            return 0;
        }
        var odds = Math.log(probability / (1 - probability));
        var term = trials * Math.log(1 - probability);
        for (var count = 0L; count < hits; count++) {
            term += Math.log((trials - count) / (count + 1.0)) + odds;
        }
        return upwards(
                term, hits, count -> count >= trials ? -1000 : Math.log((trials - count) / (count + 1.0)) + odds);
    }

    /** Returns the sum of a term and all that follow it, as long as they grow or matter. */
    private static double upwards(double first, long from, ToDoubleFunction<Long> step) {
        var term = first;
        var sum = 0.0;
        for (var count = from; ; count++) {
            var value = Math.exp(term);
            var change = step.applyAsDouble(count);
            sum += value;
            if (change < 0 && value <= sum * NOTHING) {
                return Math.min(1, sum);
            }
            term += change;
        }
    }

    /**
     * Returns the largest probability that is listed, so that of those listed at most this share is expected to be
     * chance (Benjamini and Hochberg 1995); negative if none is.
     *
     * @param probabilities of all that was looked at
     */
    static double limit(List<Double> probabilities, double falseDiscoveries) {
        var sorted = probabilities.stream().sorted().toList();
        return IntStream.range(0, sorted.size())
                .filter(at -> sorted.get(at) <= falseDiscoveries * (at + 1) / sorted.size())
                .mapToDouble(sorted::get)
                .max()
                .orElse(-1);
    }
}

package org.fengqiao.analytics.hazard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Results of units or staff, adjusted for the difficulty of their cases by indirect standardisation: what was observed
 * against what would be expected if each kind of case had gone as it went with all together. A kind is a category and a
 * complexity.
 */
public final class Standardised {

    /** Fewer than this are too few to say anything about. */
    static final int LEAST = 10;

    /** The 97.5th percentile of the standard normal distribution, for limits of 95 %. */
    private static final double Z = 1.959964;

    private Standardised() {}

    /**
     * Custodies of one kind that somebody claimed.
     *
     * @param claimed how many
     * @param open how many of them are not at their end
     * @param ended how many were closed with a settlement or given back
     * @param settled how many were closed with a settlement
     * @param lasted how many of the settled ones did not relapse
     * @param days the sum of the days from claim to settlement
     * @param answers answers of parties at revisits
     * @param satisfied answers with 3 to 5
     */
    record Stratum(
            String holder,
            String category,
            String complexity,
            long claimed,
            long open,
            long ended,
            long settled,
            long lasted,
            double days,
            long answers,
            long satisfied) {

        private record Kind(String category, String complexity) {}

        private Kind kind() {
            return new Kind(category, complexity);
        }
    }

    /**
     * A result.
     *
     * @param observed what was observed
     * @param expected what all together would have made of the same kinds of cases
     * @param of how many could have had it
     * @param ratio observed / expected; null if there are too few
     * @param low the lower limit of the ratio, at 95 % (Byar); null if there are too few, or for days
     * @param high the upper limit
     */
    public record Result(
            double observed,
            double expected,
            long of,
            @Nullable Double ratio,
            @Nullable Double low,
            @Nullable Double high) {}

    /**
     * Load and results of a unit or a member of staff.
     *
     * @param settled custodies that ended in a settlement, of all that ended
     * @param lasted settlements that did not relapse, of all settlements
     * @param days days from claim to settlement; a ratio above 1 is slower than all together
     * @param satisfied answers at revisits with 3 to 5, of all answers
     */
    public record Holder(
            String holder, long claimed, long open, Result settled, Result lasted, Result days, Result satisfied) {}

    /** Standardises by what all together made of each kind; whoever claimed most comes first. */
    static List<Holder> of(List<Stratum> strata) {
        var settled = new Measure(Stratum::ended, Stratum::settled, true, strata);
        var lasted = new Measure(Stratum::settled, Stratum::lasted, true, strata);
        var days = new Measure(Stratum::settled, Stratum::days, false, strata);
        var satisfied = new Measure(Stratum::answers, Stratum::satisfied, true, strata);
        var holders = new LinkedHashMap<String, List<Stratum>>();
        strata.forEach(one -> holders.merge(
                one.holder(),
                List.of(one),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return holders.entrySet().stream()
                .map(entry -> new Holder(
                        entry.getKey(),
                        entry.getValue().stream().mapToLong(Stratum::claimed).sum(),
                        entry.getValue().stream().mapToLong(Stratum::open).sum(),
                        settled.of(entry.getValue()),
                        lasted.of(entry.getValue()),
                        days.of(entry.getValue()),
                        satisfied.of(entry.getValue())))
                .sorted(Comparator.comparingLong(Holder::claimed).reversed().thenComparing(Holder::holder))
                .toList();
    }

    /** A measure, with its rate in each kind of case over all together. */
    private static final class Measure {

        private final ToLongFunction<Stratum> of;
        private final ToDoubleFunction<Stratum> observed;
        private final boolean counts;
        private final Map<Stratum.Kind, Double> rates = new HashMap<>();

        Measure(ToLongFunction<Stratum> of, ToDoubleFunction<Stratum> observed, boolean counts, List<Stratum> strata) {
            this.of = of;
            this.observed = observed;
            this.counts = counts;
            var sums = new HashMap<Stratum.Kind, double[]>();
            for (var one : strata) {
                var sum = sums.computeIfAbsent(one.kind(), _ -> new double[2]);
                sum[0] += observed.applyAsDouble(one);
                sum[1] += of.applyAsLong(one);
            }
            sums.forEach((kind, sum) -> rates.put(kind, sum[1] == 0 ? 0 : sum[0] / sum[1]));
        }

        Result of(List<Stratum> strata) {
            var observations = strata.stream().mapToDouble(observed).sum();
            var expected = strata.stream()
                    .mapToDouble(one -> of.applyAsLong(one) * rates.getOrDefault(one.kind(), 0.0))
                    .sum();
            var all = strata.stream().mapToLong(of).sum();
            if (all < LEAST || expected == 0) {
                return new Result(observations, expected, all, null, null, null);
            }
            return new Result(
                    observations,
                    expected,
                    all,
                    observations / expected,
                    counts ? low(observations) / expected : null,
                    counts ? high(observations) / expected : null);
        }
    }

    /** The lower limit of a count, by Byar's approximation of the Poisson distribution. */
    private static double low(double count) {
        return count == 0 ? 0 : count * Math.pow(1 - 1 / (9 * count) - Z / (3 * Math.sqrt(count)), 3);
    }

    private static double high(double count) {
        var next = count + 1;
        return next * Math.pow(1 - 1 / (9 * next) + Z / (3 * Math.sqrt(next)), 3);
    }
}

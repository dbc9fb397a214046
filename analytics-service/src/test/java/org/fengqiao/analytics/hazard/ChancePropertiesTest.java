package org.fengqiao.analytics.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Probabilities, whatever was counted. */
class ChancePropertiesTest {

    private static final double ROUNDING = 1e-9;

    @Property(tries = 500)
    void moreCasesAreLessLikelyAndALargerHistoryMakesThemMoreLikely(
            @ForAll @LongRange(max = 3_000) long observed,
            @ForAll @LongRange(max = 20_000) long before,
            @ForAll @IntRange(min = 1, max = 12) int windows) {
        var probability = Chance.ofSoMany(observed, before, windows);
        assertThat(probability).isBetween(0.0, 1.0);
        assertThat(Chance.ofSoMany(observed + 1, before, windows)).isLessThanOrEqualTo(probability + ROUNDING);
        assertThat(Chance.ofSoMany(observed, before + 1, windows)).isGreaterThanOrEqualTo(probability - ROUNDING);
    }

    @Property(tries = 500)
    void moreHitsAreLessLikelyAndALargerShareMakesThemMoreLikely(
            @ForAll @LongRange(max = 2_000) long hits,
            @ForAll @LongRange(max = 1_000) long more,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        var trials = hits + more;
        var probability = Chance.ofSoManyHits(hits, trials, share);
        assertThat(probability).isBetween(0.0, 1.0);
        assertThat(Chance.ofSoManyHits(hits, trials, Math.min(0.999, share * 1.01)))
                .isGreaterThanOrEqualTo(probability - ROUNDING);
        if (more > 0) {
            assertThat(Chance.ofSoManyHits(hits + 1, trials, share)).isLessThanOrEqualTo(probability + ROUNDING);
        }
    }

    @Property
    void aLimitListsNoMoreThanWithoutLookingAtOthers(
            @ForAll @Size(max = 50) List<@DoubleRange(max = 1) Double> probabilities) {
        var limit = Chance.limit(probabilities, 0.05);
        assertThat(probabilities.stream().filter(one -> one <= limit))
                .allSatisfy(one -> assertThat(one).isLessThanOrEqualTo(0.05));
    }
}

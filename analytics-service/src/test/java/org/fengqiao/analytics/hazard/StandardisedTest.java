package org.fengqiao.analytics.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.hazard.Standardised.Holder;
import org.fengqiao.analytics.hazard.Standardised.Stratum;

/** Work adjusted for the difficulty of cases, worked by hand. */
class StandardisedTest {

    private static Stratum stratum(String holder, String complexity, long ended, long settled, double days) {
        return new Stratum(holder, "LABOUR", complexity, ended, 0, ended, settled, settled, days, 0, 0);
    }

    /** Of simple cases 90 of 100 are settled by all, of complex ones 40 of 100. */
    private static final List<Stratum> WORK = List.of(
            stratum("easy", "SIMPLE", 80, 72, 720),
            stratum("easy", "COMPLEX", 20, 6, 240),
            stratum("hard", "SIMPLE", 20, 18, 180),
            stratum("hard", "COMPLEX", 80, 34, 1360));

    private static Holder of(String name) {
        return Standardised.of(WORK).stream()
                .filter(holder -> holder.holder().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoeverHasTheHardCasesIsHeldAgainstHardCases() {
        // 78 % against 52 % of their cases, and yet the one with fewer does better than expected.
        assertThat(of("easy").settled().observed()).isEqualTo(78);
        assertThat(of("easy").settled().expected()).isCloseTo(80 * 0.9 + 20 * 0.4, within(1e-9));
        assertThat(of("easy").settled().ratio()).isCloseTo(78 / 80.0, within(1e-9));
        assertThat(of("hard").settled().expected()).isCloseTo(20 * 0.9 + 80 * 0.4, within(1e-9));
        assertThat(of("hard").settled().ratio()).isCloseTo(52 / 50.0, within(1e-9));
    }

    @Test
    void theLimitsSayHowFarChanceGoes() {
        // Byar's limits of a count of 52: 38.83 to 68.19.
        var settled = of("hard").settled();
        assertThat(settled.low()).isCloseTo(38.83 / 50, within(1e-3));
        assertThat(settled.high()).isCloseTo(68.19 / 50, within(1e-3));
    }

    @Test
    void daysAreHeldAgainstTheMeanOfTheSameKind() {
        // Simple settlements take 10 days with all, complex ones 40.
        assertThat(of("easy").days().expected()).isCloseTo(72 * 10 + 6 * 40, within(1e-9));
        assertThat(of("easy").days().ratio()).isEqualTo(1);
        assertThat(of("easy").days().low()).isNull();
    }

    @Test
    void ofFewNothingIsSaidAndAllTogetherAreAsExpected() {
        var few = Standardised.of(List.of(stratum("a", "SIMPLE", 9, 5, 50), stratum("b", "SIMPLE", 11, 5, 50)));
        assertThat(few.getFirst().holder()).isEqualTo("b");
        assertThat(few.getFirst().settled().ratio()).isNotNull();
        assertThat(few.getLast().settled().ratio()).isNull();
        assertThat(few.getLast().satisfied().ratio()).isNull();
        assertThat(few.stream()
                        .mapToDouble(holder -> holder.settled().expected())
                        .sum())
                .isCloseTo(10, within(1e-9));
    }
}

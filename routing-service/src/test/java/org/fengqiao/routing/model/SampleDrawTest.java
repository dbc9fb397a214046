package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.routing.model.SampleDraw.Closing;
import org.fengqiao.routing.model.SampleDraw.Stratum;

/** The draw of a sample, which anybody can repeat. */
class SampleDrawTest {

    private static final SampleDraw DRAW =
            new SampleDraw("2024-Q1", List.of("labour-team", "street-a", "traffic-team"), 20);

    private static Closing closing(int number, String unit, Outcome outcome) {
        return new Closing(new UUID(0, number), 1, unit, outcome);
    }

    private static List<Closing> closings(int count, String unit, Outcome outcome, int from) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> closing(number, unit, outcome))
                .toList();
    }

    @Test
    void eachUnitAndOutcomeHasItsShare() {
        var all = new ArrayList<Closing>();
        all.addAll(closings(60, "street-a", Outcome.AGREED, 0));
        all.addAll(closings(25, "street-a", Outcome.WITHDRAWN, 100));
        all.addAll(closings(15, "street-b", Outcome.AGREED, 200));

        var sample = DRAW.from(all, 10);

        // 6, 2.5 and 1.5: the remainder goes to the first of the two that are equal.
        assertThat(sample.strata())
                .containsExactly(
                        new Stratum("street-a", Outcome.AGREED, 60, 6),
                        new Stratum("street-a", Outcome.WITHDRAWN, 25, 3),
                        new Stratum("street-b", Outcome.AGREED, 15, 1));
        assertThat(sample.drawn()).hasSize(10);
        assertThat(sample.closings()).isEqualTo(100);
    }

    /** What a stranger with {@code sha256sum} draws: the order of the digests of "2024-Q1/(case id)/1". */
    @Test
    void theOrderIsThatOfThePublishedDigests() {
        var sample = new SampleDraw("2024-Q1", List.of("labour-team"), 0)
                .from(closings(3, "street-a", Outcome.AGREED, 1), 3);

        assertThat(sample.drawn())
                .extracting(drawn -> drawn.caseId().getLeastSignificantBits())
                .containsExactly(1L, 3L, 2L);
        assertThat(sample.digest()).isEqualTo("40a8bbb6f8ad3da98c0f5831c87df567e19ffbc83c2d96a5a7314dd4d81adcfc");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSameSeedOnTheSameClosingsGivesTheSameSampleAndEveryClosingIsDrawnAtMostOnce(int run) {
        var random = new Random(run);
        var outcomes = Outcome.values();
        var all = new ArrayList<Closing>();
        for (var number = 0; number < random.nextInt(1, 300); number++) {
            all.add(closing(number, "street-" + random.nextInt(4), outcomes[random.nextInt(outcomes.length)]));
        }
        var size = random.nextInt(1, 320);
        var sample = DRAW.from(all, size);
        Collections.shuffle(all, random);

        assertThat(DRAW.from(all, size)).isEqualTo(sample);
        assertThat(sample.drawn()).hasSize(Math.min(size, all.size()));
        assertThat(new HashSet<>(sample.drawn())).hasSameSizeAs(sample.drawn());
        assertThat(sample.strata().stream().mapToInt(Stratum::drawn).sum())
                .isEqualTo(sample.drawn().size());
        assertThat(sample.strata())
                .allMatch(stratum -> stratum.drawn() <= stratum.closings()
                        && Math.abs(stratum.drawn() - (double) sample.drawn().size() * stratum.closings() / all.size())
                                < 1);
    }

    @Test
    void noUnitReviewsItsOwnCasesAndAShareIsReviewedTwice() {
        var sample = new SampleDraw("s", List.of("street-a", "street-b", "labour-team"), 20)
                .from(closings(11, "street-a", Outcome.AGREED, 0), 11);

        assertThat(sample.drawn())
                .allSatisfy(drawn -> assertThat(drawn.reviewers()).isNotEmpty().doesNotContain("street-a"));
        assertThat(sample.drawn().stream().filter(drawn -> drawn.reviewers().size() == 2))
                .hasSize(3);
    }

    @Test
    void nothingIsDrawnFromNothing() {
        assertThat(DRAW.from(List.of(), 5).drawn()).isEmpty();
    }
}

package org.fengqiao.analytics.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.analytics.hazard.Bursts.Counted;
import org.fengqiao.analytics.hazard.HazardRules.BurstRule;
import org.fengqiao.analytics.hazard.HazardRules.EscalationRule;
import org.fengqiao.analytics.hazard.HazardRules.Reason;
import org.fengqiao.analytics.hazard.Hazards.RecordItem;
import org.fengqiao.analytics.hazard.Hazards.RecordKind;
import org.fengqiao.analytics.model.MilestoneKind;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.value.Bilingual;

/** Statistics of hidden trouble. */
class HiddenTroubleTest {

    private static final Bilingual WORDS = new Bilingual("隐患", "hidden trouble");
    private static final BurstRule RULE = new BurstRule(28, 12, 3, 4, 0.05, WORDS);
    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    // ---- chance

    /** Values of another program: the negative binomial distribution by the gamma function. */
    @ParameterizedTest
    @CsvSource({
        "4, 12, 12, 0.0269556",
        "1, 0, 3, 0.1339746",
        "30, 120, 12, 1.126795e-6",
        "5, 0, 12, 6.851589e-7",
        "120, 1200, 12, 0.0338642"
    })
    void soManyCasesAreAsLikelyAsTheHistoryTells(long observed, long before, int windows, double probability) {
        assertThat(Chance.ofSoMany(observed, before, windows)).isCloseTo(probability, within(probability * 1e-5));
    }

    @Test
    void theFewerWindowsAreKnownTheLessIsABurst() {
        assertThat(Chance.ofSoMany(6, 3, 3)).isGreaterThan(Chance.ofSoMany(6, 12, 12));
        assertThat(Chance.ofSoMany(0, 7, 3)).isCloseTo(1, within(1e-12));
        assertThat(Chance.ofSoMany(20_000, 120_000, 12)).isBetween(0.0, 1e-100);
    }

    @Test
    void hitsAreAsLikelyAsTheirShareTells() {
        assertThat(Chance.ofSoManyHits(5, 20, 0.05)).isCloseTo(0.0025739, within(1e-6));
        assertThat(Chance.ofSoManyHits(0, 20, 0.05)).isEqualTo(1);
        assertThat(Chance.ofSoManyHits(20, 20, 0.5)).isCloseTo(Math.pow(0.5, 20), within(1e-12));
        assertThat(Chance.ofSoManyHits(1, 20, 0)).isZero();
    }

    @Test
    void ofManyThatAreLookedAtOneIsNotListedThatIsOnlyRareByItself() {
        var dull = IntStream.range(0, 99).mapToObj(i -> 0.5 + i / 200.0).toList();
        var one = new ArrayList<>(dull);
        one.add(0.01);
        assertThat(Chance.limit(one, 0.05)).isNegative();
        var other = new ArrayList<>(dull);
        other.add(0.0001);
        assertThat(Chance.limit(other, 0.05)).isEqualTo(0.0001);
        assertThat(Chance.limit(List.of(), 0.05)).isNegative();
    }

    // ---- bursts

    private static List<Counted> history(String grid, String category, long each, long now) {
        var counted = new ArrayList<Counted>();
        IntStream.rangeClosed(1, 12)
                .forEach(window -> counted.add(new Counted("昆都仑区", "友谊大街街道", grid, category, window, each)));
        counted.add(new Counted("昆都仑区", "友谊大街街道", grid, category, 0, now));
        return counted;
    }

    @Test
    void aGridThatHasFourTimesItsUsualCasesHasABurstAndItsStreetToo() {
        var counted = history("grid-1", "LABOUR", 2, 12);
        counted.addAll(history("grid-2", "LABOUR", 2, 2));
        counted.addAll(history("grid-1", "NEIGHBOUR", 5, 6));

        assertThat(Bursts.find(RULE, counted))
                .extracting(burst -> burst.cell().grid(), burst -> burst.cell().category(), Bursts.Burst::observed)
                .containsExactly(tuple("grid-1", "LABOUR", 12L), tuple(null, "LABOUR", 14L));
        assertThat(Bursts.find(RULE, counted).getFirst().mean()).isEqualTo(2);
    }

    @Test
    void aLogThatKnowsTooFewWindowsTellsOfNone() {
        var counted = history("grid-1", "LABOUR", 2, 12).stream()
                .filter(one -> one.window() <= 3)
                .toList();
        assertThat(Bursts.find(RULE, counted)).isEmpty();
        assertThat(Bursts.find(RULE, List.of())).isEmpty();
    }

    @Test
    void whereNothingWasBeforeFewCasesAreNoBurstAndManyAre() {
        var counted = history("grid-1", "NEIGHBOUR", 2, 2);
        counted.add(new Counted("昆都仑区", "友谊大街街道", "grid-1", "LABOUR", 0, 3));
        assertThat(Bursts.find(RULE, counted)).isEmpty();
        counted.add(new Counted("昆都仑区", "友谊大街街道", "grid-1", "LABOUR", 0, 2));
        assertThat(Bursts.find(RULE, counted)).hasSize(2);
    }

    // ---- the last moment

    private static RecordItem met(String unit, long late, long all) {
        return new RecordItem(RecordKind.EVE_OF_DEADLINE, unit, null, NOON, NOON, late, all, null, null, List.of());
    }

    @Test
    void aUnitThatIsInTimeAtTheLastMomentMoreOftenThanAllIsListed() {
        var rule = new HazardRules.Eve(0.05, 10, 0.05, WORDS);
        var met = List.of(met("a", 2, 100), met("b", 20, 40), met("c", 3, 60), met("d", 3, 3));
        assertThat(Hazards.unusual(rule, met)).singleElement().satisfies(item -> {
            assertThat(item.unit()).isEqualTo("b");
            assertThat(item.expected()).isCloseTo(40 * 28 / 203.0, within(1e-9));
            assertThat(item.probability()).isLessThan(0.001);
        });
        assertThat(Hazards.unusual(rule, List.of())).isEmpty();
    }

    // ---- rules

    @Test
    void theRulesOfTodayCanBeReadAndExplainThemselves() {
        var rules = DataFile.read("hazards.yaml", HazardRules.class);
        assertThat(rules.on(LocalDate.parse("2022-04-30"))).isEmpty();
        var version = rules.on(LocalDate.parse("2024-03-01")).orElseThrow();
        assertThat(version.escalation().reasons()).hasSizeGreaterThan(5);
        assertThat(version.bursts().explanation().zh()).isNotBlank();
    }

    @Test
    void rulesThatCannotBeMetAreRefused() {
        var reason = new Reason("RETURNED", MilestoneKind.RETURNED, List.of(), true, 10, 20, WORDS);
        assertThatThrownBy(() -> new EscalationRule(21, WORDS, List.of(reason)))
                .hasMessage("hazards: no case could have so many points");
        assertThatThrownBy(() -> new EscalationRule(10, WORDS, List.of(reason, reason)))
                .hasMessage("hazards: a reason has the code of another one");
        assertThatThrownBy(() -> new BurstRule(28, 2, 3, 4, 0.05, WORDS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BurstRule(28, 12, 3, 4, 5, WORDS))
                .hasMessage("hazards: a share lies between 0 and 1");
    }
}

package org.fengqiao.intake.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.Comparison;
import org.fengqiao.intake.model.DisputeSketch;
import org.fengqiao.intake.model.DisputeSketch.PartySketch;
import org.fengqiao.intake.model.DisputeSketch.Side;
import org.fengqiao.intake.model.Likeness.Attribute;
import org.fengqiao.intake.model.Likeness.Finding;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.value.Place;

/** Outlines of disputes: what of an account is kept, and what is alike. */
class SketcherTest {

    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Place HOME = new Place("昆都仑区", "少先路街道", "青松社区", null, false);
    static final RepeatRules.Version RULES =
            DataFile.read("repeat-rules.yaml", RepeatRules.class).versions().getLast();
    static final BlindIndex INDEX = new BlindIndex(Suite.INTERNATIONAL, 1, new byte[32]);
    static final String LEAK = "楼上邻居卫生间漏水,把我家客厅天花板和地板都泡坏了,要求赔偿装修损失三千元";
    static final String SAME_LEAK = "我家客厅的天花板和地板被楼上卫生间漏水泡坏,多次找邻居协商,要求赔偿装修损失";
    static final String WAGES = "公司拖欠三个月工资,多次催要没有结果,要求支付工资和经济补偿";

    private final Sketcher sketcher = new Sketcher();

    private DisputeSketch sketch(
            Instant at, Place place, @Nullable String category, String account, PartySketch... parties) {
        return sketcher.of(UUID.randomUUID(), at, place, category, List.of(parties), account, INDEX);
    }

    private static PartySketch li() {
        return new PartySketch(Side.APPLICANT, 1L, 2L, Set.of(3L));
    }

    private static PartySketch wang() {
        return new PartySketch(Side.RESPONDENT, 4L, null, Set.of());
    }

    @Test
    void theSameTroubleInOtherWordsByAnotherDoorIsLinkedByRule() {
        var first = sketch(NOON, HOME, "NEIGHBOUR", LEAK, li(), wang());
        var again = sketch(NOON.plus(Duration.ofDays(2)), HOME, "NEIGHBOUR", SAME_LEAK, li(), wang());
        var comparison = Comparison.of(again, first, RULES);
        assertThat(comparison.isLinkedBy(RULES)).isTrue();
        assertThat(comparison.reasons())
                .extracting(reason -> reason.attribute(), reason -> reason.because())
                .contains(
                        org.assertj.core.groups.Tuple.tuple(Attribute.PARTY, Finding.SAME_ID_NUMBER),
                        org.assertj.core.groups.Tuple.tuple(Attribute.PLACE, Finding.SAME_COMMUNITY),
                        org.assertj.core.groups.Tuple.tuple(Attribute.TEXT, Finding.SHARED_WORDS));
        assertThat(SearchKeys.sought(again, NOON.minus(Duration.ofDays(90)), again.receivedAt()))
                .containsAnyElementsOf(SearchKeys.kept(first));
    }

    @Test
    void whereTheAccusedAnswersWithAComplaintItIsTheSameDispute() {
        var first = sketch(NOON, HOME, null, LEAK, li(), wang());
        var other = new PartySketch(Side.APPLICANT, 4L, null, Set.of());
        var accused = new PartySketch(Side.RESPONDENT, 1L, 2L, Set.of());
        assertThat(Comparison.of(sketch(NOON, HOME, null, SAME_LEAK, other, accused), first, RULES)
                        .isLinkedBy(RULES))
                .isTrue();
    }

    @Test
    void theSamePersonWithAnotherMatterIsSuggestedAtMost() {
        var first = sketch(NOON, HOME, "NEIGHBOUR", LEAK, li(), wang());
        var other = sketch(NOON, HOME, "LABOUR", WAGES, li(), new PartySketch(Side.RESPONDENT, 9L, null, Set.of()));
        assertThat(Comparison.of(other, first, RULES).isLinkedBy(RULES)).isFalse();
    }

    @Test
    void twoPeopleOfOneNameWithOtherNumbersAreNotTakenForOne() {
        var first = sketch(NOON, HOME, null, LEAK, new PartySketch(Side.APPLICANT, 1L, 2L, Set.of()));
        var other = sketch(NOON, HOME, null, LEAK, new PartySketch(Side.APPLICANT, 1L, 8L, Set.of()));
        assertThat(Comparison.of(other, first, RULES).reasons().getFirst().because())
                .isEqualTo(Finding.OTHER_PEOPLE);
    }

    @Test
    void whatOnlyOneTellsCountsNeitherWay() {
        var first = sketch(NOON, HOME, null, LEAK);
        assertThat(Comparison.of(sketch(NOON, HOME, "NEIGHBOUR", "。", li()), first, RULES)
                        .reasons())
                .extracting(reason -> reason.attribute())
                .containsExactly(Attribute.PLACE, Attribute.TIME);
    }

    @Test
    void noWordOfTheAccountStandsInTheOutline() {
        var sketch = sketch(NOON, HOME, "邻里", LEAK, li(), wang());
        var written = sketch.words().toString() + SearchKeys.kept(sketch) + sketch.category();
        assertThat(written).matches("[-0-9,\\[\\] ]+");
        var otherSecret = new byte[32];
        otherSecret[0] = 1;
        var elsewhere = sketcher.of(
                UUID.randomUUID(),
                NOON,
                HOME,
                "邻里",
                List.of(),
                LEAK,
                new BlindIndex(Suite.INTERNATIONAL, 1, otherSecret));
        assertThat(elsewhere.words()).doesNotContainAnyElementsOf(sketch.words());
    }
}

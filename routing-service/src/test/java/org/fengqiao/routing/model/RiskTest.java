package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.fengqiao.routing.model.Histories.ASSIGNED;
import static org.fengqiao.routing.model.Histories.BOOK;
import static org.fengqiao.routing.model.Histories.BROUGHT;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.MORNING;
import static org.fengqiao.routing.model.Histories.PARTIES;
import static org.fengqiao.routing.model.Histories.RECEIVED;
import static org.fengqiao.routing.model.Histories.UNKNOWN;
import static org.fengqiao.routing.model.Histories.ZHAOTAN;
import static org.fengqiao.routing.model.Histories.assigned;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.taken;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CASE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_GROUND;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.routing.model.RiskGround.Entailed;
import org.fengqiao.routing.model.RiskGround.Noted;
import org.fengqiao.routing.model.RoutingCommand.NoteRisk;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.RecordUrgency;
import org.fengqiao.routing.model.RoutingCommand.Told;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAlerted;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.RoutingEvent.RiskNoted;

/** Grounds of risk: how they are found, and what they entail. */
class RiskTest {

    static final Noted SELF_HARM =
            new Noted("SELF_HARM", "the words have 跳楼", new Entailed(List.of("dispatcher"), false, true));
    static final Noted AT_HOME =
            new Noted("DOMESTIC_VIOLENCE", RiskGround.BY_A_PERSON, new Entailed(List.of("dispatcher"), true, false));
    static final RiskNoted NOTED_AT_HOME = new RiskNoted(List.of(AT_HOME), true, false, words("身上有伤"), LATER);
    static final NoteRisk NOTE_AT_HOME = new NoteRisk(List.of("DOMESTIC_VIOLENCE"), words("身上有伤"), LATER);

    static TriageFacts facts(String summary, int repeats) {
        return new TriageFacts(
                "WINDOW",
                words("NEIGHBOUR"),
                words(summary),
                null,
                null,
                new TriageFacts.Circumstances(1, 1, repeats, RECEIVED));
    }

    static List<String> groundsOf(String summary, int repeats) {
        return BOOK.judge(BOOK.tables().getLast(), facts(summary, repeats)).grounds().stream()
                .map(Noted::code)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "邻居持刀威胁我全家, WEAPON",
        "楼下饭馆厨师持刀剁肉太吵, ",
        "切菜声音太大，每天持刀乱剁, ",
        "他说要同归于尽, VIOLENCE_ANNOUNCED",
        "热水器爆炸，商家不赔, ",
        "他说要把楼炸了, VIOLENCE_ANNOUNCED",
        "再不给钱就跳楼, SELF_HARM",
        "买的房子开发商说是跳楼价, ",
        "老公打我不止一次了, DOMESTIC_VIOLENCE",
        "老公打工一年没寄钱回家, ",
        "工友们拉横幅讨薪, GROUP_GATHERING",
        "在学校被体罚, MINORS",
        "为这事多次上访, REPEATED_PETITION",
    })
    void aWordTellsOfARiskUnlessItsNeighboursSayOtherwise(String summary, String ground) {
        assertThat(groundsOf(summary, 0)).isEqualTo(ground == null ? List.of() : List.of(ground));
    }

    @Test
    void oneHarmlessUseOfAWordDoesNotHideAnother() {
        assertThat(groundsOf("厨师持刀切菜没什么，可是昨天晚上他从店里冲出来持刀追我", 0)).containsExactly("WEAPON");
    }

    @Test
    void factsTellOfARiskToo() {
        assertThat(groundsOf("电梯停运", 2)).containsExactly("REPEATED_PETITION");
    }

    @Test
    void whatIsFoundAtFirstIsNotedAndToldAtOnce() {
        var told = new Told(words("NEIGHBOUR"), words("再吵我就跳楼"));
        var events = UNKNOWN.when(new TriageCase(facts("再吵我就跳楼", 0), told, ZHAOTAN, PARTIES, RECEIVED, MORNING))
                .events();
        assertThat(events).hasSize(4);
        assertThat(events.getFirst()).isInstanceOfSatisfying(CaseTriaged.class, e -> {
            assertThat(e.risk()).isEqualTo(Risk.HIGH);
            assertThat(e.rule()).isEqualTo("announced-violence");
            assertThat(e.because()).contains("SELF_HARM: the words have 跳楼");
        });
        assertThat(events.subList(1, 3))
                .isEqualTo(List.of(
                        new RiskNoted(List.of(SELF_HARM), false, true, null, MORNING),
                        new CaseAlerted(List.of("dispatcher"), List.of("SELF_HARM"), MORNING)));
        assertThat(events.getLast()).isInstanceOf(CaseAssigned.class);
    }

    @Test
    void whatWasReportedAsUrgentBeforeTheAcceptanceIsNotedWithTheFirstJudgement() {
        var told = new Told(words("NEIGHBOUR"), words("再吵我就跳楼"));
        var events = UNKNOWN.when(new TriageCase(
                        facts("再吵我就跳楼", 0),
                        told,
                        ZHAOTAN,
                        PARTIES,
                        Set.of(),
                        RECEIVED,
                        List.of("SELF_HARM", "WEAPON", "NOT_IN_THE_TABLE"),
                        MORNING))
                .events();
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        RiskNoted.class,
                        e -> assertThat(e.grounds())
                                .extracting(RiskGround.Noted::code, RiskGround.Noted::because)
                                .containsExactly(
                                        tuple("SELF_HARM", "the words have 跳楼"),
                                        tuple("WEAPON", "reported as urgent")));
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        CaseAlerted.class, e -> assertThat(e.grounds()).contains("WEAPON"));
    }

    @Test
    void aPersonNotesWhatTheWordsDidNotTell() {
        assigned()
                .when(NOTE_AT_HOME)
                .then(NOTED_AT_HOME, new CaseAlerted(List.of("dispatcher"), List.of("DOMESTIC_VIOLENCE"), LATER));
        assigned().given(NOTED_AT_HOME).when(NOTE_AT_HOME).thenNothing();
    }

    @Test
    void aRiskThatIsKnownEntailsWhatItDidWhenAnotherComes() {
        taken().given(NOTED_AT_HOME)
                .when(new NoteRisk(List.of("REPEATED_PETITION", "DOMESTIC_VIOLENCE"), words("第三次来"), LATER))
                .then(new RiskNoted(
                        List.of(new Noted(
                                "REPEATED_PETITION", RiskGround.BY_A_PERSON, new Entailed(List.of(), false, true))),
                        true,
                        true,
                        words("第三次来"),
                        LATER));
    }

    @Test
    void aNewJudgementForgetsNoRisk() {
        var judged = taken().given(NOTED_AT_HOME)
                .when(new RecordFailure(1, RetriageCause.MEDIATION_FAILED, LATER))
                .events();
        taken().given(NOTED_AT_HOME)
                .given(judged.toArray(RoutingEvent[]::new))
                .when(NOTE_AT_HOME)
                .thenNothing();
    }

    @Test
    void whatTheFrontDeskReportsAsUrgentIsNotedOnceAndWhoHasToKnowIsAlerted() {
        var urgent = new RecordUrgency("DOMESTIC_VIOLENCE", LATER);
        var events = assigned().when(urgent).events();
        assertThat(events).hasSize(2);
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        RiskNoted.class,
                        noted -> assertThat(noted.grounds())
                                .extracting(Noted::code, Noted::because)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                        "DOMESTIC_VIOLENCE", "reported as urgent")));
        assertThat(events.getLast())
                .isEqualTo(new CaseAlerted(List.of("dispatcher"), List.of("DOMESTIC_VIOLENCE"), LATER));
        assigned().given(events.toArray(RoutingEvent[]::new)).when(urgent).thenNothing();
        assigned().when(new RecordUrgency("GHOSTS", LATER)).thenNothing();
        settled().when(urgent).thenNothing();
        UNKNOWN.when(urgent).thenNothing();
    }

    @Test
    void whatCannotBeNotedIsRefused() {
        assigned().when(new NoteRisk(List.of("GHOSTS"), words("?"), LATER)).thenRefused(UNKNOWN_GROUND);
        settled().when(NOTE_AT_HOME).thenRefused(CLOSED);
        UNKNOWN.when(NOTE_AT_HOME).thenRefused(NO_SUCH_CASE);
    }

    @Test
    void whatNobodyCanTellWaitsAtTheCentreUntilAPersonSaysSo() {
        var vague = new TriageFacts("WINDOW", null, words("说不清的事"), null, null, BROUGHT);
        var events = UNKNOWN.when(
                        new TriageCase(vague, new Told(null, words("说不清的事")), ZHAOTAN, PARTIES, RECEIVED, MORNING))
                .events();
        assertThat(events.getLast()).isEqualTo(new CaseAssigned(1, CENTRE, Path.MEDIATION));
        var judged = UNKNOWN.given(events.toArray(RoutingEvent[]::new))
                .when(new OverruleTriage("OTHER", Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, words("确属其他"), LATER))
                .events();
        assertThat(judged).hasSize(2);
        assertThat(judged.getLast()).isNotEqualTo(ASSIGNED);
    }

    @Test
    void aTimeOfTheDayMayGoOverMidnight() {
        var night = new TriageTable.Hours(LocalTime.of(22, 0), LocalTime.of(6, 0));
        assertThat(night.include(Instant.parse("2024-03-01T14:00:00Z"))).isTrue();
        assertThat(night.include(Instant.parse("2024-03-01T21:59:59Z"))).isTrue();
        assertThat(night.include(Instant.parse("2024-03-01T22:00:00Z"))).isFalse();
    }

    @Test
    void eachGroundQuotesTheLawOrSaysHowItIsRead() {
        assertThat(TriageTableTest.IN_FORCE.grounds()).isNotEmpty().allSatisfy(ground -> {
            assertThat(ground.quote() != null || ground.note() != null)
                    .as(ground.code())
                    .isTrue();
            if (ground.quote() != null) {
                assertThat(ground.article()).as(ground.code()).isNotNull();
                assertThat(ground.quote()).as(ground.code()).matches("\\p{IsHan}.*[。；]");
            }
        });
    }

    @Test
    void whatIsWrongWithAGroundIsNamed() {
        var table = TriageTableTest.IN_FORCE;
        var faulty = new RiskGround(
                "ODD", "怪", " ", null, null, null, List.of(), null, new Entailed(List.of("ghost"), false, false));
        assertThatThrownBy(() -> BOOK.with(new TriageTable(
                        "v",
                        Instant.EPOCH,
                        table.classification(),
                        List.of(faulty, faulty),
                        table.first(),
                        table.again())))
                .hasMessageContainingAll(
                        "ground ODD: the code is used twice",
                        "ground ODD: words are needed in Chinese and in English",
                        "ground ODD: unknown role ghost",
                        "rule announced-violence: unknown ground of risk WEAPON");
    }
}

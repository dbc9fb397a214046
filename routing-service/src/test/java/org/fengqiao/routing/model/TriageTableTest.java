package org.fengqiao.routing.model;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.routing.model.TriageTable.Condition;
import org.fengqiao.routing.model.TriageTable.Result;
import org.fengqiao.routing.model.TriageTable.Rule;

class TriageTableTest {

    /** What somebody said about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(Boxes.CASE), text);
    }

    record Examples(List<NewCase> first, List<ComingBack> again) {}

    record Told(
            String channel,
            @Nullable String categoryHint,
            String summary,
            @Nullable Money amount,
            @Nullable Integer groupSize,
            @Nullable Integer applicants,
            @Nullable Integer respondents,
            @Nullable Integer repeats) {
        TriageFacts facts() {
            return new TriageFacts(
                    channel,
                    categoryHint == null ? null : words(categoryHint),
                    words(summary),
                    amount,
                    groupSize,
                    new TriageFacts.Circumstances(
                            requireNonNullElse(applicants, 1),
                            requireNonNullElse(respondents, 1),
                            requireNonNullElse(repeats, 0),
                            Histories.RECEIVED));
        }
    }

    record NewCase(@JsonProperty("case") Told told, String rule, String category, Path path) {}

    record Earlier(RetriageCause cause, String category, Complexity complexity, Path path) {}

    record ComingBack(@JsonProperty("case") Earlier earlier, String rule, Path path) {}

    static final TriageRules PUBLISHED = DataFile.read("triage.yaml", TriageRules.class);
    static final TriageTable IN_FORCE = PUBLISHED.versions().getLast();
    static final Examples EXAMPLES = DataFile.read("triage-examples.yaml", Examples.class);

    static Stream<NewCase> newCases() {
        return EXAMPLES.first().stream();
    }

    static Stream<ComingBack> casesThatComeBack() {
        return EXAMPLES.again().stream();
    }

    @ParameterizedTest
    @MethodSource("newCases")
    void theTableSaysOfANewCaseWhatItsExampleSays(NewCase example) {
        var judged = Histories.BOOK.judge(IN_FORCE, example.told().facts());
        assertThat(List.of(judged.rule(), judged.category(), judged.path()))
                .isEqualTo(List.of(example.rule(), example.category(), example.path()));
        assertThat(judged.ruleVersion()).isEqualTo(IN_FORCE.version());
    }

    @ParameterizedTest
    @MethodSource("casesThatComeBack")
    void theTableSaysOfACaseThatComesBackWhatItsExampleSays(ComingBack example) {
        var earlier = example.earlier();
        var previous = new Triage(
                earlier.category(),
                earlier.complexity(),
                Risk.LOW,
                earlier.path(),
                "mediation-first",
                "1",
                List.of(),
                null,
                List.of());
        var judged = IN_FORCE.judgeAgain(earlier.cause(), previous, "WINDOW", null, null);
        assertThat(List.of(judged.rule(), judged.path())).isEqualTo(List.of(example.rule(), example.path()));
        assertThat(judged.category()).isEqualTo(earlier.category());
    }

    @Test
    void everyLineOfTheTableHasAnExample() {
        var exemplified = new HashSet<String>();
        EXAMPLES.first().forEach(example -> exemplified.add(example.rule()));
        EXAMPLES.again().forEach(example -> exemplified.add(example.rule()));
        assertThat(exemplified)
                .containsAll(Stream.concat(IN_FORCE.first().stream(), IN_FORCE.again().stream())
                        .map(Rule::rule)
                        .toList());
    }

    @Test
    void aJudgementSaysWhyItsRuleMatched() {
        var judged = Histories.BOOK.judge(
                IN_FORCE,
                new TriageFacts(
                        "COURT", words("CONTRACT_DEBT"), words("借款不还"), Money.yuan("900"), null, Histories.BROUGHT));
        assertThat(judged.because())
                .containsExactly(
                        "the channel hints at CONTRACT_DEBT",
                        "category is CONTRACT_DEBT",
                        "the channel knows the category",
                        "at most 10000 yuan at stake");
    }

    @Test
    void aCaseThatIsCloserToACatchAllStillGetsAReason() {
        var judged = Histories.BOOK.judge(
                IN_FORCE, new TriageFacts("GRID", null, words("说不清的事"), null, null, Histories.BROUGHT));
        assertThat(judged.because())
                .containsExactly("no word tells a category; a person judges", "mediation-first: no other rule holds");
    }

    @Test
    void aJudgementThatComesBackKeepsWhatTheLineDoesNotName() {
        var previous = new Triage(
                "NEIGHBOUR",
                Complexity.SIMPLE,
                Risk.LOW,
                Path.MEDIATION,
                "mediation-first",
                "1",
                List.of(),
                null,
                List.of());
        var judged = IN_FORCE.judgeAgain(RetriageCause.MEDIATION_REFUSED, previous, "WINDOW", null, null);
        assertThat(judged.complexity()).isEqualTo(Complexity.SIMPLE);
        assertThat(judged.risk()).isEqualTo(Risk.LOW);
        assertThat(judged.because()).containsExactly("cause is MEDIATION_REFUSED");
    }

    static final Result RESULT = new Result("SIMPLE", "LOW", "MEDIATION");
    static final Result UNCHANGED = new Result(null, null, null);
    static final Rule REST = new Rule("rest", null, RESULT);
    static final Rule REST_AGAIN = new Rule("rest-again", null, UNCHANGED);
    static final Classification BY_WORDS =
            new Classification("2022-05", BigDecimal.TWO, BigDecimal.ONE, "OTHER", List.of());

    static TriageTable table(Classification classification, List<Rule> first, List<Rule> again) {
        return new TriageTable("v", Instant.EPOCH, classification, List.of(), first, again);
    }

    static Condition condition(List<String> categories, List<String> channels, List<String> causes, Integer group) {
        return new Condition(
                categories, null, channels, null, null, causes, null, null, null, null, group, null, null, null, null);
    }

    static void assertRejected(TriageTable table, String... problems) {
        assertThatThrownBy(() -> new TriageRules(PUBLISHED.categories(), List.of(table)))
                .hasMessageContainingAll(problems);
    }

    @Test
    void unknownCodesAreNamedWithTheirRule() {
        assertRejected(
                table(
                        new Classification("2022-05", BigDecimal.TWO, BigDecimal.ONE.negate(), "ODD", List.of()),
                        List.of(
                                new Rule(
                                        "odd",
                                        condition(List.of("ODD"), List.of("PIGEON"), null, null),
                                        new Result("EASY", "NONE", "NOWHERE")),
                                REST),
                        List.of(
                                new Rule(
                                        "odd-again",
                                        new Condition(
                                                null,
                                                List.of("EASY"),
                                                null,
                                                null,
                                                null,
                                                List.of("BOREDOM"),
                                                List.of("NOWHERE"),
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null),
                                        UNCHANGED),
                                REST_AGAIN)),
                "classification: unknown category ODD",
                "classification: the floor and the margin are not negative",
                "rule odd: unknown category ODD",
                "rule odd: unknown channel PIGEON",
                "rule odd: unknown complexity EASY",
                "rule odd: unknown risk NONE",
                "rule odd: unknown path NOWHERE",
                "rule odd-again: unknown complexity EASY",
                "rule odd-again: unknown cause BOREDOM",
                "rule odd-again: unknown path NOWHERE");
    }

    @Test
    void aLineThatCanNeverMatchIsNamedWithTheOneThatTakesItsCases() {
        assertRejected(
                table(
                        BY_WORDS,
                        List.of(
                                new Rule("groups", condition(null, null, null, 5), RESULT),
                                new Rule("large-groups", condition(List.of("LABOUR"), null, null, 50), RESULT),
                                REST,
                                new Rule("after-the-rest", condition(null, List.of("GRID"), null, null), RESULT),
                                new Rule("rest-2", null, RESULT)),
                        List.of(REST_AGAIN)),
                "rule large-groups: can never match, because groups takes its cases",
                "rule after-the-rest: can never match, because rest takes its cases",
                "rule rest-2: can never match, because rest takes its cases");
    }

    @Test
    void aTableThatLeavesCasesWithoutARuleIsRejected() {
        assertRejected(
                table(
                        BY_WORDS,
                        List.of(),
                        List.of(new Rule("some", condition(null, null, List.of("RETURNED"), null), UNCHANGED))),
                "the last rule of 'first' does not take whatever is left",
                "the last rule of 'again' does not take whatever is left");
    }

    @Test
    void aLineThatAsksWhatCannotBeKnownYetOrAnyMoreIsRejected() {
        assertRejected(
                table(
                        BY_WORDS,
                        List.of(
                                new Rule("early", condition(null, null, List.of("RETURNED"), null), RESULT),
                                new Rule("rest", null, new Result("SIMPLE", null, "MEDIATION"))),
                        List.of(
                                new Rule(
                                        "late",
                                        new Condition(
                                                null,
                                                null,
                                                null,
                                                new Signal(List.of("词"), List.of(), null),
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null),
                                        UNCHANGED),
                                REST_AGAIN)),
                "rule early: a new case has no cause, no previous path and no complexity yet",
                "rule rest: a rule for new cases says complexity, risk and path",
                "rule late: a case that comes back is not judged by its words, its hint or how it was brought any"
                        + " more");
    }

    @Test
    void anIdIsUsedOnce() {
        assertRejected(table(BY_WORDS, List.of(REST, REST), List.of(REST_AGAIN)), "rule rest: the id is used twice");
        var twice = new ArrayList<>(PUBLISHED.categories());
        twice.add(twice.getFirst());
        assertThatThrownBy(() -> new TriageRules(twice, List.of(IN_FORCE, IN_FORCE)))
                .hasMessageContainingAll(
                        "category MARRIAGE_FAMILY is given twice",
                        "the name is used twice",
                        "another version comes into force at the same time");
    }

    @Test
    void aTableHoldsFromItsDayOn() {
        var from = Objects.requireNonNull(IN_FORCE.effectiveFrom());
        assertThat(PUBLISHED.inForceAt(from)).isPresent();
        assertThat(PUBLISHED.inForceAt(from.minusMillis(1))).isEmpty();
        assertThatThrownBy(() -> new TriageRules(PUBLISHED.categories(), List.of()))
                .hasMessageContaining("there is no version");
    }
}

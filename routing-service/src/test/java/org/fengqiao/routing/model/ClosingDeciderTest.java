package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.AGREED;
import static org.fengqiao.routing.model.Histories.ASKED;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.DESK;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TOLD;
import static org.fengqiao.routing.model.Histories.TRIAGED;
import static org.fengqiao.routing.model.Histories.TRIBUNAL;
import static org.fengqiao.routing.model.Histories.UNKNOWN;
import static org.fengqiao.routing.model.Histories.ZHAOTAN;
import static org.fengqiao.routing.model.Histories.assigned;
import static org.fengqiao.routing.model.Histories.claimed;
import static org.fengqiao.routing.model.Histories.closed;
import static org.fengqiao.routing.model.Histories.retriaged;
import static org.fengqiao.routing.model.Histories.satisfied;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.taken;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ADMINISTRATIVE;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLAIMED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_SETTLED;
import static org.fengqiao.routing.model.RoutingRefusal.NO_EVIDENCE;
import static org.fengqiao.routing.model.RoutingRefusal.OTHER_CASE_MISSING;
import static org.fengqiao.routing.model.RoutingRefusal.RELAPSE_WINDOW_OVER;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.CloseCase;
import org.fengqiao.routing.model.RoutingCommand.MergeCase;
import org.fengqiao.routing.model.RoutingCommand.NoteAgreement;
import org.fengqiao.routing.model.RoutingCommand.NoteDelivery;
import org.fengqiao.routing.model.RoutingCommand.RecordAnswer;
import org.fengqiao.routing.model.RoutingCommand.RecordBreach;
import org.fengqiao.routing.model.RoutingCommand.RecordConclusion;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.RecordHandling;
import org.fengqiao.routing.model.RoutingCommand.RecordPerformance;
import org.fengqiao.routing.model.RoutingCommand.RecordRepeat;
import org.fengqiao.routing.model.RoutingCommand.RecordRound;
import org.fengqiao.routing.model.RoutingCommand.ReportRepeat;
import org.fengqiao.routing.model.RoutingCommand.SeparateCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRelapsed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;
import org.fengqiao.routing.model.RoutingEvent.EvidenceNoted;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;

/** The end of a case, how well it holds, and its reopening. */
class ClosingDeciderTest {

    /** The case in which this one goes on. */
    static final UUID OTHER = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad93");

    // ---- settling

    @ParameterizedTest
    @CsvSource({
        "MEDIATION,AGREED",
        "MEDIATION,CONFIRMED",
        "COURT,ADJUDICATED",
        "COURT,AGREED",
        "PETITION,PETITION_CONCLUDED"
    })
    void aCaseIsClosedWithTheOutcomeThatItsHolderReports(Path path, Outcome outcome) {
        var unit = path == Path.COURT ? TRIBUNAL : path == Path.PETITION ? DESK : STREET;
        assigned()
                .given(
                        retriaged(RetriageCause.REQUESTED, Complexity.SIMPLE, Risk.LOW, path, "same-way-again"),
                        new CaseAssigned(2, unit, path),
                        claimed(2, unit, path, Complexity.SIMPLE))
                .when(new RecordConclusion(2, outcome, TOLD, LATER))
                .then(closed(1, outcome, path, unit));
    }

    @Test
    void theEndOfAnEarlierCustodyChangesNothingAboutTheCaseAndIsNotedAsEvidence() {
        var moved = taken().given(
                        new CaseAssigned(2, CENTRE, Path.MEDIATION),
                        claimed(2, CENTRE, Path.MEDIATION, Complexity.SIMPLE));
        var noted = new EvidenceNoted(new Evidence(Evidence.Kind.AGREEMENT, TOLD));
        moved.when(new RecordConclusion(1, Outcome.AGREED, TOLD, LATER)).then(noted);
        moved.given(noted)
                .when(new RecordConclusion(1, Outcome.AGREED, TOLD, LATER))
                .thenNothing();
        moved.when(new RecordFailure(1, RetriageCause.MEDIATION_FAILED, LATER)).thenNothing();
        assigned().when(new RecordConclusion(1, Outcome.AGREED, TOLD, LATER)).then(noted);
    }

    @Test
    void aRepeatedEndChangesNothing() {
        settled().when(new RecordConclusion(1, Outcome.AGREED, TOLD, LATER)).thenNothing();
        settled()
                .when(new RecordFailure(1, RetriageCause.MEDIATION_FAILED, LATER))
                .thenNothing();
    }

    @Test
    void aDepartmentClosesWhatItHandlesByItsOwnPowers() {
        var handled = new CaseClosed(
                1,
                Outcome.ADMINISTRATIVELY_HANDLED,
                Path.ADMINISTRATIVE,
                "kundulun-police",
                ZHAOTAN,
                LATER,
                words("已处罚"),
                new Evidence(Evidence.Kind.HANDLING, null),
                ASKED,
                List.of("zhang"));
        var administrative = assigned()
                .given(
                        retriaged(
                                RetriageCause.REQUESTED,
                                Complexity.SIMPLE,
                                Risk.LOW,
                                Path.ADMINISTRATIVE,
                                "same-way-again"),
                        new CaseAssigned(2, "kundulun-police", Path.ADMINISTRATIVE));
        administrative.when(new RecordHandling(null, words("已处罚"), LATER)).thenRefused(NOT_CLAIMED);
        var inHand = administrative.given(claimed(2, "kundulun-police", Path.ADMINISTRATIVE, Complexity.SIMPLE));
        inHand.when(new RecordHandling(null, words("已处罚"), LATER)).then(handled);
        inHand.given(handled)
                .when(new RecordHandling(null, words("已处罚"), LATER))
                .thenNothing();
        taken().when(new RecordHandling(null, words("已处罚"), LATER)).thenRefused(NOT_ADMINISTRATIVE);
        settled().when(new RecordHandling(null, words("已处罚"), LATER)).thenRefused(CLOSED);
    }

    @Test
    void aDispatcherClosesWithAReason() {
        var merged = new CaseClosed(
                1,
                Outcome.MERGED,
                Path.MEDIATION,
                STREET,
                ZHAOTAN,
                LATER,
                words("与另案合并"),
                new Evidence(Evidence.Kind.MERGER, OTHER),
                ASKED,
                List.of());
        assigned()
                .when(new CloseCase(Outcome.MERGED, OTHER, words("与另案合并"), LATER))
                .then(merged);
        assigned()
                .given(merged)
                .when(new CloseCase(Outcome.MERGED, OTHER, words("重复"), LATER))
                .thenNothing();
        assigned()
                .given(merged)
                .when(new CloseCase(Outcome.RELIEVED, null, words("已救助"), LATER))
                .thenRefused(CLOSED);
    }

    @Test
    void aCaseThatIsTakenBackIsClosedWithWhoeverHoldsIt() {
        assigned()
                .when(new WithdrawCase(TOLD, LATER))
                .then(closed(1, Outcome.WITHDRAWN, Path.MEDIATION, STREET, List.of()));
        taken().when(new WithdrawCase(TOLD, LATER)).then(closed(1, Outcome.WITHDRAWN, Path.MEDIATION, STREET));
        settled().when(new WithdrawCase(TOLD, LATER)).thenNothing();
        UNKNOWN.given(TRIAGED)
                .when(new WithdrawCase(TOLD, LATER))
                .then(closed(1, Outcome.WITHDRAWN, Path.MEDIATION, CENTRE, List.of()));
    }

    // ---- what proves a closing

    @ParameterizedTest
    @EnumSource(names = {"AGREED", "CONFIRMED", "ADJUDICATED", "PETITION_CONCLUDED"})
    void aDispatcherClosesWithNothingThatNobodyHasSaid(Outcome outcome) {
        taken().when(new CloseCase(outcome, null, words("已和好"), LATER)).thenRefused(NO_EVIDENCE);
        taken().given(new EvidenceNoted(new Evidence(outcome.provenBy(), TOLD)))
                .when(new CloseCase(outcome, null, words("已和好"), LATER))
                .then(new CaseClosed(
                        1,
                        outcome,
                        Path.MEDIATION,
                        STREET,
                        ZHAOTAN,
                        LATER,
                        words("已和好"),
                        new Evidence(outcome.provenBy(), TOLD),
                        ASKED,
                        List.of("zhang")));
    }

    @Test
    void anAgreementIsNoConfirmation() {
        taken().given(new EvidenceNoted(new Evidence(Evidence.Kind.AGREEMENT, TOLD)))
                .when(new CloseCase(Outcome.CONFIRMED, null, words("已和好"), LATER))
                .thenRefused(NO_EVIDENCE);
    }

    @Test
    void anAgreementThatIsToBeConfirmedIsNotedOnce() {
        var noted = new EvidenceNoted(new Evidence(Evidence.Kind.AGREEMENT, TOLD));
        taken().when(new NoteAgreement(TOLD)).then(noted);
        taken().given(noted).when(new NoteAgreement(TOLD)).thenNothing();
        settled().when(new NoteAgreement(TOLD)).thenNothing();
    }

    @Test
    void whatSettledACaseProvesNothingOnceItIsOpenedAgain() {
        taken().given(new EvidenceNoted(new Evidence(Evidence.Kind.AGREEMENT, TOLD)), AGREED)
                .given(settled().when(new RecordBreach(LATER)).events())
                .when(new CloseCase(Outcome.AGREED, null, words("?"), LATER))
                .thenRefused(NO_EVIDENCE);
    }

    @Test
    void aHandlingAndAWithdrawalCloseACaseByThemselves() {
        taken().when(new CloseCase(Outcome.ADMINISTRATIVELY_HANDLED, null, words("?"), LATER))
                .thenRefused(NO_EVIDENCE);
        taken().when(new CloseCase(Outcome.WITHDRAWN, null, words("?"), LATER)).thenRefused(NO_EVIDENCE);
    }

    @Test
    void reliefThatWasDeliveredIsWhatWhoeverHasTheCaseForItClosesItWith() {
        taken().when(new CloseCase(Outcome.RELIEVED, null, words("已救助"), LATER)).thenRefused(NO_EVIDENCE);
        var toBeRelieved = assigned()
                .given(
                        retriaged(RetriageCause.REQUESTED, Complexity.SIMPLE, Risk.LOW, Path.RELIEF, "same-way-again"),
                        new CaseAssigned(2, CENTRE, Path.RELIEF));
        toBeRelieved
                .when(new CloseCase(Outcome.RELIEVED, null, words("已救助"), LATER))
                .thenRefused(NO_EVIDENCE);
        var held = toBeRelieved.given(claimed(2, CENTRE, Path.RELIEF, Complexity.SIMPLE));
        held.when(new CloseCase(Outcome.RELIEVED, null, words("已救助"), LATER)).thenRefused(NO_EVIDENCE);
        var delivered = new EvidenceNoted(new Evidence(Evidence.Kind.DELIVERY, TOLD));
        held.when(new NoteDelivery(TOLD)).then(delivered);
        held.given(delivered).when(new NoteDelivery(TOLD)).thenNothing();
        toBeRelieved
                .given(delivered)
                .when(new CloseCase(Outcome.RELIEVED, null, words("已救助"), LATER))
                .thenRefused(NO_EVIDENCE);
        held.given(delivered)
                .when(new CloseCase(Outcome.RELIEVED, null, words("已救助"), LATER))
                .then(new CaseClosed(
                        1,
                        Outcome.RELIEVED,
                        Path.RELIEF,
                        CENTRE,
                        ZHAOTAN,
                        LATER,
                        words("已救助"),
                        new Evidence(Evidence.Kind.DELIVERY, TOLD),
                        ASKED,
                        List.of("zhang")));
    }

    @Test
    void aRepeatIsMergedIntoTheCaseThatCarriesItOnWhoeverHoldsItAndGoesOnWhenItIsNone() {
        var closed =
                (CaseClosed) taken().when(new MergeCase(OTHER, LATER)).events().getFirst();
        assertThat(closed.outcome()).isEqualTo(Outcome.MERGED);
        assertThat(closed.evidence()).isEqualTo(new Evidence(Evidence.Kind.MERGER, OTHER));
        var merged = taken().given(closed);
        merged.when(new MergeCase(OTHER, LATER)).thenNothing();
        merged.when(new SeparateCase(TOLD, LATER)).thenNothing();
        taken().when(new SeparateCase(OTHER, LATER)).thenNothing();
        assertThat(merged.when(new SeparateCase(OTHER, LATER)).events())
                .first()
                .isEqualTo(new CaseReopened(1, RetriageCause.NO_REPEAT, null, null, LATER));
    }

    @Test
    void aCaseIsMergedIntoOneThatIsNamed() {
        taken().when(new CloseCase(Outcome.MERGED, null, words("与另案合并"), LATER)).thenRefused(OTHER_CASE_MISSING);
    }

    // ---- verified or relapsed

    @ParameterizedTest
    @CsvSource({"1,1,3", "2,2,4", "3,1,5"})
    void aRoundInWhichEverybodyReachedIsSatisfiedVerifiesTheClosing(int ordinal, int reached, int lowest) {
        settled()
                .when(new RecordRound(1, ordinal, ordinal, reached, lowest, 0, LATER))
                .then(new CaseVerified(1, LATER));
    }

    @Test
    void theFirstGoodWordVerifiesNothing() {
        settled().when(answered(1, 5)).thenNothing();
    }

    @Test
    void aClosingIsVerifiedOnce() {
        settled().given(new CaseVerified(1, LATER)).when(satisfied(1, 0)).thenNothing();
        settled()
                .given(new CaseVerified(1, LATER))
                .when(new RecordPerformance(0, LATER))
                .thenNothing();
    }

    @Test
    void aRoundThatReachedNobodyOrFoundALowScoreVerifiesNothing() {
        settled().when(new RecordRound(1, 1, 1, 0, null, 0, LATER)).thenNothing();
        settled().when(new RecordRound(1, 1, 1, 2, 2, 0, LATER)).thenNothing();
        settled().when(new RecordRound(1, 4, 4, 2, 5, 0, LATER)).thenNothing();
    }

    @Test
    void satisfactionWhileSomethingIsOverdueWaitsForItsPerformance() {
        var noted = new SatisfactionNoted(1, 1, 1);
        settled().when(satisfied(1, 1)).then(noted);
        settled().given(noted).when(satisfied(1, 1)).thenNothing();
        settled().given(noted).when(new RecordPerformance(1, LATER)).thenNothing();
        settled().given(noted).when(new RecordPerformance(0, LATER)).then(new CaseVerified(1, LATER));
        settled().given(noted).when(satisfied(1, 0)).then(new CaseVerified(1, LATER));
    }

    @Test
    void performanceAloneDoesNotVerify() {
        settled().when(new RecordPerformance(0, LATER)).thenNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aScoreBelowThreeReopensRejudgesAndAssignsInOneDecision(int score) {
        settled()
                .when(answered(1, score))
                .then(
                        new CaseRelapsed(1, RetriageCause.DISSATISFIED, null, LATER),
                        new CaseReopened(1, RetriageCause.DISSATISFIED, null, Remedy.MEDIATION, LATER),
                        back(
                                RetriageCause.DISSATISFIED,
                                Complexity.COMPLEX,
                                Risk.MEDIUM,
                                Path.MEDIATION,
                                "agreement-mediated-again",
                                List.of(
                                        "cause is DISSATISFIED",
                                        "previous path is MEDIATION",
                                        "it had ended as AGREED",
                                        "MEDIATION: Service standard of the governance centre, verified closure")),
                        new CaseAssigned(2, STREET, Path.MEDIATION));
    }

    @Test
    void anAgreementThatIsNotPerformedRelapsesEvenIfThePartyIsContent() {
        assertThat(settled().when(new RecordAnswer(1, 5, true, false, LATER)).events())
                .startsWith(new CaseRelapsed(1, RetriageCause.OBLIGATION_BREACHED, null, LATER));
    }

    @Test
    void anAnswerThatTellsOfEverythingAtOnceIsAboutTheBreachFirst() {
        assertThat(settled().when(new RecordAnswer(1, 1, true, true, LATER)).events())
                .startsWith(new CaseRelapsed(1, RetriageCause.OBLIGATION_BREACHED, null, LATER));
    }

    @Test
    void newTroubleRelapses() {
        assertThat(settled().when(new RecordAnswer(1, 5, false, true, LATER)).events())
                .startsWith(new CaseRelapsed(1, RetriageCause.NEW_TROUBLE, null, LATER));
    }

    @Test
    void aVerifiedClosingCanStillRelapse() {
        var verified = settled().given(new CaseVerified(1, LATER));
        assertThat(verified.when(answered(1, 1)).events())
                .startsWith(new CaseRelapsed(1, RetriageCause.DISSATISFIED, null, LATER));
        assertThat(verified.when(new RecordBreach(LATER)).events())
                .startsWith(new CaseRelapsed(1, RetriageCause.OBLIGATION_BREACHED, null, LATER));
        verified.when(satisfied(1, 0)).thenNothing();
    }

    // ---- the same dispute again

    @Test
    void theSameDisputeWithinNinetyDaysIsARelapse() {
        var lastMoment = Histories.TIMES.due("relapse-window", LATER).minusSeconds(1);
        assertThat(settled().when(new RecordRepeat(OTHER, lastMoment)).events())
                .startsWith(
                        new CaseRelapsed(1, RetriageCause.SAME_DISPUTE_BACK, OTHER, lastMoment),
                        new CaseReopened(1, RetriageCause.SAME_DISPUTE_BACK, null, Remedy.MEDIATION, lastMoment));
        assertThat(settled().when(new ReportRepeat(OTHER, lastMoment)).events()).hasSize(4);
    }

    @Test
    void laterItIsANewCase() {
        var over = Histories.TIMES.due("relapse-window", LATER);
        settled().when(new RecordRepeat(OTHER, over)).thenNothing();
        settled().when(new ReportRepeat(OTHER, over)).thenRefused(RELAPSE_WINDOW_OVER);
    }

    @Test
    void onlyWhatWasSettledRelapses() {
        var withdrawn = taken().given(closed(1, Outcome.WITHDRAWN, Path.MEDIATION, STREET));
        withdrawn.when(new RecordRepeat(OTHER, LATER)).thenNothing();
        withdrawn.when(new ReportRepeat(OTHER, LATER)).thenRefused(NOT_SETTLED);
        taken().when(new RecordRepeat(OTHER, LATER)).thenNothing();
        taken().when(new ReportRepeat(OTHER, LATER)).thenRefused(NOT_CLOSED);
    }

    // ---- how a case ended decides how it comes back

    @ParameterizedTest
    @CsvSource({
        "ADJUDICATED,OBLIGATION_BREACHED,COURT,ENFORCEMENT",
        "ADJUDICATED,DISSATISFIED,COURT,APPEAL",
        "CONFIRMED,OBLIGATION_BREACHED,COURT,ENFORCEMENT",
        "CONFIRMED,DISSATISFIED,COURT,OBJECTION",
        "CONFIRMED,NEW_TROUBLE,COURT,OBJECTION",
        "PETITION_CONCLUDED,DISSATISFIED,PETITION,REVIEW",
        "AGREED,NEW_TROUBLE,MEDIATION,MEDIATION"
    })
    void howACaseEndedDecidesHowItComesBack(Outcome outcome, RetriageCause cause, Path path, Remedy remedy) {
        var events = taken().given(closed(1, outcome, Path.MEDIATION, STREET))
                .when(new RecordAnswer(
                        1,
                        cause == RetriageCause.DISSATISFIED ? 1 : 5,
                        cause == RetriageCause.OBLIGATION_BREACHED,
                        cause == RetriageCause.NEW_TROUBLE,
                        LATER))
                .events();
        assertThat(events.get(1)).isEqualTo(new CaseReopened(1, cause, null, remedy, LATER));
        assertThat(events.get(2)).isInstanceOfSatisfying(CaseRetriaged.class, again -> {
            assertThat(again.path()).isEqualTo(path);
            assertThat(again.because()).contains("it had ended as " + outcome);
        });
        assertThat(taken().given(closed(1, outcome, Path.MEDIATION, STREET))
                        .given(events)
                        .when(new ClaimCase(null, null, ((CaseAssigned) events.get(3)).unit(), "sun", LATER))
                        .events())
                .first()
                .isInstanceOfSatisfying(
                        CaseClaimed.class, again -> assertThat(again.remedy()).isEqualTo(remedy));
    }

    @Test
    void whereNothingFollowsFromTheEndTheTableSays() {
        assertThat(taken().given(closed(1, Outcome.RELIEVED, Path.RELIEF, STREET))
                        .when(answered(1, 1))
                        .events())
                .contains(new CaseReopened(1, RetriageCause.DISSATISFIED, null, null, LATER));
    }

    @Test
    void anEarlierClosingStaysOnRecord() {
        var state = new AtomicReference<RoutingCase>();
        var decider = new RoutingDecider(Histories.RULES);
        state.set(decider.initial());
        var events = new ArrayList<RoutingEvent>(
                List.of(TRIAGED, Histories.ASSIGNED, Histories.CLAIMED, AGREED, new CaseVerified(1, LATER)));
        events.addAll(settled().when(answered(1, 1)).events());
        events.add(claimed(2, STREET, Path.MEDIATION, Complexity.COMPLEX));
        events.add(closed(2, Outcome.AGREED, Path.MEDIATION, STREET));
        events.forEach(event -> state.set(decider.evolve(state.get(), event)));
        assertThat(state.get().known().dossier().closings().all())
                .containsExactly(
                        new Closings.Past(
                                1,
                                Outcome.AGREED,
                                Path.MEDIATION,
                                STREET,
                                LATER,
                                LATER,
                                LATER,
                                LATER,
                                RetriageCause.DISSATISFIED,
                                Remedy.MEDIATION),
                        new Closings.Past(
                                2, Outcome.AGREED, Path.MEDIATION, STREET, LATER, null, null, null, null, null));
    }

    @Test
    void aBreachUndoesOnlyAClosingThatRestsOnAnAgreement() {
        assertThat(settled().when(new RecordBreach(LATER)).events()).hasSize(4);
        taken().given(closed(1, Outcome.WITHDRAWN, Path.MEDIATION, STREET))
                .when(new RecordBreach(LATER))
                .thenNothing();
        taken().when(new RecordBreach(LATER)).thenNothing();
    }

    @Test
    void aDissatisfiedPetitionerIsHeardAgainByThePetitionDesk() {
        taken().given(
                        retriaged(
                                RetriageCause.MEDIATION_FAILED,
                                Complexity.SIMPLE,
                                Risk.LOW,
                                Path.PETITION,
                                "refused-or-failed-mediation-to-the-petition-agency"),
                        new CaseAssigned(2, DESK, Path.PETITION),
                        claimed(2, DESK, Path.PETITION, Complexity.SIMPLE),
                        closed(1, Outcome.PETITION_CONCLUDED, Path.PETITION, DESK))
                .when(answered(1, 2))
                .then(
                        new CaseRelapsed(1, RetriageCause.DISSATISFIED, null, LATER),
                        new CaseReopened(1, RetriageCause.DISSATISFIED, null, Remedy.REVIEW, LATER),
                        back(
                                RetriageCause.DISSATISFIED,
                                Complexity.COMPLEX,
                                Risk.HIGH,
                                Path.PETITION,
                                "petition-reviewed",
                                List.of(
                                        "cause is DISSATISFIED",
                                        "previous path is PETITION",
                                        "it had ended as PETITION_CONCLUDED",
                                        "REVIEW: 信访工作条例 (2022) art. 35")),
                        new CaseAssigned(3, DESK, Path.PETITION));
    }

    @Test
    void aRevisitOfAnEarlierClosingChangesNothing() {
        var closedAgain = settled()
                .given(settled().when(new RecordBreach(LATER)).events())
                .given(
                        claimed(2, STREET, Path.MEDIATION, Complexity.COMPLEX),
                        closed(2, Outcome.AGREED, Path.MEDIATION, STREET));
        closedAgain.when(satisfied(1, 0)).thenNothing();
        closedAgain.when(answered(1, 1)).thenNothing();
        closedAgain.when(satisfied(2, 0)).then(new CaseVerified(2, LATER));
    }

    @Test
    void aRevisitOfAnOpenCaseChangesNothing() {
        taken().when(satisfied(1, 0)).thenNothing();
        settled()
                .given(settled().when(new RecordBreach(LATER)).events())
                .when(answered(1, 1))
                .thenNothing();
    }

    @Test
    void satisfactionWithAnEarlierClosingDoesNotVerifyALaterOne() {
        settled()
                .given(new SatisfactionNoted(1, 1, 1))
                .given(settled().when(new RecordBreach(LATER)).events())
                .given(
                        claimed(2, STREET, Path.MEDIATION, Complexity.COMPLEX),
                        closed(2, Outcome.AGREED, Path.MEDIATION, STREET))
                .when(new RecordPerformance(0, LATER))
                .thenNothing();
    }

    static RecordAnswer answered(int closure, int score) {
        return new RecordAnswer(closure, score, false, false, LATER);
    }

    static CaseRetriaged back(
            RetriageCause cause, Complexity complexity, Risk risk, Path path, String rule, List<String> because) {
        return new CaseRetriaged(cause, "NEIGHBOUR", complexity, risk, path, rule, "2022-05", because, null, LATER);
    }
}

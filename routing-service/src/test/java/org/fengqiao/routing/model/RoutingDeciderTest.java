package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.routing.model.RoutingRefusal.ALREADY_CLAIMED;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ADMINISTRATIVE;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLAIMED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_TRIAGED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_WITH_THIS_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NO_OTHER_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NO_TABLE_IN_FORCE;
import static org.fengqiao.routing.model.RoutingRefusal.NO_UNIT_ABOVE;
import static org.fengqiao.routing.model.RoutingRefusal.RETURN_TIME_OVER;
import static org.fengqiao.routing.model.RoutingRefusal.UNIT_DOES_NOT_SERVE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_CATEGORY;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_UNIT;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.legalclock.DeadlineRules;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.CloseCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.RecordBreach;
import org.fengqiao.routing.model.RoutingCommand.RecordConclusion;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.RecordHandling;
import org.fengqiao.routing.model.RoutingCommand.RecordPerformance;
import org.fengqiao.routing.model.RoutingCommand.RecordRevisit;
import org.fengqiao.routing.model.RoutingCommand.ReopenCase;
import org.fengqiao.routing.model.RoutingCommand.ReturnCase;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseEscalated;
import org.fengqiao.routing.model.RoutingEvent.CaseRelapsed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;
import org.fengqiao.routing.model.RoutingEvent.EscalationCause;
import org.fengqiao.routing.model.RoutingEvent.Overruled;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;

class RoutingDeciderTest {

    static final String STREET = "kundulun-zhaotan-centre";
    static final String DESK = "kundulun-zhaotan-petition";
    static final String CENTRE = "kundulun-centre";
    static final String TRIBUNAL = "kundulun-tribunal";
    static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");
    static final Instant SOON = Instant.parse("2024-03-04T01:00:00Z");
    static final Instant LATER = Instant.parse("2024-03-20T01:00:00Z");
    static final Place ZHAOTAN = new Place("昆都仑区", "沼潭街道", null, null, false);
    /** What somebody said about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(Boxes.CASE), text);
    }

    /** The name of the nth person. */
    static PersonalText name(int person, String text) {
        return PersonalText.of(Boxes.person(person), text);
    }

    static final List<Party> PARTIES = List.of(
            new Party("applicant-1", Party.Side.APPLICANT, name(1, "李某")),
            new Party("respondent-1", Party.Side.RESPONDENT, name(2, "王某")));

    static final DeadlineRules TIMES = new DeadlineRules(LegalFiles.official().clock());

    static final RoutingRules RULES = new RoutingRules(
            DataFile.read("triage.yaml", TriageRules.class),
            DataFile.read("units.yaml", Units.class),
            claimedAt -> TIMES.due("return", claimedAt));

    final DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> scenario =
            DeciderScenario.of(new RoutingDecider(RULES));

    static final TriageCase LEAK = new TriageCase(
            new TriageFacts("POLICE", "NEIGHBOUR", words("楼上漏水"), Money.yuan("3000.00"), null),
            ZHAOTAN,
            PARTIES,
            MORNING);

    static final CaseTriaged TRIAGED = new CaseTriaged(
            "NEIGHBOUR",
            Complexity.SIMPLE,
            Risk.LOW,
            Path.MEDIATION,
            "mediation-first",
            "2022-05",
            List.of("the channel hints at NEIGHBOUR", "mediation-first: no other rule holds"),
            "POLICE",
            ZHAOTAN,
            Money.yuan("3000.00"),
            null,
            PARTIES);
    static final CaseAssigned ASSIGNED = new CaseAssigned(1, STREET, Path.MEDIATION);

    static CaseClaimed claimed(int custody, String unit, Path path, Complexity complexity) {
        return new CaseClaimed(
                custody,
                unit,
                "zhang",
                path,
                "NEIGHBOUR",
                complexity,
                "POLICE",
                ZHAOTAN,
                Money.yuan("3000.00"),
                PARTIES,
                MORNING);
    }

    static final CaseClaimed CLAIMED = claimed(1, STREET, Path.MEDIATION, Complexity.SIMPLE);

    static CaseClosed closed(int closure, Outcome outcome, Path path, String unit) {
        return new CaseClosed(closure, outcome, path, unit, ZHAOTAN, LATER, null);
    }

    static final CaseClosed AGREED = closed(1, Outcome.AGREED, Path.MEDIATION, STREET);

    static CaseRetriaged retriaged(Cause cause, Complexity complexity, Risk risk, Path path, String rule) {
        return new CaseRetriaged(
                cause, "NEIGHBOUR", complexity, risk, path, rule, "2022-05", because(cause, rule), null);
    }

    static List<String> because(Cause cause, String rule) {
        return switch (rule) {
            case "same-way-again" -> List.of("same-way-again: no other rule holds");
            case "settlement-did-not-hold" -> List.of("cause is " + cause, "previous path is MEDIATION");
            case "petition-did-not-satisfy" -> List.of("cause is " + cause, "previous path is PETITION");
            default -> List.of("cause is " + cause);
        };
    }

    static RecordRevisit satisfied(int closure, int outstanding) {
        return new RecordRevisit(closure, 1, true, 5, true, false, outstanding, LATER);
    }

    DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> assigned() {
        return scenario.given(TRIAGED, ASSIGNED);
    }

    DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> taken() {
        return scenario.given(TRIAGED, ASSIGNED, CLAIMED);
    }

    DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> settled() {
        return scenario.given(TRIAGED, ASSIGNED, CLAIMED, AGREED);
    }

    // ---- triage and assignment

    @Test
    void anAcceptedCaseIsJudgedAndGivenToItsStreetInOneDecision() {
        scenario.when(LEAK).then(TRIAGED, ASSIGNED);
    }

    @Test
    void aSmallDebtKnownAsSuchGoesStraightToTheTribunal() {
        var debt = new TriageCase(
                new TriageFacts("COURT", "CONTRACT_DEBT", words("借款不还"), Money.yuan("900"), null),
                ZHAOTAN,
                PARTIES,
                MORNING);
        assertThat(scenario.when(debt).events().getLast()).isEqualTo(new CaseAssigned(1, TRIBUNAL, Path.COURT));
    }

    @Test
    void triagingTwiceRecordsNothing() {
        assigned().when(LEAK).thenNothing();
        settled().when(LEAK).thenNothing();
    }

    @Test
    void withoutATableInForceNothingIsJudged() {
        var early = new TriageCase(LEAK.facts(), ZHAOTAN, PARTIES, Instant.EPOCH);
        scenario.when(early).thenRefused(NO_TABLE_IN_FORCE);
        taken().when(new RecordFailure(1, Cause.MEDIATION_FAILED, Instant.EPOCH))
                .thenRefused(NO_TABLE_IN_FORCE);
    }

    @Test
    void aPersonOverrulesTheTableWithAReason() {
        taken().when(new OverruleTriage(
                        "ENVIRONMENT", Complexity.COMPLEX, Risk.HIGH, Path.ADMINISTRATIVE, words("油烟扰民"), LATER))
                .then(
                        new CaseRetriaged(
                                Cause.REQUESTED,
                                "ENVIRONMENT",
                                Complexity.COMPLEX,
                                Risk.HIGH,
                                Path.ADMINISTRATIVE,
                                Triage.BY_A_PERSON,
                                "2022-05",
                                List.of("overruled by a person"),
                                new Overruled(words("油烟扰民"))),
                        new CaseAssigned(2, "kundulun-environment", Path.ADMINISTRATIVE));
    }

    @Test
    void overrulingWithTheSameJudgementRecordsNothing() {
        assigned()
                .when(new OverruleTriage("NEIGHBOUR", Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, words("同意"), LATER))
                .thenNothing();
    }

    @Test
    void aCategoryThatDoesNotExistIsRefused() {
        assigned()
                .when(new OverruleTriage("GHOSTS", Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, words("?"), LATER))
                .thenRefused(UNKNOWN_CATEGORY);
    }

    @Test
    void aDispatcherGivesTheCaseToAnyUnitThatWorksOnItsPath() {
        assigned()
                .when(new AssignCase("kundulun-property-team"))
                .then(new CaseAssigned(2, "kundulun-property-team", Path.MEDIATION));
        assigned().when(new AssignCase(STREET)).thenNothing();
        taken().when(new AssignCase(STREET)).thenNothing();
        assigned().when(new AssignCase(TRIBUNAL)).thenRefused(UNIT_DOES_NOT_SERVE);
        assigned().when(new AssignCase("nobody")).thenRefused(UNKNOWN_UNIT);
    }

    // ---- claiming, returning, escalating

    @Test
    void aWorkerOfTheUnitTakesTheCaseUp() {
        assigned().when(new ClaimCase(STREET, "zhang", MORNING)).then(CLAIMED);
    }

    @Test
    void claimingTwiceRecordsNothing() {
        taken().when(new ClaimCase(STREET, "zhang", MORNING)).thenNothing();
    }

    @Test
    void whatACollegueHasTakenUpIsNotTakenAgain() {
        taken().when(new ClaimCase(STREET, "zhao", MORNING)).thenRefused(ALREADY_CLAIMED);
    }

    @Test
    void anotherUnitCannotTakeTheCaseUp() {
        assigned().when(new ClaimCase(TRIBUNAL, "zhang", MORNING)).thenRefused(NOT_WITH_THIS_UNIT);
        taken().when(new ClaimCase(TRIBUNAL, "zhang", MORNING)).thenRefused(NOT_WITH_THIS_UNIT);
    }

    @Test
    void aReturnedCaseGoesToTheUnitThatIsSaidToBeResponsible() {
        taken().when(new ReturnCase(null, words("物业问题"), "kundulun-property-team", SOON))
                .then(
                        new CaseReturned(1, STREET, words("物业问题"), "kundulun-property-team", SOON),
                        new CaseAssigned(2, "kundulun-property-team", Path.MEDIATION));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null", "城管", TRIBUNAL, STREET},
            nullValues = "null")
    void aReturnedCaseGoesToTheNextBestUnitWhenNoOtherOneThatCanTakeItIsNamed(String responsible) {
        assigned()
                .when(new ReturnCase(null, words("不归我们"), responsible, SOON))
                .then(
                        new CaseReturned(1, STREET, words("不归我们"), responsible, SOON),
                        new CaseAssigned(2, CENTRE, Path.MEDIATION));
    }

    @Test
    void aCaseThatEveryUnitGaveBackIsNotGivenBackOnceMore() {
        assigned()
                .given(
                        new CaseReturned(1, STREET, words("不归我们"), null, SOON),
                        new CaseAssigned(2, CENTRE, Path.MEDIATION))
                .when(new ReturnCase(null, words("也不归我们"), null, SOON))
                .thenRefused(NO_OTHER_UNIT);
    }

    @Test
    void whatWasClaimedIsReturnedWithinFiveWorkingDaysAndNotLater() {
        // Claimed on a Friday: the fifth working day after it is the next Friday.
        var lastMoment = Instant.parse("2024-03-08T15:59:59.999Z");
        assertThat(taken().when(new ReturnCase(STREET, words("物业问题"), null, lastMoment))
                        .events())
                .startsWith(new CaseReturned(1, STREET, words("物业问题"), null, lastMoment));
        taken().when(new ReturnCase(STREET, words("物业问题"), null, Instant.parse("2024-03-08T16:00:00Z")))
                .thenRefused(RETURN_TIME_OVER);
        taken().when(new ReturnCase(null, words("物业问题"), null, LATER)).thenRefused(RETURN_TIME_OVER);
    }

    @Test
    void theDaysOfSpringFestivalAreNotCountedAgainstTheUnit() {
        var eve = Instant.parse("2024-02-08T01:00:00Z");
        var claimedBeforeTheFestival = assigned()
                .given(scenario.given(TRIAGED, ASSIGNED)
                        .when(new ClaimCase(STREET, "zhang", eve))
                        .events());
        // 9 February, 18 (a Sunday that is worked), 19, 20 and 21.
        assertThat(claimedBeforeTheFestival
                        .when(new ReturnCase(null, words("物业问题"), null, Instant.parse("2024-02-21T15:59:59Z")))
                        .events())
                .hasSize(2);
        claimedBeforeTheFestival
                .when(new ReturnCase(null, words("物业问题"), null, Instant.parse("2024-02-21T16:00:00Z")))
                .thenRefused(RETURN_TIME_OVER);
    }

    @Test
    void whatNobodyHasClaimedCanAlwaysBeReturned() {
        assertThat(assigned()
                        .when(new ReturnCase(STREET, words("不归我们"), null, LATER))
                        .events())
                .hasSize(2);
    }

    @Test
    void whoCannotReturnACaseAnyMoreCanStillHaveItEscalatedOrAssignedAnew() {
        assertThat(taken().when(new EscalateCase(STREET, words("人多"))).events()).hasSize(2);
        assertThat(taken().when(new AssignCase(CENTRE)).events()).hasSize(1);
    }

    @Test
    void aNewJudgementForgetsWhoGaveTheCaseBack() {
        var again = assigned()
                .given(
                        new CaseReturned(1, STREET, words("不归我们"), null, SOON),
                        new CaseAssigned(2, CENTRE, Path.MEDIATION),
                        retriaged(Cause.REQUESTED, Complexity.COMPLEX, Risk.LOW, Path.MEDIATION, "same-way-again"),
                        new CaseAssigned(3, CENTRE, Path.MEDIATION));
        assertThat(again.when(new ReturnCase(null, words("请街道处理"), null, SOON))
                        .events()
                        .getLast())
                .isEqualTo(new CaseAssigned(4, STREET, Path.MEDIATION));
    }

    @Test
    void aUnitAsksTheOneAboveToTakeTheCase() {
        taken().when(new EscalateCase(null, words("人多")))
                .then(
                        new CaseEscalated(1, STREET, CENTRE, EscalationCause.REQUESTED, words("人多")),
                        new CaseAssigned(2, CENTRE, Path.MEDIATION));
    }

    @Test
    void nobodyIsAboveTheCentre() {
        assigned()
                .given(new CaseAssigned(2, CENTRE, Path.MEDIATION))
                .when(new EscalateCase(null, words("人多")))
                .thenRefused(NO_UNIT_ABOVE);
    }

    @Test
    void aCaseThatNobodyTookUpInTimeGoesOneLevelUp() {
        assigned()
                .when(new EscalateUnclaimed(1))
                .then(
                        new CaseEscalated(1, STREET, CENTRE, EscalationCause.CLAIM_OVERDUE, null),
                        new CaseAssigned(2, CENTRE, Path.MEDIATION));
    }

    @Test
    void aDeadlineOfAnEarlierAssignmentOrOfATakenCaseChangesNothing() {
        assigned()
                .given(new CaseAssigned(2, CENTRE, Path.MEDIATION))
                .when(new EscalateUnclaimed(1))
                .thenNothing();
        taken().when(new EscalateUnclaimed(1)).thenNothing();
    }

    @Test
    void aCaseThatTheCentreItselfLeavesUnclaimedStaysThere() {
        assigned()
                .given(new CaseAssigned(2, CENTRE, Path.MEDIATION))
                .when(new EscalateUnclaimed(2))
                .thenNothing();
    }

    @Test
    void onlyTheUnitThatHoldsTheCaseActsOnIt() {
        taken().when(new ReturnCase(TRIBUNAL, words("不归我们"), null, SOON)).thenRefused(NOT_WITH_THIS_UNIT);
        taken().when(new EscalateCase(TRIBUNAL, words("人多"))).thenRefused(NOT_WITH_THIS_UNIT);
        taken().when(new RecordHandling(TRIBUNAL, words("已处理"), LATER)).thenRefused(NOT_WITH_THIS_UNIT);
        assertThat(taken().when(new EscalateCase(STREET, words("人多"))).events()).hasSize(2);
    }

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
                        retriaged(Cause.REQUESTED, Complexity.SIMPLE, Risk.LOW, path, "same-way-again"),
                        new CaseAssigned(2, unit, path),
                        claimed(2, unit, path, Complexity.SIMPLE))
                .when(new RecordConclusion(2, outcome, LATER))
                .then(closed(1, outcome, path, unit));
    }

    @Test
    void theEndOfAnEarlierCustodyChangesNothing() {
        var moved = taken().given(
                        new CaseAssigned(2, CENTRE, Path.MEDIATION),
                        claimed(2, CENTRE, Path.MEDIATION, Complexity.SIMPLE));
        moved.when(new RecordConclusion(1, Outcome.AGREED, LATER)).thenNothing();
        moved.when(new RecordFailure(1, Cause.MEDIATION_FAILED, LATER)).thenNothing();
        assigned().when(new RecordConclusion(1, Outcome.AGREED, LATER)).thenNothing();
    }

    @Test
    void aRepeatedEndChangesNothing() {
        settled().when(new RecordConclusion(1, Outcome.AGREED, LATER)).thenNothing();
        settled().when(new RecordFailure(1, Cause.MEDIATION_FAILED, LATER)).thenNothing();
    }

    @ParameterizedTest
    @EnumSource(names = {"MEDIATION_REFUSED", "MEDIATION_FAILED"})
    void aRefusedOrFailedMediationGoesToThePetitionDeskOfTheStreet(Cause cause) {
        taken().when(new RecordFailure(1, cause, LATER))
                .then(
                        retriaged(
                                cause,
                                Complexity.SIMPLE,
                                Risk.LOW,
                                Path.PETITION,
                                "refused-or-failed-mediation-to-the-petition-agency"),
                        new CaseAssigned(2, DESK, Path.PETITION));
    }

    @Test
    void anUnconfirmedAgreementIsMediatedAgain() {
        taken().when(new RecordFailure(1, Cause.CONFIRMATION_REFUSED, LATER))
                .then(
                        retriaged(
                                Cause.CONFIRMATION_REFUSED,
                                Complexity.COMPLEX,
                                Risk.LOW,
                                Path.MEDIATION,
                                "unconfirmed-agreement-mediated-again"),
                        new CaseAssigned(2, STREET, Path.MEDIATION));
    }

    @Test
    void aCaseThatTheTribunalDismissesGoesToThePetitionDesk() {
        assigned()
                .given(
                        retriaged(Cause.REQUESTED, Complexity.SIMPLE, Risk.LOW, Path.COURT, "same-way-again"),
                        new CaseAssigned(2, TRIBUNAL, Path.COURT),
                        claimed(2, TRIBUNAL, Path.COURT, Complexity.SIMPLE))
                .when(new RecordFailure(2, Cause.FAST_TRACK_DISMISSED, LATER))
                .then(
                        retriaged(
                                Cause.FAST_TRACK_DISMISSED,
                                Complexity.SIMPLE,
                                Risk.LOW,
                                Path.PETITION,
                                "dismissed-by-the-tribunal-to-the-petition-agency"),
                        new CaseAssigned(3, DESK, Path.PETITION));
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
                words("已处罚"));
        var administrative = assigned()
                .given(
                        retriaged(Cause.REQUESTED, Complexity.SIMPLE, Risk.LOW, Path.ADMINISTRATIVE, "same-way-again"),
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
        var merged = new CaseClosed(1, Outcome.MERGED, Path.MEDIATION, STREET, ZHAOTAN, LATER, words("与另案合并"));
        assigned().when(new CloseCase(Outcome.MERGED, words("与另案合并"), LATER)).then(merged);
        assigned()
                .given(merged)
                .when(new CloseCase(Outcome.MERGED, words("重复"), LATER))
                .thenNothing();
        assigned()
                .given(merged)
                .when(new CloseCase(Outcome.RELIEVED, words("已救助"), LATER))
                .thenRefused(CLOSED);
    }

    @Test
    void aCaseThatIsTakenBackIsClosedWithWhoeverHoldsIt() {
        assigned().when(new WithdrawCase(LATER)).then(closed(1, Outcome.WITHDRAWN, Path.MEDIATION, STREET));
        taken().when(new WithdrawCase(LATER)).then(closed(1, Outcome.WITHDRAWN, Path.MEDIATION, STREET));
        settled().when(new WithdrawCase(LATER)).thenNothing();
        scenario.given(TRIAGED)
                .when(new WithdrawCase(LATER))
                .then(closed(1, Outcome.WITHDRAWN, Path.MEDIATION, CENTRE));
    }

    // ---- verified or relapsed

    @ParameterizedTest
    @CsvSource(
            value = {"3,true,false", "4,null,null", "5,true,null"},
            nullValues = "null")
    void aSatisfiedRevisitWithNothingOutstandingVerifiesTheClosing(int score, Boolean performed, Boolean newTrouble) {
        settled()
                .when(new RecordRevisit(1, 1, true, score, performed, newTrouble, 0, LATER))
                .then(new CaseVerified(1, LATER));
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
    void aSatisfiedRevisitWithObligationsOutstandingVerifiesWhenTheLastIsPerformed() {
        var noted = new SatisfactionNoted(1, 1, 2);
        settled().when(satisfied(1, 2)).then(noted);
        settled().given(noted).when(satisfied(1, 1)).thenNothing();
        settled().given(noted).when(new RecordPerformance(1, LATER)).thenNothing();
        settled().given(noted).when(new RecordPerformance(0, LATER)).then(new CaseVerified(1, LATER));
    }

    @Test
    void performanceAloneDoesNotVerify() {
        settled().when(new RecordPerformance(0, LATER)).thenNothing();
    }

    @Test
    void nobodyReachedSaysNothing() {
        settled()
                .when(new RecordRevisit(1, 1, false, null, null, null, 0, LATER))
                .thenNothing();
        settled()
                .when(new RecordRevisit(1, 1, true, null, null, null, 0, LATER))
                .thenNothing();
    }

    static Stream<RecordRevisit> badNews() {
        return Stream.of(
                new RecordRevisit(1, 1, true, 1, true, false, 0, LATER),
                new RecordRevisit(1, 1, true, 2, true, true, 0, LATER));
    }

    @ParameterizedTest
    @MethodSource("badNews")
    void aScoreBelowThreeReopensRejudgesAndAssignsInOneDecision(RecordRevisit revisit) {
        settled()
                .when(revisit)
                .then(
                        new CaseRelapsed(1, Cause.DISSATISFIED, LATER),
                        new CaseReopened(1, Cause.DISSATISFIED, null, LATER),
                        retriaged(
                                Cause.DISSATISFIED,
                                Complexity.COMPLEX,
                                Risk.MEDIUM,
                                Path.MEDIATION,
                                "settlement-did-not-hold"),
                        new CaseAssigned(2, STREET, Path.MEDIATION));
    }

    @Test
    void anAgreementThatIsNotPerformedRelapsesEvenIfThePartiesAreContent() {
        assertThat(settled()
                        .when(new RecordRevisit(1, 1, true, 5, false, false, 1, LATER))
                        .events())
                .startsWith(new CaseRelapsed(1, Cause.OBLIGATION_BREACHED, LATER));
    }

    @Test
    void newTroubleRelapses() {
        assertThat(settled()
                        .when(new RecordRevisit(1, 1, true, 5, true, true, 0, LATER))
                        .events())
                .startsWith(new CaseRelapsed(1, Cause.NEW_TROUBLE, LATER));
    }

    @Test
    void aVerifiedClosingCanStillRelapse() {
        var verified = settled().given(new CaseVerified(1, LATER));
        assertThat(verified.when(new RecordRevisit(1, 2, true, 1, true, false, 0, LATER))
                        .events())
                .startsWith(new CaseRelapsed(1, Cause.DISSATISFIED, LATER));
        assertThat(verified.when(new RecordBreach(LATER)).events())
                .startsWith(new CaseRelapsed(1, Cause.OBLIGATION_BREACHED, LATER));
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
                                Cause.MEDIATION_FAILED,
                                Complexity.SIMPLE,
                                Risk.LOW,
                                Path.PETITION,
                                "refused-or-failed-mediation-to-the-petition-agency"),
                        new CaseAssigned(2, DESK, Path.PETITION),
                        claimed(2, DESK, Path.PETITION, Complexity.SIMPLE),
                        closed(1, Outcome.PETITION_CONCLUDED, Path.PETITION, DESK))
                .when(new RecordRevisit(1, 1, true, 2, null, null, 0, LATER))
                .then(
                        new CaseRelapsed(1, Cause.DISSATISFIED, LATER),
                        new CaseReopened(1, Cause.DISSATISFIED, null, LATER),
                        retriaged(
                                Cause.DISSATISFIED,
                                Complexity.COMPLEX,
                                Risk.HIGH,
                                Path.PETITION,
                                "petition-did-not-satisfy"),
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
        closedAgain.when(new RecordRevisit(1, 1, true, 1, null, null, 0, LATER)).thenNothing();
        closedAgain.when(satisfied(2, 0)).then(new CaseVerified(2, LATER));
    }

    @Test
    void aRevisitOfAnOpenCaseChangesNothing() {
        taken().when(satisfied(1, 0)).thenNothing();
        settled()
                .given(settled().when(new RecordBreach(LATER)).events())
                .when(new RecordRevisit(1, 1, true, 1, null, null, 0, LATER))
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

    @Test
    void aPersonReopensAClosedCaseAndSaysWhy() {
        var reopened = List.of(
                new CaseReopened(1, Cause.REQUESTED, words("复查发现遗漏"), LATER),
                retriaged(Cause.REQUESTED, Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, "same-way-again"),
                new CaseAssigned(2, STREET, Path.MEDIATION));
        assertThat(settled().when(new ReopenCase(words("复查发现遗漏"), LATER)).events())
                .isEqualTo(reopened);
        settled()
                .given(List.copyOf(reopened))
                .when(new ReopenCase(words("再次"), LATER))
                .thenNothing();
        taken().when(new ReopenCase(words("?"), LATER)).thenRefused(NOT_CLOSED);
    }

    // ---- states in which a command means nothing

    static Stream<RoutingCommand.Instruction> instructions() {
        return Stream.of(
                new OverruleTriage("OTHER", Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, words("?"), LATER),
                new AssignCase(CENTRE),
                new ClaimCase(STREET, "zhang", MORNING),
                new ReturnCase(null, words("?"), null, SOON),
                new EscalateCase(null, words("?")),
                new RecordHandling(null, words("?"), LATER),
                new CloseCase(Outcome.MERGED, words("?"), LATER),
                new ReopenCase(words("?"), LATER));
    }

    static Stream<RoutingCommand.News> news() {
        return Stream.of(
                new EscalateUnclaimed(1),
                new RecordConclusion(1, Outcome.AGREED, LATER),
                new RecordFailure(1, Cause.MEDIATION_FAILED, LATER),
                new WithdrawCase(LATER),
                satisfied(1, 0),
                new RecordPerformance(0, LATER),
                new RecordBreach(LATER));
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void nobodyDoesAnythingWithACaseThatRoutingDoesNotKnow(RoutingCommand instruction) {
        scenario.when(instruction).thenRefused(NOT_TRIAGED);
    }

    @ParameterizedTest
    @MethodSource("news")
    void newsOfACaseThatRoutingDoesNotKnowIsNoTrouble(RoutingCommand news) {
        scenario.when(news).thenNothing();
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void aClosedCaseIsOnlyReopened(RoutingCommand instruction) {
        if (!(instruction instanceof ReopenCase)) {
            settled().when(instruction).thenRefused(CLOSED);
            settled().given(new CaseVerified(1, LATER)).when(instruction).thenRefused(CLOSED);
        }
    }

    @Test
    void betweenTwoUnitsNobodyCanActForOne() {
        var between = scenario.given(TRIAGED);
        between.when(new ClaimCase(STREET, "zhang", MORNING)).thenRefused(NOT_ASSIGNED);
        between.when(new ReturnCase(null, words("?"), null, SOON)).thenRefused(NOT_ASSIGNED);
        between.when(new EscalateCase(null, words("?"))).thenRefused(NOT_ASSIGNED);
        between.when(new CloseCase(Outcome.MERGED, words("?"), LATER)).thenRefused(NOT_ASSIGNED);
        between.when(new RecordHandling(null, words("?"), LATER)).thenRefused(NOT_CLAIMED);
        between.when(new AssignCase(STREET)).then(ASSIGNED);
    }

    @Test
    void aHistoryThatDoesNotBeginWithATriageIsNotRead() {
        assertThatThrownBy(() -> scenario.given(ASSIGNED).when(LEAK)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> taken().given(new CaseVerified(1, LATER)).when(LEAK))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesAndWordsOfThePartiesAreNotPrinted() {
        assertThat(LEAK + "" + TRIAGED + CLAIMED).doesNotContain("李某", "王某", "漏水");
    }
}

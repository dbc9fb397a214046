package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.ASSIGNED;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.CLAIMED;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.MORNING;
import static org.fengqiao.routing.model.Histories.SOON;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TRIAGED;
import static org.fengqiao.routing.model.Histories.TRIBUNAL;
import static org.fengqiao.routing.model.Histories.UNKNOWN;
import static org.fengqiao.routing.model.Histories.assigned;
import static org.fengqiao.routing.model.Histories.claimed;
import static org.fengqiao.routing.model.Histories.retriaged;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.taken;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.ALREADY_CLAIMED;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ABOVE;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ON_STAFF;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_WITH_THIS_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_YOUR_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NO_OTHER_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CASE;
import static org.fengqiao.routing.model.RoutingRefusal.NO_UNIT_ABOVE;
import static org.fengqiao.routing.model.RoutingRefusal.RETURN_TIME_OVER;
import static org.fengqiao.routing.model.RoutingRefusal.UNIT_DOES_NOT_SERVE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.WORKER_OF_ANOTHER_UNIT;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingCommand.RecordHandling;
import org.fengqiao.routing.model.RoutingCommand.RequestDispatchAgain;
import org.fengqiao.routing.model.RoutingCommand.ReturnCase;
import org.fengqiao.routing.model.RoutingCommand.TakeOverCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseEscalated;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.Desk;
import org.fengqiao.routing.model.RoutingEvent.DispatchRequested;
import org.fengqiao.routing.model.RoutingEvent.EscalationCause;

/** Assignment, claim, return and escalation. */
class CustodyDeciderTest {

    @Test
    void aDispatcherGivesTheCaseToAnyUnitThatWorksOnItsPath() {
        assigned()
                .when(new AssignCase("kundulun-property-team", LATER))
                .then(new CaseAssigned(2, "kundulun-property-team", Path.MEDIATION));
        assigned().when(new AssignCase(STREET, LATER)).thenNothing();
        taken().when(new AssignCase(STREET, LATER)).thenNothing();
        assigned().when(new AssignCase(TRIBUNAL, LATER)).thenRefused(UNIT_DOES_NOT_SERVE);
        assigned().when(new AssignCase("nobody", LATER)).thenRefused(UNKNOWN_UNIT);
    }

    @Test
    void aWorkerOfTheUnitTakesTheCaseUp() {
        assigned().when(new ClaimCase(STREET, null, STREET, "zhang", MORNING)).then(CLAIMED);
    }

    @Test
    void claimingTwiceRecordsNothing() {
        taken().when(new ClaimCase(STREET, null, STREET, "zhang", MORNING)).thenNothing();
    }

    @Test
    void whatACollegueHasTakenUpIsNotTakenAgain() {
        taken().when(new ClaimCase(STREET, null, STREET, "zhao", MORNING)).thenRefused(ALREADY_CLAIMED);
    }

    @Test
    void nobodyOfAnotherUnitClaimsIt() {
        var elsewhere = Histories.SITUATION.staff().of(TRIBUNAL).getFirst().id();
        assigned().when(new ClaimCase(null, null, STREET, elsewhere, MORNING)).thenRefused(WORKER_OF_ANOTHER_UNIT);
    }

    /** A token may say that somebody belongs to a unit whose staff does not know them. */
    @Test
    void whoeverIsOnNoUnitsStaffNeitherClaimsItNorHasItInHand() {
        assigned()
                .when(new ClaimCase(STREET, "zhang", STREET, "zhang", MORNING))
                .thenRefused(NOT_ON_STAFF);
        assigned()
                .when(new ClaimCase(STREET, "zhang", STREET, STREET + "-1", MORNING))
                .thenRefused(NOT_ON_STAFF);
        assigned()
                .when(new ClaimCase(STREET, STREET + "-1", STREET, "zhang", MORNING))
                .thenRefused(NOT_ON_STAFF);
    }

    @Test
    void somebodyOfTheStaffClaimsItForThemselvesOrForAColleague() {
        for (var worker : List.of(STREET + "-1", STREET + "-2")) {
            var claimed = assigned().when(new ClaimCase(STREET, STREET + "-1", STREET, worker, MORNING));
            assertThat(claimed.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            CaseClaimed.class, e -> assertThat(e.worker()).isEqualTo(worker));
        }
    }

    @Test
    void aLeaderClaimsForTheUnitAndForOneBelowItAndAnswersForTheWorker() {
        assigned().when(new ClaimCase(STREET, null, STREET, "zhang", MORNING)).then(CLAIMED);
        assigned().when(new ClaimCase(CENTRE, null, STREET, "zhang", MORNING)).then(CLAIMED);
        assigned().when(new ClaimCase(TRIBUNAL, null, STREET, "zhang", MORNING)).thenRefused(NOT_YOUR_UNIT);
        assigned()
                .when(new ClaimCase(CENTRE, CENTRE + "-1", STREET, CENTRE + "-1", MORNING))
                .thenRefused(NOT_YOUR_UNIT);
    }

    @Test
    void anotherUnitCannotTakeTheCaseUp() {
        assigned()
                .when(new ClaimCase(TRIBUNAL, null, TRIBUNAL, "zhang", MORNING))
                .thenRefused(NOT_WITH_THIS_UNIT);
        taken().when(new ClaimCase(TRIBUNAL, null, TRIBUNAL, "zhang", MORNING)).thenRefused(NOT_WITH_THIS_UNIT);
    }

    @Test
    void onlySomebodyOfTheUnitOrADispatcherClaimsACaseForIt() {
        var forAnother = new ClaimCase(TRIBUNAL, null, STREET, "zhang", MORNING);
        assigned().when(forAnother).thenRefused(NOT_YOUR_UNIT);
        taken().when(forAnother).thenRefused(NOT_YOUR_UNIT);
        settled().when(forAnother).thenRefused(NOT_YOUR_UNIT);
        assigned().when(new ClaimCase(STREET, null, TRIBUNAL, "zhang", MORNING)).thenRefused(NOT_YOUR_UNIT);
        assigned().when(new ClaimCase("", null, STREET, "zhang", MORNING)).thenRefused(NOT_YOUR_UNIT);
        assigned().when(new ClaimCase(null, null, STREET, "zhang", MORNING)).then(CLAIMED);
    }

    @Test
    void whoClaimsACaseOfWhichRoutingHasNotHeardIsToldThatFirst() {
        UNKNOWN.when(new ClaimCase(TRIBUNAL, null, STREET, "zhang", MORNING)).thenRefused(NO_SUCH_CASE);
    }

    @Test
    void aUnitThatDoesNotExistCannotTakeTheCaseUpEither() {
        assigned()
                .when(new ClaimCase("nobody", null, "nobody", "zhang", MORNING))
                .thenRefused(NOT_WITH_THIS_UNIT);
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
            value = {"null", TRIBUNAL, STREET},
            nullValues = "null")
    void aReturnedCaseGoesToTheNextBestUnitWhenNoOtherOneThatCanTakeItIsNamed(String responsible) {
        assigned()
                .when(new ReturnCase(null, words("不归我们"), responsible, SOON))
                .then(
                        new CaseReturned(1, STREET, words("不归我们"), responsible, SOON),
                        new CaseAssigned(2, CENTRE, Path.MEDIATION));
    }

    @Test
    void whoIsResponsibleIsAUnitAndNotWordsAboutOne() {
        assigned().when(new ReturnCase(null, words("不归我们"), "归三楼王主任管", SOON)).thenRefused(UNKNOWN_UNIT);
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
    void aUnitThatDoesNotHoldTheCaseIsToldThatFirstHoweverLateItIs() {
        taken().when(new ReturnCase(TRIBUNAL, words("不归我们"), null, LATER)).thenRefused(NOT_WITH_THIS_UNIT);
    }

    @Test
    void theDaysOfSpringFestivalAreNotCountedAgainstTheUnit() {
        var eve = Instant.parse("2024-02-08T01:00:00Z");
        var claimedBeforeTheFestival = assigned()
                .given(UNKNOWN.given(TRIAGED, ASSIGNED)
                        .when(new ClaimCase(STREET, null, STREET, "zhang", eve))
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
        assertThat(taken().when(new AssignCase(CENTRE, LATER)).events()).hasSize(1);
    }

    @Test
    void aNewJudgementForgetsWhoGaveTheCaseBack() {
        var again = assigned()
                .given(
                        new CaseReturned(1, STREET, words("不归我们"), null, SOON),
                        new CaseAssigned(2, CENTRE, Path.MEDIATION),
                        retriaged(
                                RetriageCause.REQUESTED,
                                Complexity.COMPLEX,
                                Risk.LOW,
                                Path.MEDIATION,
                                "same-way-again"),
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

    static final DispatchRequested NOBODY = new DispatchRequested(1, 2, CENTRE, Desk.DISPATCHER);
    static final DispatchRequested STILL_NOBODY = new DispatchRequested(2, 2, CENTRE, Desk.LEADER);

    @Test
    void aCaseThatTheCentreItselfLeavesUnclaimedIsTheDispatchersAndNeverRests() {
        var unclaimed = assigned().given(new CaseAssigned(2, CENTRE, Path.MEDIATION));
        unclaimed.when(new EscalateUnclaimed(2)).then(NOBODY);
        unclaimed.given(NOBODY).when(new EscalateUnclaimed(2)).thenNothing();
        unclaimed.given(NOBODY).when(new RequestDispatchAgain(1)).then(STILL_NOBODY);
        unclaimed.given(NOBODY, STILL_NOBODY).when(new RequestDispatchAgain(1)).thenNothing();
        unclaimed
                .given(NOBODY, STILL_NOBODY)
                .when(new RequestDispatchAgain(2))
                .then(new DispatchRequested(3, 2, CENTRE, Desk.LEADER));
    }

    @Test
    void whoeverHasTheCaseThenEndsTheSearchAndAnotherOneIsCountedOn() {
        var searched = assigned().given(new CaseAssigned(2, CENTRE, Path.MEDIATION), NOBODY);
        searched.given(claimed(2, CENTRE, Path.MEDIATION, Complexity.SIMPLE))
                .when(new RequestDispatchAgain(1))
                .thenNothing();
        var elsewhere = searched.given(new CaseAssigned(3, STREET, Path.MEDIATION));
        elsewhere.when(new RequestDispatchAgain(1)).thenNothing();
        elsewhere
                .given(new CaseAssigned(4, CENTRE, Path.MEDIATION))
                .when(new EscalateUnclaimed(4))
                .then(new DispatchRequested(2, 4, CENTRE, Desk.DISPATCHER));
    }

    @Test
    void aUnitAboveTakesTheCaseOver() {
        taken().when(new TakeOverCase(CENTRE, words("群众反映强烈")))
                .then(
                        new CaseEscalated(1, STREET, CENTRE, EscalationCause.TAKEN_OVER, words("群众反映强烈")),
                        new CaseAssigned(2, CENTRE, Path.MEDIATION));
        taken().when(new TakeOverCase(STREET, words("?"))).thenNothing();
        taken().when(new TakeOverCase(TRIBUNAL, words("?"))).thenRefused(NOT_ABOVE);
        taken().when(new TakeOverCase("", words("?"))).thenRefused(NOT_ABOVE);
        settled().when(new TakeOverCase(CENTRE, words("?"))).thenRefused(CLOSED);
    }

    @Test
    void onlyTheUnitThatHoldsTheCaseActsOnIt() {
        taken().when(new ReturnCase(TRIBUNAL, words("不归我们"), null, SOON)).thenRefused(NOT_WITH_THIS_UNIT);
        taken().when(new EscalateCase(TRIBUNAL, words("人多"))).thenRefused(NOT_WITH_THIS_UNIT);
        taken().when(new RecordHandling(TRIBUNAL, words("已处理"), LATER)).thenRefused(NOT_WITH_THIS_UNIT);
        assertThat(taken().when(new EscalateCase(STREET, words("人多"))).events()).hasSize(2);
    }
}

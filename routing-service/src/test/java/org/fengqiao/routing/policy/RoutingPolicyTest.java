package org.fengqiao.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.setDeadline;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.AssignmentRules;
import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.ConsultationRules;
import org.fengqiao.routing.model.Directory;
import org.fengqiao.routing.model.District;
import org.fengqiao.routing.model.Evidence;
import org.fengqiao.routing.model.Grade;
import org.fengqiao.routing.model.Lexicon;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.RelapseRules;
import org.fengqiao.routing.model.RetriageCause;
import org.fengqiao.routing.model.ReviewEvent.RectificationOrdered;
import org.fengqiao.routing.model.ReviewEvent.RectificationRefused;
import org.fengqiao.routing.model.ReviewEvent.RectificationReported;
import org.fengqiao.routing.model.ReviewEvent.RectificationWaived;
import org.fengqiao.routing.model.ReviewEvent.ReviewAppealed;
import org.fengqiao.routing.model.ReviewEvent.ReviewConcluded;
import org.fengqiao.routing.model.ReviewEvent.ReviewSampled;
import org.fengqiao.routing.model.ReviewRules;
import org.fengqiao.routing.model.Risk;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingDecider;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseEscalated;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.RoutingEvent.Desk;
import org.fengqiao.routing.model.RoutingEvent.DispatchRequested;
import org.fengqiao.routing.model.RoutingEvent.EscalationCause;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.model.Situation;
import org.fengqiao.routing.model.Supervision.Fault;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.SupervisionEvent.LiftingCause;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAnswered;
import org.fengqiao.routing.model.SupervisionEvent.NoticeEscalated;
import org.fengqiao.routing.model.SupervisionEvent.NoticeIssued;
import org.fengqiao.routing.model.SupervisionEvent.NoticeLifted;
import org.fengqiao.routing.model.SupervisionEvent.NoticeObjected;
import org.fengqiao.routing.model.SupervisionEvent.NoticeUpheld;
import org.fengqiao.routing.model.SupervisionRules;
import org.fengqiao.routing.model.TriageBook;
import org.fengqiao.routing.model.TriageRules;
import org.fengqiao.routing.model.Workload;

class RoutingPolicyTest {

    /** What somebody said about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(Boxes.CASE), text);
    }

    static final Instant NOW = Instant.parse("2024-03-01T01:00:00Z");
    /** What a partner or a caller says is not what a deadline of ours goes by. */
    static final Instant SAID = Instant.parse("2024-01-01T00:00:00Z");

    static final Instant CLAIMED_AT = Instant.parse("2024-03-01T00:59:59.900Z");
    static final Instant RETURNED_AT = Instant.parse("2024-03-04T01:00:00Z");

    static final RoutingDecider DECIDER = new RoutingDecider(new RoutingRules(
            () -> TriageBook.of(
                    DataFile.read("triage.yaml", TriageRules.class),
                    List.of(DataFile.read("lexicon-2022-05.yaml", Lexicon.Words.class))),
            () -> Situation.of(
                    Directory.of(List.of(DataFile.read("districts/kundulun.yaml", District.class))),
                    Workload.NONE,
                    DataFile.read("assignment.yaml", AssignmentRules.class),
                    LocalDateTime.of(2024, 3, 1, 9, 0),
                    _ -> true),
            DataFile.read("review-sheet.yaml", ReviewRules.class),
            DataFile.read("supervision.yaml", SupervisionRules.class),
            start -> start,
            start -> start,
            DataFile.read("consultation-rules.yaml", ConsultationRules.class),
            DataFile.read("relapse.yaml", RelapseRules.class),
            start -> start));

    static final CaseTriaged TRIAGED = new CaseTriaged(
            "NEIGHBOUR",
            Complexity.SIMPLE,
            Risk.LOW,
            Path.MEDIATION,
            "mediation-first",
            "2022-05",
            List.of(),
            "POLICE",
            new Place("昆都仑区", "沼潭街道", null, null, false),
            null,
            null,
            List.of(),
            SAID,
            SAID,
            null,
            null,
            null,
            null);
    static final CaseAssigned ASSIGNED = new CaseAssigned(1, "street", Path.MEDIATION);
    static final CaseAssigned ASSIGNED_ANEW = new CaseAssigned(2, "centre", Path.MEDIATION);
    static final CaseClaimed CLAIMED = new CaseClaimed(
            1,
            "street",
            "zhang",
            Path.MEDIATION,
            "NEIGHBOUR",
            Complexity.SIMPLE,
            "POLICE",
            TRIAGED.place(),
            null,
            List.of(),
            SAID,
            SAID,
            null,
            CLAIMED_AT);
    static final CaseReturned RETURNED = new CaseReturned(1, "street", words("不归我们"), null, RETURNED_AT);
    static final CaseEscalated ESCALATED =
            new CaseEscalated(1, "street", "centre", EscalationCause.REQUESTED, words("人多"));
    static final CaseRetriaged RETRIAGED = new CaseRetriaged(
            RetriageCause.MEDIATION_FAILED,
            "NEIGHBOUR",
            Complexity.SIMPLE,
            Risk.LOW,
            Path.PETITION,
            "same-way-again",
            "2022-05",
            List.of(),
            null,
            NOW);
    static final CaseClosed CLOSED = new CaseClosed(
            1,
            Outcome.AGREED,
            Path.MEDIATION,
            "street",
            TRIAGED.place(),
            NOW,
            null,
            new Evidence(Evidence.Kind.AGREEMENT, UUID.randomUUID()),
            List.of(),
            List.of("zhang"));
    static final CaseReopened REOPENED = new CaseReopened(1, RetriageCause.REQUESTED, words("复查发现遗漏"), null, NOW);

    /** What follows from the event in a case with this past. */
    static final String UNIT = "kundulun-zhaotan-centre";

    static final UUID SAMPLE = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad94");
    static final ReviewSampled SAMPLED =
            new ReviewSampled(SAMPLE, 1, Outcome.AGREED, UNIT, "2022-05", List.of("others"));
    static final ReviewConcluded FOUND_FLAWED =
            new ReviewConcluded(SAMPLE, 1, UNIT, Grade.FLAWED, new BigDecimal("75.0"), null, CLAIMED_AT);
    static final RectificationOrdered ORDERED =
            new RectificationOrdered(SAMPLE, 1, UNIT, List.of("file"), List.of("others"), CLAIMED_AT);

    static final NoticeIssued NOTICE = notice(Level.RED);
    static final NoticeAnswered ANSWERED = new NoticeAnswered(1, 0, UNIT, null, NOW);

    static NoticeIssued notice(Level level) {
        return new NoticeIssued(
                1, level, Fault.NOT_HANDLED, UNIT, null, "above", "petition", "p-1", "p", NOW, null, CLAIMED_AT);
    }

    static final DispatchRequested UNCLAIMED = new DispatchRequested(1, 1, "centre", Desk.DISPATCHER);
    static final DispatchRequested STILL_UNCLAIMED = new DispatchRequested(2, 1, "centre", Desk.LEADER);

    static List<Consequence> follows(RoutingEvent event, RoutingEvent... past) {
        return follows(new RoutingPolicy().and(new ReviewPolicy()).and(new SupervisionPolicy()), event, past);
    }

    static List<Consequence> follows(
            Consequence.Policy<RoutingCase, RoutingEvent> policy, RoutingEvent event, RoutingEvent... past) {
        var before = DECIDER.replay(List.of(past));
        return policy.of(new Recorded<>(
                UUID.randomUUID(),
                UUID.randomUUID(),
                past.length + 1L,
                event,
                before,
                DECIDER.evolve(before, event),
                new Cause(Actor.system("test"), SAID, UUID.randomUUID(), null, null),
                NOW));
    }

    @Test
    void anAssignedCaseIsToBeClaimedFromWhenRoutingAssignedIt() {
        assertThat(follows(ASSIGNED, TRIAGED))
                .containsExactly(setDeadline(DeadlineName.parse("claim-1"), "claim", "case-assigned.v1", NOW));
    }

    @Test
    void aClaimMeetsTheTimeToClaimAndBeginsTheTimeToReturn() {
        assertThat(follows(CLAIMED, TRIAGED, ASSIGNED))
                .containsExactly(
                        meetDeadline(DeadlineName.parse("claim-1"), CLAIMED_AT),
                        setDeadline(DeadlineName.parse("return-1"), "return", "case-claimed.v1", CLAIMED_AT));
    }

    @Test
    void whoReturnsWhatItHasClaimedUsesItsRight() {
        assertThat(follows(RETURNED, TRIAGED, ASSIGNED, CLAIMED))
                .containsExactly(meetDeadline(DeadlineName.parse("return-1"), RETURNED_AT));
    }

    static Stream<Arguments> departures() {
        return Stream.of(
                Arguments.of(ESCALATED, "escalated"),
                Arguments.of(RETRIAGED, "triaged again"),
                Arguments.of(CLOSED, "closed"));
    }

    @ParameterizedTest
    @MethodSource("departures")
    void aUnitThatNoLongerHoldsTheCaseNeitherHasToClaimItNorMayReturnIt(RoutingEvent departure, String reason) {
        assertThat(follows(departure, TRIAGED, ASSIGNED))
                .containsExactly(cancelDeadline(DeadlineName.parse("claim-1"), reason, NOW));
        assertThat(follows(departure, TRIAGED, ASSIGNED, CLAIMED))
                .containsExactly(cancelDeadline(DeadlineName.parse("return-1"), reason, NOW));
        assertThat(follows(departure, TRIAGED)).isEmpty();
    }

    @Test
    void somebodyIsFoundForACaseThatNobodyClaimsAndThatIsAskedAgainUntilItIsDone() {
        assertThat(follows(UNCLAIMED, TRIAGED, ASSIGNED))
                .containsExactly(
                        setDeadline(DeadlineName.parse("dispatch-1"), "dispatch", "dispatch-requested.v1", NOW));
        assertThat(follows(STILL_UNCLAIMED, TRIAGED, ASSIGNED, UNCLAIMED))
                .containsExactly(
                        setDeadline(DeadlineName.parse("dispatch-2"), "dispatch", "dispatch-requested.v1", NOW));
        assertThat(follows(CLAIMED, TRIAGED, ASSIGNED, UNCLAIMED, STILL_UNCLAIMED))
                .containsExactly(
                        meetDeadline(DeadlineName.parse("claim-1"), CLAIMED_AT),
                        setDeadline(DeadlineName.parse("return-1"), "return", "case-claimed.v1", CLAIMED_AT),
                        meetDeadline(DeadlineName.parse("dispatch-1"), CLAIMED_AT),
                        meetDeadline(DeadlineName.parse("dispatch-2"), CLAIMED_AT));
        assertThat(follows(ASSIGNED_ANEW, TRIAGED, ASSIGNED, UNCLAIMED))
                .endsWith(cancelDeadline(DeadlineName.parse("dispatch-1"), "somebody else has the case", NOW));
    }

    @Test
    void whoReturnsWhatItHasNotClaimedNoLongerHasTo() {
        assertThat(follows(RETURNED, TRIAGED, ASSIGNED))
                .containsExactly(cancelDeadline(DeadlineName.parse("claim-1"), "returned", NOW));
    }

    @Test
    void whenADispatcherGivesTheCaseToAnotherUnitTheTimesOfTheFirstEnd() {
        var next = setDeadline(DeadlineName.parse("claim-2"), "claim", "case-assigned.v1", NOW);
        assertThat(follows(ASSIGNED_ANEW, TRIAGED, ASSIGNED))
                .containsExactly(cancelDeadline(DeadlineName.parse("claim-1"), "assigned to another unit", NOW), next);
        assertThat(follows(ASSIGNED_ANEW, TRIAGED, ASSIGNED, CLAIMED))
                .containsExactly(cancelDeadline(DeadlineName.parse("return-1"), "assigned to another unit", NOW), next);
        assertThat(follows(ASSIGNED_ANEW, TRIAGED, ASSIGNED, RETURNED)).containsExactly(next);
    }

    @Test
    void aClosedOrReopenedCaseOwesRoutingNothing() {
        assertThat(follows(REOPENED, TRIAGED, ASSIGNED, CLAIMED, CLOSED)).isEmpty();
        assertThat(follows(RETRIAGED, TRIAGED, ASSIGNED, CLAIMED, CLOSED, REOPENED))
                .isEmpty();
    }

    @Test
    void theRelapseWindowOpensWithASettlementAndClosesWithTheReopening() {
        assertThat(follows(new RelapseWindow(), CLOSED, TRIAGED, ASSIGNED, CLAIMED))
                .containsExactly(Consequence.setDeadline(
                        DeadlineName.parse("relapse-window-1"), "relapse-window", "case-closed.v1", NOW));
        assertThat(follows(new RelapseWindow(), REOPENED, TRIAGED, ASSIGNED, CLAIMED, CLOSED))
                .containsExactly(Consequence.cancelDeadline(DeadlineName.parse("relapse-window-1"), "reopened", NOW));
        assertThat(follows(new RelapseWindow(), CLAIMED, TRIAGED, ASSIGNED)).isEmpty();
    }

    @Test
    void whatNobodyClaimedGoesUpAndWhatNobodyReturnedStays() {
        assertThat(RoutingPolicy.follows(passed(DeadlineName.parse("claim-12"), "claim")))
                .contains(new EscalateUnclaimed(12));
        assertThat(RoutingPolicy.follows(passed(DeadlineName.parse("return-12"), "return")))
                .isEmpty();
    }

    static PassedDeadline passed(DeadlineName name, String rule) {
        var deadlines = Deadlines.of(List.of(new DeadlineSet(name, rule, 1, "test.v1", SAID, null, NOW, List.of())));
        return new PassedDeadline(UUID.randomUUID(), deadlines.find(name).orElseThrow(), NOW);
    }

    @Test
    void whatAReviewFoundIsToBePutRightInTimeAndAnewIfItWasNot() {
        var first = DeadlineName.parse("rectification-1");
        assertThat(follows(ORDERED, TRIAGED, ASSIGNED, SAMPLED))
                .containsExactly(setDeadline(first, "rectification", "rectification-ordered.v1", CLAIMED_AT));
        var reported = new RectificationReported(1, UNIT, null, NOW);
        assertThat(follows(reported, TRIAGED, ASSIGNED, SAMPLED, ORDERED)).containsExactly(meetDeadline(first, NOW));
        assertThat(follows(
                        new RectificationRefused(1, 2, UNIT, "others", List.of("others"), null, NOW),
                        TRIAGED,
                        ASSIGNED,
                        SAMPLED,
                        ORDERED,
                        reported))
                .containsExactly(setDeadline(
                        DeadlineName.parse("rectification-2"), "rectification", "rectification-refused.v1", NOW));
        assertThat(follows(new RectificationWaived(1, UNIT, NOW), TRIAGED, ASSIGNED, SAMPLED, ORDERED))
                .containsExactly(Consequence.cancelDeadline(first, "an appeal was granted", NOW));
    }

    @Test
    void anAppealIsMadeInTime() {
        var appeal = DeadlineName.parse("review-appeal-1");
        assertThat(follows(FOUND_FLAWED, TRIAGED, ASSIGNED, SAMPLED))
                .containsExactly(setDeadline(appeal, "review-appeal", "review-concluded.v1", CLAIMED_AT));
        assertThat(follows(new ReviewAppealed(SAMPLE, 1, UNIT, null, NOW), TRIAGED, ASSIGNED, SAMPLED, FOUND_FLAWED))
                .containsExactly(meetDeadline(appeal, NOW));
    }

    @Test
    void aRedNoticeIsToBeAnsweredOnEachLevelAnewAndAYellowOneIsNot() {
        assertThat(follows(NOTICE, TRIAGED, ASSIGNED))
                .containsExactly(setDeadline(
                        DeadlineName.parse("notice-answer-1-0"),
                        "notice-answer",
                        "supervision-notice-issued.v1",
                        CLAIMED_AT));
        assertThat(follows(notice(Level.YELLOW), TRIAGED, ASSIGNED)).isEmpty();
        assertThat(follows(new NoticeEscalated(1, 1, UNIT, "above", null, NOW), TRIAGED, ASSIGNED, NOTICE))
                .containsExactly(setDeadline(
                        DeadlineName.parse("notice-answer-1-1"), "notice-answer", "notice-escalated.v1", NOW));
        assertThat(follows(new NoticeEscalated(1, 2, "above", null, null, NOW), TRIAGED, ASSIGNED, NOTICE))
                .as("at the top it begins anew")
                .containsExactly(setDeadline(
                        DeadlineName.parse("notice-answer-1-2"), "notice-answer", "notice-escalated.v1", NOW));
        assertThat(follows(ANSWERED, TRIAGED, ASSIGNED, NOTICE))
                .containsExactly(
                        meetDeadline(DeadlineName.parse("notice-answer-1-0"), NOW),
                        setDeadline(
                                DeadlineName.parse("notice-objection-1-0"),
                                "notice-objection",
                                "notice-answered.v1",
                                NOW));
    }

    @Test
    void whileAUnitObjectsTheTimeForItsAnswerStandsIfTheRuleSaysSo() {
        var answer = DeadlineName.parse("notice-answer-1-0");
        var objected = new NoticeObjected(1, 0, UNIT, null, NOW);
        assertThat(follows(objected, TRIAGED, ASSIGNED, NOTICE))
                .containsExactly(Consequence.pauseDeadline(answer, "objection", NOW));
        assertThat(follows(new NoticeUpheld(1, 0, "above", null, NOW), TRIAGED, ASSIGNED, NOTICE, objected))
                .containsExactly(Consequence.resumeDeadline(answer, NOW));
        assertThat(follows(
                        new NoticeLifted(1, 0, LiftingCause.OBJECTION, "above", null, NOW),
                        TRIAGED,
                        ASSIGNED,
                        NOTICE,
                        objected))
                .containsExactly(Consequence.cancelDeadline(answer, "an objection was granted", NOW));
    }

    @Test
    void everyRuleOfRoutingThatIsNotPlannedIsStarted() {
        var started = Stream.of(
                        follows(ASSIGNED, TRIAGED),
                        follows(CLAIMED, TRIAGED, ASSIGNED),
                        follows(UNCLAIMED, TRIAGED, ASSIGNED),
                        follows(FOUND_FLAWED, TRIAGED, ASSIGNED, SAMPLED),
                        follows(ORDERED, TRIAGED, ASSIGNED, SAMPLED),
                        follows(NOTICE, TRIAGED, ASSIGNED),
                        follows(ANSWERED, TRIAGED, ASSIGNED, NOTICE),
                        ConsultationPolicyTest.ofEveryDeadline(),
                        DutyPolicyTest.follows(DutyPolicyTest.DUTY, TRIAGED, ASSIGNED),
                        follows(new RelapseWindow(), CLOSED, TRIAGED, ASSIGNED, CLAIMED))
                .flatMap(List::stream)
                .flatMap(consequence -> consequence instanceof AskLegalClock(DeadlineOrder.Set set)
                        ? Stream.of(set.rule())
                        : Stream.empty())
                .toList();
        var rules = LegalFiles.official().rules().all().stream()
                .filter(rule -> "routing".equals(rule.service()))
                .map(Rule::id)
                .distinct()
                .toList();
        assertThat(started).containsExactlyInAnyOrderElementsOf(rules);
    }
}

package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.ASSIGNED;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.DESK;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.LEAK;
import static org.fengqiao.routing.model.Histories.RULES;
import static org.fengqiao.routing.model.Histories.SOON;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TRIAGED;
import static org.fengqiao.routing.model.Histories.TRIBUNAL;
import static org.fengqiao.routing.model.Histories.UNKNOWN;
import static org.fengqiao.routing.model.Histories.assigned;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.taken;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CASE;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_ANSWERED;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_ASKS_FOR_NO_ANSWER;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_LIFTED;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_NOT_ANSWERED;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_TO_ANOTHER_UNIT;
import static org.fengqiao.routing.model.SupervisionRefusal.NOTICE_UPHELD;
import static org.fengqiao.routing.model.SupervisionRefusal.NOT_THE_ISSUER;
import static org.fengqiao.routing.model.SupervisionRefusal.NO_OBJECTION_TO_NOTICE;
import static org.fengqiao.routing.model.SupervisionRefusal.NO_SUCH_NOTICE;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.routing.model.Supervision.Fault;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.Supervision.State;
import org.fengqiao.routing.model.SupervisionCommand.AcceptAnswer;
import org.fengqiao.routing.model.SupervisionCommand.AcknowledgeNotice;
import org.fengqiao.routing.model.SupervisionCommand.AnswerNotice;
import org.fengqiao.routing.model.SupervisionCommand.DeadlineAtStake;
import org.fengqiao.routing.model.SupervisionCommand.EscalateNotice;
import org.fengqiao.routing.model.SupervisionCommand.IssueNotice;
import org.fengqiao.routing.model.SupervisionCommand.LiftNotice;
import org.fengqiao.routing.model.SupervisionCommand.NoteEnded;
import org.fengqiao.routing.model.SupervisionCommand.NoteNear;
import org.fengqiao.routing.model.SupervisionCommand.NotePassed;
import org.fengqiao.routing.model.SupervisionCommand.ObjectToNotice;
import org.fengqiao.routing.model.SupervisionCommand.UpholdNotice;
import org.fengqiao.routing.model.SupervisionEvent.LiftingCause;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAcknowledged;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAnswered;
import org.fengqiao.routing.model.SupervisionEvent.NoticeEscalated;
import org.fengqiao.routing.model.SupervisionEvent.NoticeIssued;
import org.fengqiao.routing.model.SupervisionEvent.NoticeLifted;
import org.fengqiao.routing.model.SupervisionEvent.NoticeObjected;
import org.fengqiao.routing.model.SupervisionEvent.NoticeUpheld;

/** Notices about what is late or wrong: to whom they go, who answers, and how each comes to an end. */
class SupervisionDeciderTest {

    /** Above the centre there is no unit; the rules name this one to supervise it. */
    static final String JUSTICE = "kundulun-justice";

    static final DeadlineAtStake HANDLING =
            new DeadlineAtStake("petition", "petition-handling-2", List.of(2), "petition-handling", LATER);
    static final DeadlineAtStake ACKNOWLEDGEMENT =
            new DeadlineAtStake("intake", "acknowledgement", List.of(), "referral-acknowledgement", LATER);
    static final DeadlineAtStake REVISIT =
            new DeadlineAtStake("mediation", "revisit-made-1-1", List.of(1, 1), "revisit-made", LATER);

    static NoticeIssued notice(
            int number, Level level, Fault fault, String unit, @Nullable String above, DeadlineAtStake deadline) {
        return new NoticeIssued(
                number,
                level,
                fault,
                unit,
                above,
                unit.equals(CENTRE) ? JUSTICE : CENTRE,
                deadline.service(),
                deadline.deadline(),
                deadline.rule(),
                LATER,
                null,
                LATER);
    }

    static final NoticeIssued RED = notice(1, Level.RED, Fault.NOT_HANDLED, STREET, CENTRE, HANDLING);
    static final NoticeIssued YELLOW = notice(1, Level.YELLOW, Fault.NOT_HANDLED, STREET, null, HANDLING);
    static final NoticeAnswered ANSWERED = new NoticeAnswered(1, 0, STREET, words("今日答复"), LATER);

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> late() {
        return taken().given(RED);
    }

    @Test
    void aDeadlineThatIsNearRemindsItsHolderOnce() {
        taken().when(new NoteNear(HANDLING, LATER)).then(YELLOW);
        taken().given(YELLOW).when(new NoteNear(HANDLING, LATER)).thenNothing();
    }

    @Test
    void aDeadlineThatHasPassedGoesOneLevelUpWhereTheRuleSaysSo() {
        taken().when(new NotePassed(HANDLING, LATER)).then(RED);
        taken().given(RED).when(new NotePassed(HANDLING, LATER)).thenNothing();
        taken().when(new NotePassed(REVISIT, LATER))
                .then(notice(1, Level.RED, Fault.NOT_HANDLED, STREET, null, REVISIT));
    }

    @Test
    void theSecondRedNoticeToAUnitGoesOneLevelUpWhateverTheRuleSays() {
        late().when(new NotePassed(REVISIT, LATER))
                .then(notice(2, Level.RED, Fault.NOT_HANDLED, STREET, CENTRE, REVISIT));
    }

    @Test
    void anApprovalThatWaitsTooLongIsTheUnitsWhoseLeaderDecides() {
        var approval = new DeadlineAtStake("petition", "approval-of-handling-2", List.of(2), "approval", LATER);
        taken().when(new NoteNear(approval, LATER))
                .then(notice(1, Level.YELLOW, Fault.NOT_HANDLED, CENTRE, null, approval));
        taken().when(new NotePassed(approval, LATER))
                .then(notice(1, Level.RED, Fault.NOT_HANDLED, CENTRE, null, approval));
    }

    @Test
    void theRedNoticeTakesThePlaceOfTheYellowOne() {
        taken().given(YELLOW)
                .when(new NotePassed(HANDLING, LATER))
                .then(
                        new NoticeLifted(1, 0, LiftingCause.DEADLINE_PASSED, null, null, LATER),
                        notice(2, Level.RED, Fault.NOT_HANDLED, STREET, CENTRE, HANDLING));
    }

    @Test
    void whatIsDoneInTimeEndsTheReminderAndWhatIsDoneLateDoesNotEndTheNotice() {
        taken().given(YELLOW)
                .when(new NoteEnded("petition", "petition-handling-2", LATER))
                .then(new NoticeLifted(1, 0, LiftingCause.DEADLINE_ENDED, null, null, LATER));
        late().when(new NoteEnded("petition", "petition-handling-2", LATER)).thenNothing();
        taken().given(YELLOW)
                .when(new NoteEnded("mediation", "petition-handling-2", LATER))
                .thenNothing();
    }

    @Test
    void anUrgencyThatNoLeaderAcknowledgedInTimeGoesToTheCentreAndOneLevelUpAlsoBeforeTheAcceptance() {
        var late =
                new NotePassed(new DeadlineAtStake("intake", "urgency-1", List.of(1), "urgency-report", LATER), LATER);
        var issued = (NoticeIssued) UNKNOWN.when(late).events().getFirst();
        assertThat(issued.level()).isEqualTo(Level.RED);
        assertThat(issued.unit()).isEqualTo(CENTRE);
        var noticed = new Supervision(List.of()).with(issued);
        assertThat(noticed.urgencyOverdueSince()).contains(LATER);
        assertThat(noticed.with(new NoticeAnswered(1, 0, CENTRE, words("已上报"), LATER))
                        .urgencyOverdueSince())
                .isEmpty();
        assertThat(Supervision.NONE.urgencyOverdueSince()).isEmpty();
    }

    @Test
    void whatIsNotSupervisedBringsNoNotice() {
        var claim = new DeadlineAtStake("routing", "claim-1", List.of(1), "claim", LATER);
        taken().when(new NoteNear(claim, LATER)).thenNothing();
        taken().when(new NotePassed(claim, LATER)).thenNothing();
    }

    @Test
    void theNoticeOfAClosedCaseGoesToWhoeverClosedIt() {
        settled()
                .when(new NotePassed(REVISIT, LATER))
                .then(notice(1, Level.RED, Fault.NOT_HANDLED, STREET, null, REVISIT));
    }

    @Test
    void aCaseIsLateBeforeItWasEverJudged() {
        var first = notice(1, Level.RED, Fault.NOT_ACCEPTED, CENTRE, null, ACKNOWLEDGEMENT);
        UNKNOWN.when(new NotePassed(ACKNOWLEDGEMENT, LATER)).then(first);
        UNKNOWN.given(first).when(LEAK).then(TRIAGED, ASSIGNED);
        UNKNOWN.given(first, TRIAGED, ASSIGNED)
                .when(new NotePassed(ACKNOWLEDGEMENT, LATER))
                .thenNothing();
        UNKNOWN.when(new IssueNotice(null, Fault.NOT_LAWFUL, words("x"), LATER)).thenRefused(NO_SUCH_CASE);
    }

    @Test
    void theUnitReadsAnswersAndTheIssuerLifts() {
        late().when(new AcknowledgeNotice(STREET, 1, "zhang", LATER))
                .then(new NoticeAcknowledged(1, STREET, "zhang", LATER));
        late().when(new AnswerNotice(STREET, 1, words("今日答复"), LATER)).then(ANSWERED);
        late().given(ANSWERED)
                .when(new LiftNotice(CENTRE, 1, words("已办"), LATER))
                .then(new NoticeLifted(1, 0, LiftingCause.ISSUER, CENTRE, words("已办"), LATER));
        late().given(ANSWERED)
                .when(new AcceptAnswer(1, 0, LATER))
                .then(new NoticeLifted(1, 0, LiftingCause.NO_OBJECTION, null, null, LATER));
    }

    static final NoticeObjected OBJECTED = new NoticeObjected(1, 0, STREET, words("期限算错"), LATER);
    static final NoticeUpheld UPHELD = new NoticeUpheld(1, 0, CENTRE, words("期限无误"), LATER);
    static final NoticeLifted UNFOUNDED = new NoticeLifted(1, 0, LiftingCause.OBJECTION, CENTRE, words("异议成立"), LATER);

    @Test
    void theUnitObjectsAndTheIssuerUpholdsOrLifts() {
        late().when(new ObjectToNotice(STREET, 1, words("期限算错"), LATER)).then(OBJECTED);
        var objected = late().given(OBJECTED);
        objected.when(new ObjectToNotice(STREET, 1, words("期限算错"), LATER)).thenNothing();
        objected.when(new UpholdNotice(CENTRE, 1, words("期限无误"), LATER)).then(UPHELD);
        objected.when(new LiftNotice(CENTRE, 1, words("异议成立"), LATER)).then(UNFOUNDED);
        objected.when(new AnswerNotice(STREET, 1, words("今日答复"), LATER)).then(ANSWERED);
        // The notice stands meanwhile: what is not answered goes up.
        objected.when(new EscalateNotice(1, 0, LATER)).then(new NoticeEscalated(1, 1, STREET, CENTRE, JUSTICE, LATER));

        var upheld = objected.given(UPHELD);
        upheld.when(new ObjectToNotice(STREET, 1, words("还是不服"), LATER)).thenRefused(NOTICE_UPHELD);
        upheld.when(new UpholdNotice(CENTRE, 1, words("期限无误"), LATER)).thenNothing();
        upheld.when(new AnswerNotice(STREET, 1, words("今日答复"), LATER)).then(ANSWERED);
    }

    @Test
    void aNoticeToWhichAUnitRightlyObjectedIsNotHeldAgainstIt() {
        late().given(OBJECTED, UNFOUNDED)
                .when(new NotePassed(REVISIT, LATER))
                .then(notice(2, Level.RED, Fault.NOT_HANDLED, STREET, null, REVISIT));
    }

    @Test
    void eachWrongMoveAboutAnObjectionIsRefused() {
        late().when(new ObjectToNotice(DESK, 1, words("x"), LATER)).thenRefused(NOTICE_TO_ANOTHER_UNIT);
        late().when(new UpholdNotice(CENTRE, 1, words("x"), LATER)).thenRefused(NO_OBJECTION_TO_NOTICE);
        late().given(OBJECTED)
                .when(new UpholdNotice(STREET, 1, words("x"), LATER))
                .thenRefused(NOT_THE_ISSUER);
        late().given(ANSWERED)
                .when(new ObjectToNotice(STREET, 1, words("x"), LATER))
                .thenRefused(NOTICE_ANSWERED);
        late().given(OBJECTED, UNFOUNDED)
                .when(new ObjectToNotice(STREET, 1, words("x"), LATER))
                .thenRefused(NOTICE_LIFTED);
        late().given(OBJECTED, UNFOUNDED)
                .when(new UpholdNotice(CENTRE, 1, words("x"), LATER))
                .thenRefused(NOTICE_LIFTED);
        taken().given(YELLOW)
                .when(new ObjectToNotice(STREET, 1, words("x"), LATER))
                .thenRefused(NOTICE_ASKS_FOR_NO_ANSWER);
        taken().when(new ObjectToNotice(STREET, 1, words("x"), LATER)).thenRefused(NO_SUCH_NOTICE);
    }

    @Test
    void whatNobodyAnswersGoesUpToTheTop() {
        var up = new NoticeEscalated(1, 1, STREET, CENTRE, JUSTICE, LATER);
        var top = new NoticeEscalated(1, 2, CENTRE, null, null, LATER);
        late().when(new EscalateNotice(1, 0, LATER)).then(up);
        late().given(up).when(new EscalateNotice(1, 0, LATER)).thenNothing();
        late().given(up).when(new EscalateNotice(1, 1, LATER)).then(top);
        late().given(up)
                .when(new AnswerNotice(CENTRE, 1, words("已督促"), LATER))
                .then(new NoticeAnswered(1, 1, CENTRE, words("已督促"), LATER));
        late().given(ANSWERED).when(new EscalateNotice(1, 0, LATER)).thenNothing();
        late().given(up, top)
                .when(new AnswerNotice(STREET, 1, words("终于"), LATER))
                .then(new NoticeAnswered(1, 2, STREET, words("终于"), LATER));
    }

    @Test
    void aPersonHasANoticeSent() {
        assigned()
                .when(new IssueNotice(CENTRE, Fault.NOT_LAWFUL, words("未告知权利"), SOON))
                .then(new NoticeIssued(
                        1,
                        Level.RED,
                        Fault.NOT_LAWFUL,
                        STREET,
                        null,
                        CENTRE,
                        null,
                        null,
                        null,
                        null,
                        words("未告知权利"),
                        SOON));
    }

    static NoticeIssued sentTo(String unit, String issuer) {
        return new NoticeIssued(
                1, Level.RED, Fault.NOT_LAWFUL, unit, null, issuer, null, null, null, null, words("未告知权利"), SOON);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> withTheCentre() {
        return assigned()
                .given(assigned()
                        .when(new RoutingCommand.AssignCase(CENTRE, SOON))
                        .events());
    }

    static IssueNotice sent(@Nullable String by) {
        return new IssueNotice(by, Fault.NOT_LAWFUL, words("未告知权利"), SOON);
    }

    @Test
    void noUnitNoticesItselfOrOneAboveIt() {
        // Of the unit itself, of one that is not above it, and of none: the unit above issues it.
        for (var by : List.of(STREET, TRIBUNAL, "")) {
            assigned().when(sent(by)).then(sentTo(STREET, CENTRE));
        }
        // At the top there is none, and the rules name who does.
        for (var by : List.of(CENTRE, STREET, "")) {
            withTheCentre().when(sent(by)).then(sentTo(CENTRE, JUSTICE));
        }
        withTheCentre().when(sent(null)).then(sentTo(CENTRE, JUSTICE));
    }

    @Test
    void whoeverIsAskedToAnswerDoesNotLift() {
        var toTheCentre = withTheCentre().given(sentTo(CENTRE, JUSTICE));
        var answered = toTheCentre.given(new NoticeAnswered(1, 0, CENTRE, words("已告知"), LATER));
        answered.when(new LiftNotice(CENTRE, 1, words("已办"), LATER)).thenRefused(NOT_THE_ISSUER);
        answered.when(new LiftNotice(JUSTICE, 1, words("已办"), LATER))
                .then(new NoticeLifted(1, 0, LiftingCause.ISSUER, JUSTICE, words("已办"), LATER));

        // The centre had issued it to the street; since it went up, the centre is to answer itself.
        var up = late().given(new NoticeEscalated(1, 1, STREET, CENTRE, JUSTICE, LATER), ANSWERED);
        up.when(new LiftNotice(CENTRE, 1, words("已办"), LATER)).thenRefused(NOT_THE_ISSUER);
        up.when(new LiftNotice(JUSTICE, 1, words("已办"), LATER))
                .then(new NoticeLifted(1, 1, LiftingCause.ISSUER, JUSTICE, words("已办"), LATER));
    }

    /** Before, a centre at the top was its own issuer; of such a notice on record dispatchers decide. */
    @Test
    void whatACentreIssuedToItselfItDoesNotLift() {
        var own = withTheCentre().given(sentTo(CENTRE, CENTRE), new NoticeAnswered(1, 0, CENTRE, words("已告知"), LATER));
        own.when(new LiftNotice(CENTRE, 1, words("已办"), LATER)).thenRefused(NOT_THE_ISSUER);
        own.when(new LiftNotice(null, 1, words("已办"), LATER))
                .then(new NoticeLifted(1, 0, LiftingCause.ISSUER, CENTRE, words("已办"), LATER));
    }

    @Test
    void eachWrongMoveIsRefused() {
        late().when(new AcknowledgeNotice(DESK, 1, "zhao", LATER)).thenRefused(NOTICE_TO_ANOTHER_UNIT);
        late().when(new AnswerNotice("", 1, words("x"), LATER)).thenRefused(NOTICE_TO_ANOTHER_UNIT);
        late().when(new AnswerNotice(STREET, 2, words("x"), LATER)).thenRefused(NO_SUCH_NOTICE);
        late().when(new LiftNotice(CENTRE, 1, words("x"), LATER)).thenRefused(NOTICE_NOT_ANSWERED);
        late().given(ANSWERED)
                .when(new LiftNotice(STREET, 1, words("x"), LATER))
                .thenRefused(NOT_THE_ISSUER);
        late().given(ANSWERED)
                .when(new AnswerNotice(STREET, 1, words("x"), LATER))
                .thenRefused(NOTICE_ANSWERED);
        late().given(ANSWERED)
                .when(new AcknowledgeNotice(STREET, 1, "z", LATER))
                .thenNothing();
        taken().given(YELLOW)
                .when(new AnswerNotice(STREET, 1, words("x"), LATER))
                .thenRefused(NOTICE_ASKS_FOR_NO_ANSWER);
        var lifted = new NoticeLifted(1, 0, LiftingCause.NO_OBJECTION, null, null, LATER);
        late().given(ANSWERED, lifted)
                .when(new AnswerNotice(STREET, 1, words("x"), LATER))
                .thenRefused(NOTICE_LIFTED);
        late().given(ANSWERED, lifted)
                .when(new AcknowledgeNotice(STREET, 1, "z", LATER))
                .thenRefused(NOTICE_LIFTED);
        late().given(ANSWERED, lifted)
                .when(new LiftNotice(CENTRE, 1, words("x"), LATER))
                .thenNothing();
    }

    @Test
    void whatADeadlinePromisesAsANoticeIsSupervisedAndNothingElseIs() {
        var promised = LegalFiles.official().rules().all().stream()
                .filter(rule -> rule.follows() != null
                        && rule.follows().en().toLowerCase(Locale.ROOT).contains("supervision notice"))
                .map(Rule::id)
                .distinct()
                .toList();
        assertThat(RULES.supervision().notices())
                .extracting(SupervisionRules.Supervised::rule)
                .containsExactlyInAnyOrderElementsOf(promised);
    }

    /** Whatever comes in whatever order: a deadline has one red notice at most, and a lifted notice stays lifted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverComesInWhateverOrder(long seed) {
        var random = new Random(seed);
        var decider = new RoutingDecider(RULES);
        var state = decider.initial();
        var lifted = new HashSet<Integer>();
        for (var step = 0; step < 400; step++) {
            if (!(decider.decide(command(random), state) instanceof Decision.Accepted<RoutingEvent>(var events))) {
                continue;
            }
            for (var event : events) {
                state = decider.evolve(state, event);
            }
            var notices = state.oversight().supervision().notices();
            assertThat(notices).noneMatch(notice -> notice.isAddressedTo(notice.issuer()));
            for (var at = 0; at < notices.size(); at++) {
                assertThat(notices.get(at).number()).isEqualTo(at + 1);
            }
            for (var deadline : List.of(HANDLING, ACKNOWLEDGEMENT, REVISIT)) {
                assertThat(state.oversight().supervision().about(deadline.service(), deadline.deadline()))
                        .filteredOn(notice -> notice.issued().level() == Level.RED)
                        .hasSizeLessThanOrEqualTo(1);
            }
            assertThat(notices)
                    .filteredOn(notice -> lifted.contains(notice.number()))
                    .allMatch(notice -> notice.state() == State.LIFTED);
            notices.stream().filter(notice -> !notice.isOpen()).forEach(notice -> lifted.add(notice.number()));
        }
        assertThat(lifted).isNotEmpty();
    }

    private static RoutingCommand command(Random random) {
        var unit = List.of(STREET, CENTRE, DESK, TRIBUNAL, "").get(random.nextInt(5));
        var deadline = List.of(HANDLING, ACKNOWLEDGEMENT, REVISIT).get(random.nextInt(3));
        var number = random.nextInt(1, 6);
        return switch (random.nextInt(12)) {
            case 0 -> new NoteNear(deadline, LATER);
            case 1 -> new NotePassed(deadline, LATER);
            case 2 -> new NoteEnded(deadline.service(), deadline.deadline(), LATER);
            case 3 -> new EscalateNotice(number, random.nextInt(3), LATER);
            case 4 -> new AcceptAnswer(number, random.nextInt(3), LATER);
            case 5 -> new AcknowledgeNotice(unit, number, "z", LATER);
            case 6, 7 -> new AnswerNotice(unit, number, words("x"), LATER);
            case 10 -> new ObjectToNotice(unit, number, words("x"), LATER);
            case 11 -> new UpholdNotice(unit, number, words("x"), LATER);
            case 8 -> new LiftNotice(unit, number, words("x"), LATER);
            default -> random.nextBoolean() ? LEAK : new IssueNotice(unit, Fault.NOT_LAWFUL, words("x"), LATER);
        };
    }
}

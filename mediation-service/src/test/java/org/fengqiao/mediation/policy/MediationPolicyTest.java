package org.fengqiao.mediation.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.continueDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.continueObligation;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.oblige;
import static org.fengqiao.kernel.eventstore.Consequence.setDeadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Party.Side;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.Instalment;
import org.fengqiao.mediation.model.Mandate;
import org.fengqiao.mediation.model.MediationCommand.LapseConfirmationWindow;
import org.fengqiao.mediation.model.MediationCommand.RemindOfObligation;
import org.fengqiao.mediation.model.MediationDecider;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationRefused;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWindowLapsed;
import org.fengqiao.mediation.model.MediationEvent.EnforcementApplied;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.MandateNoted;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.ObligationExcused;
import org.fengqiao.mediation.model.MediationEvent.ObligationPaid;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.MediationResult;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.RevisitCommand.EndRound;
import org.fengqiao.mediation.model.RevisitEvent.RevisitCompleted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitScheduled;
import org.fengqiao.mediation.model.RevisitEvent.RevisitsCancelled;
import org.fengqiao.mediation.model.RevisitedParty;

class MediationPolicyTest {

    static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Instant ACCEPTED = Instant.parse("2024-02-28T04:00:00Z");
    static final Instant RECORDED = NOON.plusSeconds(7);
    static final LocalDate FIRST_OF_MARCH = LocalDate.of(2024, 3, 1);
    static final Instant BEGIN_OF_FIRST_OF_MARCH = Instant.parse("2024-02-29T16:00:00Z");
    static final List<Party> PARTIES = List.of(
            new Party("applicant-1", Side.APPLICANT, PersonalText.of(Boxes.person(1), "李某")),
            new Party("respondent-1", Side.RESPONDENT, PersonalText.of(Boxes.person(2), "王某")));
    static final String FILING = CASE + "/confirmation/2";

    static final LegalClock CLOCK = LegalFiles.official().clock();
    static final OfficialRules RULES = OfficialRules.load(CLOCK);
    static final MediationDecider DECIDER = new MediationDecider(RULES);

    static final MediationOpened OPENED = opened("NEIGHBOUR");
    static final AgreementSigned SIGNED = signed(true, NOON, FIRST_OF_MARCH);
    static final ConfirmationFiled FILED = new ConfirmationFiled(FILING, PARTIES, NOON, null);
    static final RevisitScheduled SCHEDULED = new RevisitScheduled(
            4,
            1,
            1,
            Instant.parse("2024-03-08T16:00:00Z"),
            "kunhe-committee",
            List.of(new RevisitedParty("applicant-1", Party.Side.APPLICANT)),
            List.of(),
            List.of("zhao"),
            NOON);

    /** What somebody said about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }

    static MediationOpened opened(String category) {
        return new MediationOpened(
                2,
                "kunhe-committee",
                "zhao",
                category,
                new Place("昆都仑区", "昆河镇", null, null, false),
                PARTIES,
                ACCEPTED,
                NOON);
    }

    static AgreementSigned signed(boolean confirmationIntended, Instant signedAt, LocalDate takesEffectOn) {
        return new AgreementSigned(
                2,
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                List.of(),
                List.of("applicant-1", "respondent-1"),
                confirmationIntended,
                signedAt,
                takesEffectOn,
                null,
                null,
                null);
    }

    /** What follows from the last of these events. */
    static List<Consequence> follows(MediationEvent... history) {
        var events = List.of(history);
        var last = events.getLast();
        var before = DECIDER.replay(events.subList(0, events.size() - 1));
        return new MediationPolicy(RULES)
                .of(new Recorded<>(
                        CASE,
                        UUID.randomUUID(),
                        events.size(),
                        last,
                        before,
                        DECIDER.evolve(before, last),
                        new Cause(Actor.system("mediation"), NOON, CASE, null, null),
                        RECORDED));
    }

    @Test
    void aMediationHasTheTimeThatItsKindOfDisputeHas() {
        assertThat(follows(OPENED))
                .containsExactly(continueDeadline(
                        DeadlineName.parse("mediation-2"), "people-mediation", "mediation-opened.v1", ACCEPTED));
        assertThat(follows(opened("LABOUR")))
                .containsExactly(continueDeadline(
                        DeadlineName.parse("mediation-2"), "labour-mediation", "mediation-opened.v1", ACCEPTED));
        assertThat(follows(opened("MEDICAL")))
                .containsExactly(continueDeadline(
                        DeadlineName.parse("mediation-2"), "medical-mediation", "mediation-opened.v1", ACCEPTED));
    }

    @Test
    void theTribunalIsNotAMediator() {
        assertThat(follows(new FastTrackFiled(
                        CASE + "/fast-track/2", 2, "tribunal", "CONTRACT_DEBT", PARTIES, NOON, "applicant-1")))
                .hasOnlyElementsOfType(SendToPartner.class)
                .hasSize(1);
    }

    @Test
    void theAgreementIsWhatTheMediationWasFor() {
        assertThat(follows(OPENED, signed(false, NOON, FIRST_OF_MARCH)))
                .containsExactly(meetDeadline(DeadlineName.parse("mediation-2"), NOON));
    }

    @Test
    void whoWantsConfirmationMayApplyFromTheDayTheAgreementTakesEffect() {
        assertThat(follows(OPENED, SIGNED))
                .containsExactly(
                        meetDeadline(DeadlineName.parse("mediation-2"), NOON),
                        setDeadline(
                                DeadlineName.parse("confirmation-window-2"),
                                "confirmation-window",
                                "agreement-signed.v1",
                                BEGIN_OF_FIRST_OF_MARCH));
    }

    static MandateNoted mandate(Mandate.Kind kind) {
        return new MandateNoted(new Mandate(kind, "2024-fy-17"), NOON);
    }

    @Test
    void aCourtsAppointmentHasATimeOfItsOwnAndTheCourtIsOwedTheResult() {
        var owed = Owed.byCentre("court", Owed.Matter.RESULT, "2024-fy-17");
        for (var rule : Map.of(
                        Mandate.Kind.COURT_BEFORE_FILING, "court-mediation-before-filing",
                        Mandate.Kind.COURT_ORDINARY, "court-mediation-ordinary",
                        Mandate.Kind.COURT_SUMMARY, "court-mediation-summary")
                .entrySet()) {
            assertThat(follows(mandate(rule.getKey()), OPENED))
                    .containsExactly(continueObligation(
                            DeadlineName.parse("mediation-2"), rule.getValue(), "mediation-opened.v1", ACCEPTED, owed));
            assertThat(follows(OPENED, mandate(rule.getKey())))
                    .containsExactly(oblige(
                            DeadlineName.parse("mediation-2"), rule.getValue(), "mandate-noted.v1", ACCEPTED, owed));
        }
        assertThat(follows(mandate(Mandate.Kind.COURT_SUMMARY))).isEmpty();
    }

    @Test
    void inAMatterOfPublicOrderASecondSessionIsHeldWithinSevenWorkingDaysOfTheFirst() {
        var first = new SessionScheduled(1, NOON, null, "zhao", null, NOON.plusSeconds(3600));
        var held = new SessionHeld(1, List.of());
        var again = new SessionScheduled(
                2,
                NOON.plusSeconds(86_400),
                null,
                "zhao",
                null,
                NOON.plusSeconds(86_400).plusSeconds(3600));
        var police = mandate(Mandate.Kind.POLICE_PUBLIC_ORDER);
        var name = DeadlineName.parse("second-session-2");
        assertThat(follows(police, OPENED, first, held))
                .containsExactly(continueDeadline(name, "police-second-session", "session-held.v1", NOON));
        var left = new MediationDiscontinued(2, DiscontinuationCause.RETURNED, NOON);
        assertThat(follows(police, OPENED, first, held, left, opened("NEIGHBOUR")))
                .as("whoever has the matter next has what is left of the time")
                .contains(continueDeadline(name, "police-second-session", "mediation-opened.v1", NOON));
        assertThat(follows(OPENED, first, held, police))
                .as("whoever learns later that the police decide")
                .containsExactly(continueDeadline(name, "police-second-session", "mandate-noted.v1", NOON));
        assertThat(follows(police, OPENED, first, held, again, new SessionHeld(2, List.of()), left, OPENED))
                .as("two were held")
                .noneMatch(consequence -> consequence instanceof AskLegalClock(DeadlineOrder.Continue on)
                        && on.name().equals(name));
        assertThat(follows(police, OPENED, first, held, again, new SessionHeld(2, List.of())))
                .containsExactly(meetDeadline(name, NOON.plusSeconds(86_400)));
        assertThat(follows(police, OPENED, first, held, SIGNED)).contains(cancelDeadline(name, "agreed", RECORDED));
        assertThat(follows(OPENED, first, held)).isEmpty();
        assertThat(CLOCK.rules()
                        .inForce("police-second-session", FIRST_OF_MARCH)
                        .orElseThrow()
                        .length()
                        .count())
                .isEqualTo(7);
    }

    @Test
    void whoHasAppliedWaitsForTheCourt() {
        assertThat(follows(OPENED, SIGNED, FILED))
                .filteredOn(AskLegalClock.class::isInstance)
                .containsExactly(
                        meetDeadline(DeadlineName.parse("confirmation-window-2"), NOON),
                        oblige(
                                DeadlineName.parse("confirmation-decision-2"),
                                "confirmation-decision",
                                "confirmation-filed.v1",
                                RECORDED,
                                Owed.byPartner("court", Owed.Matter.DECISION, FILED.filingId())));
        assertThat(follows(OPENED, SIGNED, FILED)).hasAtLeastOneElementOfType(SendToPartner.class);
    }

    @Test
    void theCourtIsJudgedByTheDayOnWhichItsDecisionCameNotByTheOneItNames() {
        var longAgo = NOON.minusSeconds(1_000_000);
        for (var decision : List.of(
                new ConfirmationGranted(FILING, "(2024)内0203民特1号", longAgo),
                new ConfirmationRefused(FILING, words("unclear terms"), "(2024)内0203民特2号", longAgo))) {
            assertThat(follows(OPENED, SIGNED, FILED, decision))
                    .containsExactly(meetDeadline(DeadlineName.parse("confirmation-decision-2"), RECORDED));
        }
    }

    static Obligation owing(int number, LocalDate dueOn) {
        return new Obligation(
                number, "respondent-1", "applicant-1", words("pay"), Money.yuan("100.00"), dueOn, null, null);
    }

    static AgreementSigned owing(Obligation... obligations) {
        return new AgreementSigned(
                2,
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                List.of(obligations),
                List.of("applicant-1", "respondent-1"),
                true,
                NOON,
                FIRST_OF_MARCH,
                null,
                null,
                null);
    }

    @Test
    void whatTheCourtConfirmedCanBeEnforcedForTwoYearsFromTheLastDayOfEachObligation() {
        var signed = owing(
                owing(1, LocalDate.of(2024, 4, 1)),
                owing(2, LocalDate.of(2024, 6, 30)),
                owing(3, LocalDate.of(2024, 3, 1)));
        var granted = new ConfirmationGranted(FILING, "(2024)内0203民特1号", NOON);
        var performed = new ObligationPerformed(3, FIRST_OF_MARCH, 2, 0);
        assertThat(follows(OPENED, signed, performed, FILED, granted))
                .containsExactlyInAnyOrder(
                        meetDeadline(DeadlineName.parse("confirmation-decision-2"), RECORDED),
                        setDeadline(
                                DeadlineName.parse("enforcement-application-1"),
                                "enforcement-application",
                                "confirmation-granted.v1",
                                Instant.parse("2024-03-31T16:00:00Z")),
                        setDeadline(
                                DeadlineName.parse("enforcement-application-2"),
                                "enforcement-application",
                                "confirmation-granted.v1",
                                Instant.parse("2024-06-29T16:00:00Z")));
        assertThat(CLOCK.dueAt(
                        CLOCK.rules()
                                .inForce("enforcement-application", FIRST_OF_MARCH)
                                .orElseThrow(),
                        Instant.parse("2024-03-31T16:00:00Z"),
                        List.of(),
                        List.of()))
                .as("1 April 2026, a Wednesday, is the last day")
                .isEqualTo(Instant.parse("2026-04-01T16:00:00Z"));
    }

    @Test
    void theTimeToEnforceEndsWithTheApplicationOrWithWhatWasOwed() {
        var name = DeadlineName.parse("enforcement-application-1");
        var confirmed = new MediationEvent[] {
            OPENED,
            owing(owing(1, LocalDate.of(2024, 4, 1))),
            FILED,
            new ConfirmationGranted(FILING, "(2024)内0203民特1号", NOON),
            new MediationConcluded(2, MediationResult.CONFIRMED, null, NOON)
        };
        assertThat(after(confirmed, new EnforcementApplied(1, LocalDate.of(2024, 4, 8), NOON)))
                .containsExactly(meetDeadline(name, Instant.parse("2024-04-07T16:00:00Z")));
        assertThat(after(confirmed, new ObligationPerformed(1, LocalDate.of(2024, 4, 1), 0, 0)))
                .contains(cancelDeadline(name, "performed", RECORDED));
        assertThat(after(confirmed, new ObligationExcused(1, words("let go"), 0, 0)))
                .contains(cancelDeadline(name, "excused", RECORDED));
        assertThat(after(confirmed, opened("NEIGHBOUR"), owing(owing(2, LocalDate.of(2024, 5, 1)))))
                .as("another agreement takes its place")
                .contains(cancelDeadline(name, "replaced", RECORDED));
    }

    static Obligation inTwoInstalments() {
        return new Obligation(
                1,
                "respondent-1",
                "applicant-1",
                words("pay"),
                Money.yuan("100.00"),
                LocalDate.of(2024, 5, 1),
                List.of(
                        new Instalment(Money.yuan("40.00"), LocalDate.of(2024, 4, 1)),
                        new Instalment(Money.yuan("60.00"), LocalDate.of(2024, 5, 1))),
                null);
    }

    static Consequence reminder(String name, int days) {
        return new AskLegalClock(new DeadlineOrder.Set(
                DeadlineName.parse(name),
                "obligation-reminder",
                "agreement-signed.v1",
                BEGIN_OF_FIRST_OF_MARCH,
                days,
                null));
    }

    @Test
    void whoeverOwesIsRemindedSevenDaysBeforeEachPartIfThereIsTheTime() {
        var tomorrow = owing(2, LocalDate.of(2024, 3, 8));
        assertThat(follows(OPENED, owing(inTwoInstalments(), tomorrow)))
                // To the end of 24 March, so that the 25th begins with the reminder; the 24th of April likewise.
                .contains(reminder("obligation-reminder-1-1", 23), reminder("obligation-reminder-1-2", 53))
                .noneMatch(consequence -> consequence instanceof AskLegalClock(DeadlineOrder.Set set)
                        && set.name().toString().startsWith("obligation-reminder-2"));
    }

    @Test
    void whatIsPaidIsNotRemindedOf() {
        var signed = owing(inTwoInstalments());
        assertThat(follows(
                        OPENED,
                        signed,
                        new ObligationPaid(1, Money.yuan("40.00"), FIRST_OF_MARCH, Money.yuan("60.00"))))
                .containsExactly(cancelDeadline(DeadlineName.parse("obligation-reminder-1-1"), "paid", RECORDED));
        assertThat(follows(
                        OPENED,
                        signed,
                        new ObligationPaid(1, Money.yuan("39.99"), FIRST_OF_MARCH, Money.yuan("60.01"))))
                .isEmpty();
        assertThat(follows(OPENED, signed, new ObligationPerformed(1, FIRST_OF_MARCH, 0, 0)))
                .contains(
                        cancelDeadline(DeadlineName.parse("obligation-reminder-1-1"), "performed", RECORDED),
                        cancelDeadline(DeadlineName.parse("obligation-reminder-1-2"), "performed", RECORDED));
    }

    @Test
    void theClockItselfHasTheDebtorReminded() {
        var set = (DeadlineOrder.Set) ((AskLegalClock) reminder("obligation-reminder-1-2", 53)).order();
        var begun = ((Accepted<DeadlineEvent>) CLOCK.decide(set, Deadlines.none())).events();
        var deadline = Deadlines.of(begun).find(set.name()).orElseThrow();
        var the24thOfApril = Instant.parse("2024-04-23T16:00:00Z");
        assertThat(deadline.dueAt()).isEqualTo(the24thOfApril);
        assertThat(MediationPolicy.follows(new PassedDeadline(CASE, deadline, the24thOfApril)))
                .contains(new RemindOfObligation(1, 2, the24thOfApril));
    }

    static List<Consequence> after(MediationEvent[] history, MediationEvent... events) {
        return follows(Stream.concat(Stream.of(history), Stream.of(events)).toArray(MediationEvent[]::new));
    }

    @Test
    void aConclusionEndsTheMediationInItsTime() {
        assertThat(follows(OPENED, new MediationConcluded(2, MediationResult.FAILED, words("no trust"), NOON)))
                .containsExactly(
                        meetDeadline(DeadlineName.parse("mediation-2"), NOON),
                        cancelDeadline(DeadlineName.parse("confirmation-window-2"), "concluded", RECORDED));
    }

    @ParameterizedTest
    @EnumSource
    void whatLeavesTheMediationOwesItNothingMore(DiscontinuationCause cause) {
        assertThat(follows(OPENED, SIGNED, FILED, new MediationDiscontinued(2, cause, NOON)))
                .containsExactlyElementsOf(Stream.of("mediation-2", "confirmation-window-2", "confirmation-decision-2")
                        .map(DeadlineName::parse)
                        .map(name -> cancelDeadline(name, cause.name().toLowerCase(Locale.ROOT), RECORDED))
                        .toList());
    }

    @Test
    void aRevisitIsToBeMadeSoonAfterItsDay() {
        assertThat(follows(SCHEDULED))
                .as("planned for 8 March, which is over when the 9th begins")
                .containsExactly(setDeadline(
                        DeadlineName.parse("revisit-made-4-1"),
                        "revisit-made",
                        "revisit-scheduled.v1",
                        Instant.parse("2024-03-07T16:00:00Z")));
        assertThat(follows(SCHEDULED, new RevisitCompleted(4, 1, 1, 1, 1, 5, 0, 0, false, NOON)))
                .containsExactly(meetDeadline(DeadlineName.parse("revisit-made-4-1"), NOON));
        assertThat(follows(SCHEDULED, new RevisitCompleted(4, 1, 1, 1, 0, null, 0, 0, true, NOON)))
                .as("what ended because its time was over was not made in time")
                .isEmpty();
    }

    @Test
    void whatIsReopenedIsNotRevisited() {
        assertThat(follows(SCHEDULED, new RevisitsCancelled(4, List.of(1), NOON)))
                .containsExactly(cancelDeadline(DeadlineName.parse("revisit-made-4-1"), "reopened", RECORDED));
    }

    @Test
    void theWindowLapsesOfItselfWhenItWasDueAndARoundOfRevisitsEnds() {
        var window = set(follows(OPENED, SIGNED).getLast());
        assertThat(MediationPolicy.follows(new PassedDeadline(CASE, window, RECORDED)))
                .contains(new LapseConfirmationWindow(2, window.dueAt()));
        assertThat(MediationPolicy.follows(
                        new PassedDeadline(CASE, set(follows(SCHEDULED).getFirst()), RECORDED)))
                .contains(new EndRound(1, RECORDED));
        for (var late : List.of(
                follows(OPENED).getFirst(), follows(OPENED, SIGNED, FILED).getLast())) {
            assertThat(MediationPolicy.follows(new PassedDeadline(CASE, set(late), RECORDED)))
                    .isEmpty();
        }
        assertThat(follows(OPENED, SIGNED, new ConfirmationWindowLapsed(NOON))).isEmpty();
    }

    @Test
    void theDeciderLetsApplyUntilTheVeryMomentTheWindowIsDue() {
        for (var day = LocalDate.of(2023, 12, 1); day.isBefore(LocalDate.of(2026, 12, 31)); day = day.plusDays(1)) {
            var signedAt = RULES.startOf(day).plusSeconds(36_000);
            assertThat(set(follows(OPENED, signed(true, signedAt, day)).getLast())
                            .dueAt())
                    .as("signed on %s", day)
                    .isEqualTo(RULES.confirmationWindowEnds(day));
        }
    }

    /** The deadline as the legal clock sets it. */
    static Deadline set(Consequence consequence) {
        var order = ((AskLegalClock) consequence).order();
        assertThat(order).isInstanceOfAny(DeadlineOrder.Set.class, DeadlineOrder.Continue.class);
        return switch (CLOCK.decide(order, Deadlines.none())) {
            case Accepted<DeadlineEvent>(var events) ->
                Deadlines.of(events).find(order.name()).orElseThrow();
            case Refused<DeadlineEvent>(var because) -> throw new AssertionError(because.code());
        };
    }
}

package org.fengqiao.mediation.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.mediation.model.DocumentEvent;
import org.fengqiao.mediation.model.Mandate;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationCommand.LapseConfirmationWindow;
import org.fengqiao.mediation.model.MediationCommand.RemindOfObligation;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.CaseFileNoted;
import org.fengqiao.mediation.model.MediationEvent.ChallengeDecided;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationRefused;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWindowLapsed;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWithdrawn;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.EnforcementApplied;
import org.fengqiao.mediation.model.MediationEvent.FastTrackApplied;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.FastTrackLeft;
import org.fengqiao.mediation.model.MediationEvent.FastTrackOpened;
import org.fengqiao.mediation.model.MediationEvent.InterestDisclosed;
import org.fengqiao.mediation.model.MediationEvent.MandateNoted;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.MediatorAppointed;
import org.fengqiao.mediation.model.MediationEvent.MediatorChallenged;
import org.fengqiao.mediation.model.MediationEvent.NeedsNoted;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationExcused;
import org.fengqiao.mediation.model.MediationEvent.ObligationPaid;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.MediationEvent.ObligationReminded;
import org.fengqiao.mediation.model.MediationEvent.PartiesChanged;
import org.fengqiao.mediation.model.MediationEvent.PartiesKeptApart;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionMissed;
import org.fengqiao.mediation.model.MediationEvent.SessionMoved;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.MediationEvent.VoluntarinessExamined;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.RevisitCommand.EndRound;
import org.fengqiao.mediation.model.RevisitEvent.AccusationNoted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitCompleted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitScheduled;
import org.fengqiao.mediation.model.RevisitEvent.RevisitedPartyEvent;
import org.fengqiao.mediation.model.RevisitEvent.RevisitsCancelled;
import org.fengqiao.mediation.wire.Messages.AgreementPaper;
import org.fengqiao.mediation.wire.Messages.ConfirmationFiling;
import org.fengqiao.mediation.wire.Messages.ConfirmationWithdrawal;
import org.fengqiao.mediation.wire.Messages.FastTrackFiling;
import org.fengqiao.mediation.wire.Messages.FiledParty;
import org.fengqiao.mediation.wire.Messages.MediatingBody;

/**
 * Consequences of mediation's events: filings with the court, and the deadlines of mediators, parties, court and
 * revisits.
 *
 * <p>The court itself dates its decision; whether the decision was in time is judged by when it was received.
 */
public final class MediationPolicy implements Consequence.Policy<Mediation, MediationEvent> {

    /** The topic that the court reads. */
    public static final String COURT = "court.outbound";

    /** The type of a filing for judicial confirmation. */
    public static final String CONFIRMATION_FILED = "fengqiao.partner.confirmation-filed.v1";

    /** The type of the message that an application for judicial confirmation was taken back. */
    public static final String CONFIRMATION_WITHDRAWN = "fengqiao.partner.confirmation-withdrawn.v1";

    /** The type of a fast-track filing. */
    public static final String FAST_TRACK_FILED = "fengqiao.partner.fast-track-filed.v1";

    private static final String MEDIATION = "mediation";

    private final OfficialRules rules;

    /** Creates a policy under these rules. */
    public MediationPolicy(OfficialRules rules) {
        this.rules = rules;
    }

    /** Returns the name of the deadline by which a mediation must have ended. */
    public static DeadlineName mediationOf(int custody) {
        return DeadlineName.of(MEDIATION, custody);
    }

    /** Returns the name of the deadline until which a second session may be held in a matter of public order. */
    public static DeadlineName secondSessionOf(int custody) {
        return DeadlineName.of("second-session", custody);
    }

    /** Returns the name of the deadline until which the creditor of an obligation may apply for enforcement. */
    public static DeadlineName enforcementOf(int obligation) {
        return DeadlineName.of(OfficialRules.ENFORCEMENT_APPLICATION, obligation);
    }

    /** Returns the name of the deadline after which the debtor is reminded of a part of an obligation. */
    public static DeadlineName reminderOf(int obligation, int part) {
        return DeadlineName.of(OfficialRules.OBLIGATION_REMINDER, obligation, part);
    }

    /**
     * Returns the name of the deadline until which the parties may apply for confirmation of an agreement signed under
     * this custody.
     */
    public static DeadlineName windowOf(int custody) {
        return DeadlineName.of(OfficialRules.CONFIRMATION_WINDOW, custody);
    }

    /** Returns the name of the deadline by which the court must have decided on that application. */
    public static DeadlineName decisionOf(int custody) {
        return DeadlineName.of(OfficialRules.CONFIRMATION_DECISION, custody);
    }

    /** Returns the name of the deadline by which every party of a round must have answered or been given up. */
    public static DeadlineName revisitOf(int closure, int round) {
        return DeadlineName.of(OfficialRules.REVISIT_MADE, closure, round);
    }

    /**
     * Returns the command that follows from a passed deadline. The confirmation window lapses as of its due time,
     * however late that is noticed; a round of revisits ends; a debtor is reminded. Any other duty is still owed, so
     * nothing follows.
     */
    public static Optional<MediationCommand> follows(PassedDeadline passed) {
        var deadline = passed.deadline();
        return switch (deadline.rule()) {
            case OfficialRules.CONFIRMATION_WINDOW ->
                Optional.of(new LapseConfirmationWindow(deadline.name().number(), deadline.dueAt()));
            case OfficialRules.REVISIT_MADE ->
                Optional.of(new EndRound(deadline.name().numbers().getLast(), passed.now()));
            case OfficialRules.OBLIGATION_REMINDER -> {
                var numbers = deadline.name().numbers();
                yield Optional.of(new RemindOfObligation(numbers.getFirst(), numbers.getLast(), passed.now()));
            }
            default -> Optional.empty();
        };
    }

    @Override
    public List<Consequence> of(Recorded<Mediation, MediationEvent> recorded) {
        return switch (recorded.event()) {
            case MediationOpened e ->
                with(opened(e, recorded.before().mandate()), secondSession(e, e.custody(), recorded));
            case MandateNoted e -> mandated(e, recorded);
            case SessionHeld e -> held(e, recorded);
            case AgreementSigned e ->
                with(
                        e.leavesTheRestOpen()
                                ? List.of()
                                : with(noSecondSession(recorded, e.custody(), "agreed"), signed(e)),
                        Stream.concat(reminders(e), replaced(recorded)).toArray(Consequence[]::new));
            case ConfirmationFiled e -> filed(e, recorded);
            case ConfirmationGranted e -> with(decided(recorded), enforceable(e, recorded));
            case ConfirmationRefused _ -> decided(recorded);
            case ObligationPerformed e ->
                ended(e.obligation(), "performed", recorded).toList();
            case ObligationExcused e ->
                ended(e.obligation(), "excused", recorded).toList();
            case ObligationPaid e ->
                reminders(
                                e.obligation(),
                                "paid",
                                recorded,
                                part -> part.isPaidBy(
                                        recorded.after().obligations().paidOf(e.obligation())))
                        .toList();
            case EnforcementApplied e ->
                List.of(Consequence.meetDeadline(enforcementOf(e.obligation()), rules.startOf(e.appliedOn())));
            case ConfirmationWithdrawn e -> withdrawn(e, recorded);
            case FastTrackFiled e ->
                List.of(new SendToPartner(COURT, e.filingId(), FAST_TRACK_FILED, filing(e, recorded)));
            case MediationConcluded e ->
                with(
                        noSecondSession(recorded, e.custody(), "concluded"),
                        Consequence.meetDeadline(mediationOf(e.custody()), e.concludedAt()),
                        Consequence.cancelDeadline(windowOf(e.custody()), "concluded", recorded.recordedAt()));
            case MediationDiscontinued e -> {
                var reason = e.cause().name().toLowerCase(Locale.ROOT);
                yield with(
                        noSecondSession(recorded, e.custody(), reason),
                        Stream.of(mediationOf(e.custody()), windowOf(e.custody()), decisionOf(e.custody()))
                                .map(name -> Consequence.cancelDeadline(name, reason, recorded.recordedAt()))
                                .toArray(Consequence[]::new));
            }
            case RevisitScheduled e ->
                List.of(set(revisitOf(e.closure(), e.round()), OfficialRules.REVISIT_MADE, e, plannedDay(e)));
            case RevisitCompleted e ->
                // What ended because its time was over was not made in time.
                e.byDeadline()
                        ? List.of()
                        : List.of(Consequence.meetDeadline(revisitOf(e.closure(), e.round()), e.completedAt()));
            case RevisitsCancelled e ->
                e.rounds().stream()
                        .map(number -> Consequence.cancelDeadline(
                                revisitOf(e.closure(), number), "reopened", recorded.recordedAt()))
                        .toList();
            case AccusationNoted _,
                    PartiesChanged _,
                    PartiesKeptApart _,
                    ConsentRecorded _,
                    VoluntarinessExamined _,
                    MediatorAppointed _,
                    InterestDisclosed _,
                    MediatorChallenged _,
                    ChallengeDecided _,
                    CaseFileNoted _,
                    FastTrackOpened _,
                    FastTrackApplied _,
                    FastTrackLeft _,
                    SessionScheduled _,
                    SessionMoved _,
                    NeedsNoted _,
                    SessionMissed _,
                    ConfirmationWindowLapsed _,
                    FastTrackDecided _,
                    ObligationReminded _,
                    ObligationBreached _,
                    DocumentEvent _,
                    RevisitedPartyEvent _ -> List.of();
        };
    }

    /** The court's appointment has a time of its own, whatever the dispute is about; the court is owed the result. */
    private List<Consequence> opened(MediationOpened e, @Nullable Mandate mandate) {
        var started = MediationEvent.TYPES.shortNameOf(e);
        var name = mediationOf(e.custody());
        return OfficialRules.limitOf(mandate)
                .map(rule -> List.of(Consequence.continueObligation(
                        name, rule, started, e.acceptedAt(), resultOwed(Objects.requireNonNull(mandate)))))
                .orElseGet(() -> rules
                        .limitOf(e.category(), rules.dayOf(e.acceptedAt()))
                        .map(rule -> Consequence.continueDeadline(name, rule, started, e.acceptedAt()))
                        .stream()
                        .toList());
    }

    /** An appointment that comes after the mediation has begun changes the time it has. */
    private static List<Consequence> mandated(MandateNoted e, Recorded<Mediation, MediationEvent> recorded) {
        if (!(recorded.after().proceeding() instanceof Underway underway)) {
            return List.of();
        }
        return OfficialRules.limitOf(e.mandate())
                .map(rule -> List.of(Consequence.oblige(
                        mediationOf(underway.custody()),
                        rule,
                        MediationEvent.TYPES.shortNameOf(e),
                        underway.opening().acceptedAt(),
                        resultOwed(e.mandate()))))
                .orElseGet(() -> List.of(secondSession(e, underway.custody(), recorded)));
    }

    private static Owed resultOwed(Mandate mandate) {
        return Owed.byCentre("court", Owed.Matter.RESULT, mandate.reference());
    }

    /** After the first session of a matter of public order there is time for one more; it is the last. */
    private static List<Consequence> held(SessionHeld e, Recorded<Mediation, MediationEvent> recorded) {
        var after = recorded.after();
        if (!after.belongsToPolice() || !(after.proceeding() instanceof Underway underway)) {
            return List.of();
        }
        return after.sat().size() == 1
                ? List.of(secondSession(e, underway.custody(), recorded))
                : List.of(Consequence.meetDeadline(
                        secondSessionOf(underway.custody()), after.sat().getLast()));
    }

    /**
     * Starts the time for a second session in a matter of public order whose first was held: by whomever, since it
     * belongs to the matter.
     */
    private static Consequence[] secondSession(
            MediationEvent e, int custody, Recorded<Mediation, MediationEvent> recorded) {
        var after = recorded.after();
        return after.belongsToPolice() && after.sat().size() == 1
                ? new Consequence[] {
                    Consequence.continueDeadline(
                            secondSessionOf(custody),
                            OfficialRules.POLICE_SECOND_SESSION,
                            MediationEvent.TYPES.shortNameOf(e),
                            after.sat().getFirst())
                }
                : new Consequence[0];
    }

    /** Cancels the time for a second session in a matter of public order: the mediation came to an end. */
    private static List<Consequence> noSecondSession(
            Recorded<Mediation, MediationEvent> recorded, int custody, String reason) {
        return recorded.before().belongsToPolice()
                ? List.of(Consequence.cancelDeadline(secondSessionOf(custody), reason, recorded.recordedAt()))
                : List.of();
    }

    private static List<Consequence> with(List<Consequence> some, Consequence... others) {
        return Stream.concat(Stream.of(others), some.stream()).toList();
    }

    private Consequence[] signed(AgreementSigned e) {
        var consequences = new ArrayList<Consequence>();
        consequences.add(Consequence.meetDeadline(mediationOf(e.custody()), e.signedAt()));
        if (e.confirmationIntended()) {
            consequences.add(
                    set(windowOf(e.custody()), OfficialRules.CONFIRMATION_WINDOW, e, rules.startOf(e.takesEffectOn())));
        }
        return consequences.toArray(Consequence[]::new);
    }

    private static List<Consequence> decided(Recorded<Mediation, MediationEvent> recorded) {
        var pending = (ConfirmationPending) recorded.before().proceeding();
        return List.of(Consequence.meetDeadline(decisionOf(pending.custody()), recorded.recordedAt()));
    }

    /** Starts the two years in which each obligation that the court confirmed can be enforced, from its last day. */
    private Consequence[] enforceable(ConfirmationGranted e, Recorded<Mediation, MediationEvent> recorded) {
        var before = recorded.before();
        return ((ConfirmationPending) before.proceeding())
                .agreement().obligations().stream()
                        .filter(obligation -> before.nextDueOn(obligation).isPresent())
                        .map(obligation -> set(
                                enforcementOf(obligation.obligation()),
                                OfficialRules.ENFORCEMENT_APPLICATION,
                                e,
                                rules.startOf(before.enforcementRunsFrom(obligation))))
                        .toArray(Consequence[]::new);
    }

    /** Each part of what was agreed on has a time after which its debtor is reminded, if there is any before it. */
    private Stream<Consequence> reminders(AgreementSigned e) {
        return e.obligations().stream()
                .flatMap(obligation -> obligation.parts().stream()
                        .flatMap(part -> rules.daysToReminder(e.takesEffectOn(), part.dueOn()).stream()
                                .mapToObj(days -> new AskLegalClock(new DeadlineOrder.Set(
                                        reminderOf(obligation.obligation(), part.part()),
                                        OfficialRules.OBLIGATION_REMINDER,
                                        MediationEvent.TYPES.shortNameOf(e),
                                        rules.startOf(e.takesEffectOn()),
                                        days,
                                        null)))));
    }

    /** Cancels the clocks of what is not owed any more: it is neither enforced nor reminded of. */
    private static Stream<Consequence> ended(
            int obligation, String reason, Recorded<Mediation, MediationEvent> recorded) {
        return Stream.concat(
                Stream.of(Consequence.cancelDeadline(enforcementOf(obligation), reason, recorded.recordedAt())),
                reminders(obligation, reason, recorded, _ -> true));
    }

    private static Stream<Consequence> reminders(
            int number, String reason, Recorded<Mediation, MediationEvent> recorded, Predicate<Obligation.Part> ended) {
        return recorded.before().agreed().stream()
                .filter(obligation -> obligation.obligation() == number)
                .flatMap(obligation -> obligation.parts().stream())
                .filter(ended)
                .map(part ->
                        Consequence.cancelDeadline(reminderOf(number, part.part()), reason, recorded.recordedAt()));
    }

    /** A later agreement took the place of the one in which these stood. */
    private static Stream<Consequence> replaced(Recorded<Mediation, MediationEvent> recorded) {
        var now = recorded.after().obligations().byNumber().keySet();
        return recorded.before().obligations().byNumber().keySet().stream()
                .filter(number -> !now.contains(number))
                .sorted()
                .flatMap(number -> ended(number, "replaced", recorded));
    }

    private static List<Consequence> filed(ConfirmationFiled e, Recorded<Mediation, MediationEvent> recorded) {
        var pending = (ConfirmationPending) recorded.after().proceeding();
        var file = recorded.after().file();
        var filing = new ConfirmationFiling(
                e.filingId(),
                recorded.caseId(),
                AgreementPaper.of(pending.agreement()),
                FiledParty.of(e.applicants(), file),
                pending.opening().category(),
                new MediatingBody(pending.opening().unit(), pending.talks().mediator()),
                pending.talks().undisputedFacts(),
                file.facts(),
                file.claim(),
                file.amount(),
                e.document(),
                e.filedAt());
        return List.of(
                new SendToPartner(COURT, e.filingId(), CONFIRMATION_FILED, filing),
                // The time by which the decider judged that they may still apply.
                Consequence.meetDeadline(windowOf(pending.custody()), e.filedAt()),
                Consequence.oblige(
                        decisionOf(pending.custody()),
                        OfficialRules.CONFIRMATION_DECISION,
                        MediationEvent.TYPES.shortNameOf(e),
                        recorded.recordedAt(),
                        Owed.byPartner("court", Owed.Matter.DECISION, e.filingId())));
    }

    /** A party that takes the application back has the court told; the court itself knows. */
    private static List<Consequence> withdrawn(ConfirmationWithdrawn e, Recorded<Mediation, MediationEvent> recorded) {
        var name = decisionOf(((ConfirmationPending) recorded.before().proceeding()).custody());
        var partyId = e.partyId();
        return partyId == null
                ? List.of(Consequence.meetDeadline(name, recorded.recordedAt()))
                : List.of(
                        new SendToPartner(
                                COURT,
                                e.filingId(),
                                CONFIRMATION_WITHDRAWN,
                                new ConfirmationWithdrawal(e.filingId(), recorded.caseId(), partyId, e.withdrawnAt())),
                        Consequence.cancelDeadline(name, "withdrawn", recorded.recordedAt()));
    }

    private static FastTrackFiling filing(FastTrackFiled e, Recorded<Mediation, MediationEvent> recorded) {
        var file = recorded.after().file();
        return new FastTrackFiling(
                e.filingId(),
                recorded.caseId(),
                e.category(),
                FiledParty.of(e.parties(), file),
                e.plaintiff(),
                file.facts(),
                file.claim(),
                file.amount(),
                e.unit(),
                e.filedAt());
    }

    /** Returns the start of the planned day. A revisit is due when its day is over, so the day is the one before. */
    private Instant plannedDay(RevisitScheduled e) {
        return rules.startOf(rules.dayBefore(e.dueAt()));
    }

    private static Consequence set(DeadlineName name, String rule, MediationEvent startedBy, Instant startedAt) {
        return Consequence.setDeadline(name, rule, MediationEvent.TYPES.shortNameOf(startedBy), startedAt);
    }
}

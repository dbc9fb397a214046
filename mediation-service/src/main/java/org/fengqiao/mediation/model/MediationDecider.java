package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.mediation.model.Filings.Filing;
import org.fengqiao.mediation.model.Filings.Filing.ConfirmationAwaited;
import org.fengqiao.mediation.model.Filings.Filing.ConfirmationDecided;
import org.fengqiao.mediation.model.Filings.Filing.FastTrackAwaited;
import org.fengqiao.mediation.model.Filings.Filing.NeverFiled;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.AppointMediator;
import org.fengqiao.mediation.model.MediationCommand.CancelRevisits;
import org.fengqiao.mediation.model.MediationCommand.CompleteRevisit;
import org.fengqiao.mediation.model.MediationCommand.CourtCommand;
import org.fengqiao.mediation.model.MediationCommand.CustodyCommand;
import org.fengqiao.mediation.model.MediationCommand.DiscontinueMediation;
import org.fengqiao.mediation.model.MediationCommand.FileFastTrack;
import org.fengqiao.mediation.model.MediationCommand.LapseConfirmationWindow;
import org.fengqiao.mediation.model.MediationCommand.MediatingCommand;
import org.fengqiao.mediation.model.MediationCommand.ObligationCommand;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationCommand.RecordSession;
import org.fengqiao.mediation.model.MediationCommand.ReportFailure;
import org.fengqiao.mediation.model.MediationCommand.RevisitCommand;
import org.fengqiao.mediation.model.MediationCommand.ScheduleRevisits;
import org.fengqiao.mediation.model.MediationCommand.ScheduleSession;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationRefused;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWindowLapsed;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.MediatorAppointed;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.MediationEvent.RevisitCompleted;
import org.fengqiao.mediation.model.MediationEvent.RevisitScheduled;
import org.fengqiao.mediation.model.MediationEvent.RevisitsCancelled;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionMissed;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.Obligations.Performance;
import org.fengqiao.mediation.model.Obligations.Performance.Breached;
import org.fengqiao.mediation.model.Obligations.Performance.NotOwed;
import org.fengqiao.mediation.model.Obligations.Performance.Owed;
import org.fengqiao.mediation.model.Obligations.Performance.Performed;
import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;
import org.fengqiao.mediation.model.Proceeding.Begun;
import org.fengqiao.mediation.model.Proceeding.Claim;
import org.fengqiao.mediation.model.Proceeding.Concluded;
import org.fengqiao.mediation.model.Proceeding.ConcludedAgreed;
import org.fengqiao.mediation.model.Proceeding.ConcludedFailed;
import org.fengqiao.mediation.model.Proceeding.ConcludedRefused;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.Discontinued;
import org.fengqiao.mediation.model.Proceeding.FastTrack;
import org.fengqiao.mediation.model.Proceeding.FastTrackPending;
import org.fengqiao.mediation.model.Proceeding.FastTrackRuled;
import org.fengqiao.mediation.model.Proceeding.NotOpened;
import org.fengqiao.mediation.model.Proceeding.Open;
import org.fengqiao.mediation.model.Proceeding.Opening;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.Revisits.Plan;
import org.fengqiao.mediation.model.Revisits.Revisit;
import org.fengqiao.mediation.model.Revisits.Revisit.Cancelled;
import org.fengqiao.mediation.model.Revisits.Revisit.Completed;
import org.fengqiao.mediation.model.Revisits.Revisit.Pending;
import org.fengqiao.mediation.model.Session.Recorded;
import org.fengqiao.mediation.model.Session.Scheduled;
import org.fengqiao.mediation.model.SessionOutcome.Held;
import org.fengqiao.mediation.model.SessionOutcome.Missed;

/**
 * Mediation as tables of state against command. There is no default line, so a new command or state cannot go unanswered.
 *
 * <p>What comes from other services and no longer matters records nothing; what a person or the court does wrongly is refused with its reason.
 */
public final class MediationDecider implements Decider<MediationCommand, Mediation, MediationEvent> {

    private final MediationRules rules;

    /**
     * A decider under these rules.
     *
     * @param rules windows, exclusions and revisit plans, with the days on which each is in force
     */
    public MediationDecider(MediationRules rules) {
        this.rules = rules;
    }

    @Override
    public Mediation initial() {
        return Mediation.UNKNOWN;
    }

    @Override
    public Decision<MediationEvent> decide(MediationCommand command, Mediation state) {
        return switch (command) {
            case CustodyCommand c -> followCustody(c, state.proceeding());
            case MediatingCommand c -> mediate(c, state);
            case LapseConfirmationWindow c -> lapse(c, state.proceeding());
            case CourtCommand c -> hearTheCourt(c, state);
            case ObligationCommand c -> account(c, state.obligations());
            case RevisitCommand c -> revisit(c, state);
        };
    }

    // Custody: what routing says

    private record CustodyMoment(Proceeding proceeding, CustodyCommand command) {}

    private static Decision<MediationEvent> followCustody(CustodyCommand command, Proceeding proceeding) {
        return switch (new CustodyMoment(proceeding, command)) {
            case CustodyMoment(NotOpened _, OpenMediation c) -> accept(opened(c));
            case CustodyMoment(NotOpened _, FileFastTrack c) -> accept(filed(c));
            case CustodyMoment(NotOpened _, DiscontinueMediation _) -> alreadyTrue();

            case CustodyMoment(Begun p, OpenMediation c)
            when c.custody() > p.custody() -> accept(afterSuperseding(p, c.openedAt(), opened(c)));
            case CustodyMoment(Begun p, FileFastTrack c)
            when c.custody() > p.custody() -> accept(afterSuperseding(p, c.filedAt(), filed(c)));
            case CustodyMoment(Begun _, OpenMediation _), CustodyMoment(Begun _, FileFastTrack _) -> alreadyTrue();

            case CustodyMoment(Open p, DiscontinueMediation c)
            when c.custody() == p.custody() -> accept(new MediationDiscontinued(p.custody(), c.cause(), c.at()));
            case CustodyMoment(Open _, DiscontinueMediation _),
                    CustodyMoment(Concluded _, DiscontinueMediation _),
                    CustodyMoment(Discontinued _, DiscontinueMediation _),
                    CustodyMoment(FastTrack _, DiscontinueMediation _) -> alreadyTrue();
        };
    }

    private static MediationOpened opened(OpenMediation c) {
        return new MediationOpened(
                c.custody(), c.unit(), c.mediator(), c.category(), c.place(), c.parties(), c.openedAt());
    }

    private static FastTrackFiled filed(FileFastTrack c) {
        var filingId = FilingIds.fastTrack(c.caseId(), c.custody());
        return new FastTrackFiled(filingId, c.custody(), c.unit(), c.category(), c.parties(), c.filedAt());
    }

    private static List<MediationEvent> afterSuperseding(Begun earlier, Instant at, MediationEvent beginning) {
        return earlier instanceof Open open
                ? List.of(new MediationDiscontinued(open.custody(), DiscontinuationCause.SUPERSEDED, at), beginning)
                : List.of(beginning);
    }

    // The mediation itself

    private record MediatingMoment(Proceeding proceeding, MediatingCommand command) {}

    private Decision<MediationEvent> mediate(MediatingCommand command, Mediation state) {
        return switch (new MediatingMoment(state.proceeding(), command)) {
            case MediatingMoment(NotOpened _, MediatingCommand _) -> refuse(NOT_OPENED);
            case MediatingMoment(FastTrack _, MediatingCommand _) -> refuse(WITH_THE_COURT);
            case MediatingMoment(Discontinued _, MediatingCommand _) -> refuse(DISCONTINUED);

            case MediatingMoment(Underway p, RecordConsent c) -> consent(c, p);
            case MediatingMoment(Underway p, AppointMediator c) ->
                c.mediator().equals(p.talks().mediator()) ? alreadyTrue() : accept(new MediatorAppointed(c.mediator()));
            case MediatingMoment(Underway p, ScheduleSession c) -> schedule(c, p);
            case MediatingMoment(Underway p, RecordSession c) -> recordSession(c, p);
            case MediatingMoment(Underway p, SignAgreement c) -> sign(c, p, state.obligations());
            case MediatingMoment(Underway p, ReportFailure c) ->
                accept(new MediationConcluded(p.custody(), MediationResult.FAILED, c.reason(), c.at()));
            case MediatingMoment(Underway _, ApplyForConfirmation _) -> refuse(NO_AGREEMENT);

            case MediatingMoment(AwaitingApplication p, ApplyForConfirmation c) -> apply(c, p);
            // Terms on record are closed, so that the same paper can't be told from another; a repeat is known by its
            // idempotency key.
            case MediatingMoment(AwaitingApplication _, RecordConsent _),
                    MediatingMoment(AwaitingApplication _, AppointMediator _),
                    MediatingMoment(AwaitingApplication _, ScheduleSession _),
                    MediatingMoment(AwaitingApplication _, RecordSession _),
                    MediatingMoment(AwaitingApplication _, SignAgreement _),
                    MediatingMoment(AwaitingApplication _, ReportFailure _) -> refuse(AGREEMENT_ALREADY_SIGNED);

            case MediatingMoment(ConfirmationPending p, ApplyForConfirmation c) ->
                p.opening().includesAll(c.applicants()) && p.opening().areAllAmong(c.applicants())
                        ? alreadyTrue()
                        : refuse(JOINT_APPLICATION_NEEDED);
            case MediatingMoment(ConfirmationPending _, RecordConsent _),
                    MediatingMoment(ConfirmationPending _, AppointMediator _),
                    MediatingMoment(ConfirmationPending _, ScheduleSession _),
                    MediatingMoment(ConfirmationPending _, RecordSession _),
                    MediatingMoment(ConfirmationPending _, SignAgreement _),
                    MediatingMoment(ConfirmationPending _, ReportFailure _) -> refuse(AGREEMENT_ALREADY_SIGNED);

            case MediatingMoment(ConcludedRefused p, RecordConsent c)
            when !c.consents() && p.talks().isConsentOf(c.partyId(), false) -> alreadyTrue();
            case MediatingMoment(ConcludedFailed _, ReportFailure _) -> alreadyTrue();
            case MediatingMoment(Concluded _, RecordConsent _),
                    MediatingMoment(Concluded _, AppointMediator _),
                    MediatingMoment(Concluded _, ScheduleSession _),
                    MediatingMoment(Concluded _, RecordSession _),
                    MediatingMoment(Concluded _, SignAgreement _),
                    MediatingMoment(Concluded _, ReportFailure _),
                    MediatingMoment(Concluded _, ApplyForConfirmation _) -> refuse(ALREADY_CONCLUDED);
        };
    }

    private static Decision<MediationEvent> consent(RecordConsent c, Underway p) {
        if (!p.opening().includes(c.partyId())) {
            return refuse(NOT_A_PARTY);
        }
        if (p.talks().isConsentOf(c.partyId(), c.consents())) {
            return alreadyTrue();
        }
        var recorded = new ConsentRecorded(c.partyId(), c.consents());
        return c.consents()
                ? accept(recorded)
                : accept(recorded, new MediationConcluded(p.custody(), MediationResult.REFUSED, null, c.at()));
    }

    private static Decision<MediationEvent> schedule(ScheduleSession c, Underway p) {
        return p.talks().sessionAt(c.startsAt(), c.room()).isPresent()
                ? alreadyTrue()
                : accept(new SessionScheduled(
                        p.talks().nextSession(),
                        c.startsAt(),
                        c.room(),
                        p.talks().mediator()));
    }

    private static Decision<MediationEvent> recordSession(RecordSession c, Underway p) {
        return p.talks()
                .session(c.session())
                .map(session -> switch (session) {
                    case Recorded recorded ->
                        recorded.outcome().isRepeatedBy(c.outcome())
                                ? Decision.<MediationEvent>alreadyTrue()
                                : Decision.<MediationEvent>refuse(SESSION_ALREADY_RECORDED);
                    case Scheduled _ -> outcome(c, p);
                })
                .orElse(refuse(NO_SUCH_SESSION));
    }

    private static Decision<MediationEvent> outcome(RecordSession c, Underway p) {
        return switch (c.outcome()) {
            case Held(var undisputedFacts) -> accept(new SessionHeld(c.session(), undisputedFacts));
            case Missed(var absent) when absent.isEmpty() -> refuse(NOBODY_ABSENT);
            case Missed(var absent) ->
                p.opening().includesAll(absent) ? accept(new SessionMissed(c.session(), absent)) : refuse(NOT_A_PARTY);
        };
    }

    private Decision<MediationEvent> sign(SignAgreement c, Underway p, Obligations obligations) {
        var because = whyNotSigned(c, p);
        if (because != null) {
            return refuse(because);
        }
        var signed = new AgreementSigned(
                p.custody(),
                c.form(),
                c.whole(),
                c.terms(),
                numbered(c.undertakings(), obligations.counted()),
                c.signedBy(),
                c.confirmationIntended(),
                c.signedAt(),
                rules.dayOf(c.signedAt()));
        return c.confirmationIntended()
                ? accept(signed)
                : accept(signed, new MediationConcluded(p.custody(), MediationResult.AGREED, null, c.signedAt()));
    }

    private @Nullable MediationRefusal whyNotSigned(SignAgreement c, Underway p) {
        if (!p.opening().includesAll(c.signedBy())) {
            return NOT_A_PARTY;
        }
        for (var undertaking : c.undertakings()) {
            if (!p.opening().includes(undertaking.debtor()) || !p.opening().includes(undertaking.creditor())) {
                return NOT_A_PARTY;
            }
            if (undertaking.debtor().equals(undertaking.creditor())) {
                return DEBTOR_IS_CREDITOR;
            }
            var amount = undertaking.amount();
            if (amount != null && amount.amount().signum() <= 0) {
                return AMOUNT_NOT_POSITIVE;
            }
        }
        if (!p.everyPartyConsents()) {
            return CONSENT_MISSING;
        }
        if (!p.talks().includeHeldSession()) {
            return NO_SESSION_HELD;
        }
        if (!p.opening().areAllAmong(c.signedBy())) {
            return SIGNATURE_MISSING;
        }
        // Told at once rather than thirty days later, when nobody sits together any more.
        if (c.confirmationIntended() && !rules.isConfirmable(p.opening().category(), rules.dayOf(c.signedAt()))) {
            return NOT_CONFIRMABLE;
        }
        return null;
    }

    private static List<Obligation> numbered(List<Undertaking> undertakings, int counted) {
        return IntStream.range(0, undertakings.size())
                .mapToObj(i -> undertakings.get(i).numbered(counted + i + 1))
                .toList();
    }

    private Decision<MediationEvent> apply(ApplyForConfirmation c, AwaitingApplication p) {
        var takesEffectOn = p.agreement().takesEffectOn();
        if (!p.opening().includesAll(c.applicants())) {
            return refuse(NOT_A_PARTY);
        }
        if (!p.opening().areAllAmong(c.applicants())) {
            return refuse(JOINT_APPLICATION_NEEDED);
        }
        if (!c.appliedAt().isBefore(rules.confirmationWindowEnds(takesEffectOn))) {
            return refuse(CONFIRMATION_WINDOW_OVER);
        }
        return accept(new ConfirmationFiled(
                FilingIds.confirmation(c.caseId(), p.custody()), p.opening().parties(), c.appliedAt()));
    }

    private static Decision<MediationEvent> lapse(LapseConfirmationWindow c, Proceeding proceeding) {
        return switch (proceeding) {
            case AwaitingApplication p
            when p.custody() == c.custody() ->
                accept(
                        new ConfirmationWindowLapsed(c.at()),
                        new MediationConcluded(p.custody(), MediationResult.AGREED, null, c.at()));
            case NotOpened _,
                    Underway _,
                    AwaitingApplication _,
                    ConfirmationPending _,
                    Concluded _,
                    Discontinued _,
                    FastTrack _ -> alreadyTrue();
        };
    }

    // The court

    private static Decision<MediationEvent> hearTheCourt(CourtCommand command, Mediation state) {
        var filing = state.filings().find(command.filingId());
        return switch (command) {
            case RecordConfirmationDecision c ->
                switch (filing) {
                    case NeverFiled _ -> refuse(UNKNOWN_FILING);
                    case FastTrackAwaited _, Filing.FastTrackDecided _ -> refuse(FILING_OF_ANOTHER_KIND);
                    case ConfirmationDecided(var decision, var documentNumber) ->
                        decision == c.decision() && documentNumber.equals(c.documentNumber())
                                ? alreadyTrue()
                                : refuse(FILING_DECIDED_OTHERWISE);
                    case ConfirmationAwaited _ -> decided(c, state.proceeding());
                };
            case RecordFastTrackDecision c ->
                switch (filing) {
                    case NeverFiled _ -> refuse(UNKNOWN_FILING);
                    case ConfirmationAwaited _, ConfirmationDecided _ -> refuse(FILING_OF_ANOTHER_KIND);
                    case Filing.FastTrackDecided(var outcome, var documentNumber) ->
                        outcome == c.outcome() && documentNumber.equals(c.documentNumber())
                                ? alreadyTrue()
                                : refuse(FILING_DECIDED_OTHERWISE);
                    case FastTrackAwaited _ -> decided(c, state.proceeding());
                };
        };
    }

    private static Decision<MediationEvent> decided(RecordConfirmationDecision c, Proceeding proceeding) {
        if (!(proceeding instanceof ConfirmationPending p && p.filingId().equals(c.filingId()))) {
            return refuse(FILING_SUPERSEDED);
        }
        return switch (c.decision()) {
            case GRANTED ->
                accept(
                        new ConfirmationGranted(c.filingId(), c.documentNumber(), c.decidedAt()),
                        new MediationConcluded(p.custody(), MediationResult.CONFIRMED, null, c.decidedAt()));
            case REFUSED ->
                accept(
                        new ConfirmationRefused(c.filingId(), c.reason(), c.documentNumber(), c.decidedAt()),
                        new MediationConcluded(
                                p.custody(), MediationResult.CONFIRMATION_REFUSED, c.reason(), c.decidedAt()));
        };
    }

    private static Decision<MediationEvent> decided(RecordFastTrackDecision c, Proceeding proceeding) {
        return proceeding instanceof FastTrackPending p && p.claim().filingId().equals(c.filingId())
                ? accept(
                        new FastTrackDecided(c.filingId(), p.custody(), c.outcome(), c.documentNumber(), c.decidedAt()))
                : refuse(FILING_SUPERSEDED);
    }

    // Obligations

    private record ObligationMoment(Performance performance, ObligationCommand command) {}

    private Decision<MediationEvent> account(ObligationCommand command, Obligations obligations) {
        return switch (new ObligationMoment(obligations.find(command.obligation()), command)) {
            case ObligationMoment(NotOwed _, RecordPerformance _), ObligationMoment(NotOwed _, RecordBreach _) ->
                refuse(NO_SUCH_OBLIGATION);

            case ObligationMoment(Owed _, RecordPerformance c) -> perform(c, obligations);
            case ObligationMoment(Owed _, RecordBreach c) ->
                accept(new ObligationBreached(c.obligation(), c.reason(), obligations.outstanding()));

            // Late is better than never: a breach does not end what is owed.
            case ObligationMoment(Breached _, RecordPerformance c) -> perform(c, obligations);
            case ObligationMoment(Breached _, RecordBreach _) -> alreadyTrue();

            case ObligationMoment(Performed _, RecordPerformance _) -> alreadyTrue();
            case ObligationMoment(Performed _, RecordBreach _) -> refuse(ALREADY_PERFORMED);
        };
    }

    private Decision<MediationEvent> perform(RecordPerformance c, Obligations obligations) {
        return c.performedOn().isAfter(rules.dayOf(c.at()))
                ? refuse(PERFORMED_IN_THE_FUTURE)
                : accept(new ObligationPerformed(c.obligation(), c.performedOn(), obligations.outstanding() - 1));
    }

    // Revisits

    private Decision<MediationEvent> revisit(RevisitCommand command, Mediation state) {
        return switch (command) {
            case ScheduleRevisits c -> accept(atClosing(c, state));
            case CancelRevisits c -> cancel(c, state.revisits());
            case CompleteRevisit c ->
                state.revisits().all().stream()
                        .filter(revisit -> revisit.plan().number() == c.revisit())
                        .findAny()
                        .map(revisit -> complete(c, revisit, state.obligations()))
                        .orElse(refuse(NO_SUCH_REVISIT));
        };
    }

    private static Decision<MediationEvent> cancel(CancelRevisits c, Revisits revisits) {
        var pending = revisits.pending()
                .filter(plan -> plan.closure() == c.closure())
                .map(Plan::number)
                .toList();
        return pending.isEmpty() ? alreadyTrue() : accept(new RevisitsCancelled(c.closure(), pending, c.reopenedAt()));
    }

    private List<MediationEvent> atClosing(ScheduleRevisits c, Mediation state) {
        var events = new ArrayList<MediationEvent>();
        if (c.closure() > state.revisits().lastClosure()) {
            if (state.proceeding() instanceof Open open) {
                events.add(new MediationDiscontinued(open.custody(), DiscontinuationCause.CLOSED, c.closedAt()));
            }
            var next = state.revisits().nextNumber();
            for (var dueAt : rules.revisitsAfter(c.outcome(), c.closedAt())) {
                events.add(new RevisitScheduled(c.closure(), next++, dueAt, c.unit()));
            }
        }
        return events;
    }

    private static Decision<MediationEvent> complete(CompleteRevisit c, Revisit revisit, Obligations obligations) {
        return switch (revisit) {
            case Cancelled _ -> refuse(REVISIT_CANCELLED);
            case Completed done ->
                done.answer().isRepeatedBy(c.answer()) ? alreadyTrue() : refuse(REVISIT_ALREADY_COMPLETED);
            case Pending _ when c.answer().lacksSatisfaction() -> refuse(SATISFACTION_MISSING);
            case Pending _ when c.answer().answersWithoutContact() -> refuse(ANSWER_WITHOUT_CONTACT);
            case Pending(var plan) -> accept(completed(c, plan.closure(), obligations.outstanding()));
        };
    }

    private static RevisitCompleted completed(CompleteRevisit c, int closure, int outstanding) {
        var answer = c.answer();
        return new RevisitCompleted(
                closure,
                c.revisit(),
                answer.reached(),
                answer.satisfaction(),
                answer.performed(),
                answer.newTrouble(),
                answer.remark(),
                outstanding,
                c.completedAt());
    }

    // What is remembered

    @Override
    public Mediation evolve(Mediation state, MediationEvent event) {
        return switch (event) {
            case MediationOpened e -> state.with(new Underway(Opening.of(e), Talks.startingWith(e.mediator())));
            case MediationDiscontinued e -> {
                var left = (Open) state.proceeding();
                yield state.with(
                        new Discontinued(left.opening(), left.talks(), signed(left), e.cause(), e.discontinuedAt()));
            }
            case ConsentRecorded e -> talks(state, talks -> talks.withConsent(e.partyId(), e.consents()));
            case MediatorAppointed e -> talks(state, talks -> talks.withMediator(e.mediator()));
            case SessionScheduled e ->
                talks(state, talks -> talks.withScheduled(new Scheduled(e.session(), e.startsAt(), e.room())));
            case SessionHeld e -> talks(state, talks -> talks.withOutcome(e.session(), new Held(e.undisputedFacts())));
            case SessionMissed e -> talks(state, talks -> talks.withOutcome(e.session(), new Missed(e.absent())));
            case AgreementSigned e -> {
                var talking = (Underway) state.proceeding();
                yield state.with(new AwaitingApplication(talking.opening(), talking.talks(), Agreement.from(e)))
                        .with(state.obligations().replacedBy(e.obligations()));
            }
            case ConfirmationFiled e -> {
                var signed = (AwaitingApplication) state.proceeding();
                yield state.with(new ConfirmationPending(
                                signed.opening(), signed.talks(), signed.agreement(), e.filingId()))
                        .with(state.filings().with(e.filingId(), new ConfirmationAwaited()));
            }
            case ConfirmationGranted e ->
                filing(state, e.filingId(), new ConfirmationDecided(ConfirmationDecision.GRANTED, e.documentNumber()));
            case ConfirmationRefused e ->
                filing(state, e.filingId(), new ConfirmationDecided(ConfirmationDecision.REFUSED, e.documentNumber()));
            case ConfirmationWindowLapsed _ -> state;
            case FastTrackFiled e ->
                filing(state, e.filingId(), new FastTrackAwaited())
                        .with(new FastTrackPending(new Claim(
                                e.filingId(), e.custody(), e.unit(), e.category(), e.parties(), e.filedAt())));
            case FastTrackDecided e -> {
                var pending = (FastTrackPending) state.proceeding();
                yield filing(state, e.filingId(), new Filing.FastTrackDecided(e.outcome(), e.documentNumber()))
                        .with(new FastTrackRuled(pending.claim(), e.outcome(), e.documentNumber(), e.decidedAt()));
            }
            case ObligationPerformed e ->
                state.with(state.obligations().with(e.obligation(), new Performed(e.performedOn())));
            case ObligationBreached e -> state.with(state.obligations().with(e.obligation(), new Breached(e.reason())));
            case MediationConcluded e -> state.with(concluded(e, (Open) state.proceeding()));
            case RevisitScheduled e ->
                state.with(state.revisits().with(new Pending(new Plan(e.revisit(), e.closure(), e.dueAt(), e.unit()))));
            case RevisitsCancelled e -> {
                var revisits = state.revisits();
                for (var number : e.revisits()) {
                    revisits = revisits.with(new Cancelled(plan(revisits, number)));
                }
                yield state.with(revisits);
            }
            case RevisitCompleted e ->
                state.with(state.revisits()
                        .with(new Completed(
                                plan(state.revisits(), e.revisit()), RevisitAnswer.from(e), e.completedAt())));
        };
    }

    private static Mediation talks(Mediation state, UnaryOperator<Talks> change) {
        var talking = (Underway) state.proceeding();
        return state.with(talking.with(change.apply(talking.talks())));
    }

    private static Mediation filing(Mediation state, String filingId, Filing filing) {
        return state.with(state.filings().with(filingId, filing));
    }

    private static Plan plan(Revisits revisits, int number) {
        return revisits.all().get(number - 1).plan();
    }

    private static Concluded concluded(MediationConcluded e, Open open) {
        return switch (e.result()) {
            case REFUSED -> new ConcludedRefused(open.opening(), open.talks(), e.concludedAt());
            case FAILED -> new ConcludedFailed(open.opening(), open.talks(), e.reason(), e.concludedAt());
            case AGREED, CONFIRMED, CONFIRMATION_REFUSED ->
                new ConcludedAgreed(
                        open.opening(),
                        open.talks(),
                        Objects.requireNonNull(signed(open), "agreement"),
                        e.result(),
                        e.reason(),
                        e.concludedAt());
        };
    }

    private static @Nullable Agreement signed(Open open) {
        return switch (open) {
            case Underway _ -> null;
            case AwaitingApplication p -> p.agreement();
            case ConfirmationPending p -> p.agreement();
        };
    }
}

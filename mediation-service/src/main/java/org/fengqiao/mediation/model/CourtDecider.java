package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.util.List;
import java.util.Set;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.Filings.Filing;
import org.fengqiao.mediation.model.Filings.Filing.ConfirmationAwaited;
import org.fengqiao.mediation.model.Filings.Filing.ConfirmationDecided;
import org.fengqiao.mediation.model.Filings.Filing.ConfirmationTakenBack;
import org.fengqiao.mediation.model.Filings.Filing.FastTrackAwaited;
import org.fengqiao.mediation.model.Filings.Filing.NeverFiled;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.ApplyForFastTrack;
import org.fengqiao.mediation.model.MediationCommand.CourtAnswer;
import org.fengqiao.mediation.model.MediationCommand.CourtCommand;
import org.fengqiao.mediation.model.MediationCommand.LapseConfirmationWindow;
import org.fengqiao.mediation.model.MediationCommand.OpenFastTrack;
import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;
import org.fengqiao.mediation.model.MediationCommand.WithdrawApplication;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationRefused;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWindowLapsed;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWithdrawn;
import org.fengqiao.mediation.model.MediationEvent.CourtEvent;
import org.fengqiao.mediation.model.MediationEvent.FastTrackApplied;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.FastTrackLeft;
import org.fengqiao.mediation.model.MediationEvent.FastTrackOpened;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;
import org.fengqiao.mediation.model.Proceeding.Claimed;
import org.fengqiao.mediation.model.Proceeding.Concluded;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.Discontinued;
import org.fengqiao.mediation.model.Proceeding.FastTrack;
import org.fengqiao.mediation.model.Proceeding.FastTrackGone;
import org.fengqiao.mediation.model.Proceeding.FastTrackOffered;
import org.fengqiao.mediation.model.Proceeding.FastTrackPending;
import org.fengqiao.mediation.model.Proceeding.Mediated;
import org.fengqiao.mediation.model.Proceeding.NotOpened;
import org.fengqiao.mediation.model.Proceeding.Offer;
import org.fengqiao.mediation.model.Proceeding.Underway;

/** Decisions about filings with the court and its answers: judicial confirmation and the fast track. */
final class CourtDecider {

    private final MediationRules rules;

    CourtDecider(MediationRules rules) {
        this.rules = rules;
    }

    Decision<MediationEvent> decide(CourtCommand command, Mediation state) {
        return switch (command) {
            case OpenFastTrack c -> Custody.begin(opened(c, state), c.custody(), c.openedAt(), state.proceeding());
            case ApplyForFastTrack c -> apply(c, state);
            case ApplyForConfirmation c -> apply(c, state);
            case WithdrawApplication c -> withdraw(c, state);
            case LapseConfirmationWindow c -> lapse(c, state.proceeding());
            case CourtAnswer c -> hear(c, state);
        };
    }

    private static FastTrackOpened opened(OpenFastTrack c, Mediation state) {
        return new FastTrackOpened(c.custody(), c.unit(), c.category(), state.partiesNow(c.parties()), c.openedAt());
    }

    /** Decides on an application for the fast track: no claim is filed unless a party wants it (民事诉讼法 art. 122). */
    private static Decision<MediationEvent> apply(ApplyForFastTrack c, Mediation state) {
        return switch (state.proceeding()) {
            case NotOpened _ -> refuse(NO_SUCH_CASE);
            case Mediated _ -> refuse(NOT_WITH_THE_TRIBUNAL);
            case FastTrackGone _ -> refuse(DISCONTINUED);
            case Claimed p ->
                c.plaintiff().equals(p.claim().plaintiff()) ? alreadyTrue() : refuse(FAST_TRACK_APPLIED_FOR);
            case FastTrackOffered(var offer) -> {
                var parties = state.partiesNow(offer.parties());
                if (parties.stream().noneMatch(party -> party.partyId().equals(c.plaintiff()))) {
                    yield refuse(NOT_A_PARTY);
                }
                yield state.file().isTold() ? accept(filed(c, offer, parties)) : refuse(FILE_NOT_TOLD);
            }
        };
    }

    private static List<MediationEvent> filed(ApplyForFastTrack c, Offer offer, List<Party> parties) {
        return List.of(
                new FastTrackApplied(offer.custody(), c.plaintiff(), c.appliedAt()),
                new FastTrackFiled(
                        FilingIds.fastTrack(c.caseId(), offer.custody()),
                        offer.custody(),
                        offer.unit(),
                        offer.category(),
                        parties,
                        c.appliedAt(),
                        c.plaintiff()));
    }

    private Decision<MediationEvent> apply(ApplyForConfirmation c, Mediation state) {
        return switch (state.proceeding()) {
            case NotOpened _ -> refuse(NO_SUCH_CASE);
            case FastTrack _ -> refuse(WITH_THE_COURT);
            case Discontinued _ -> refuse(DISCONTINUED);
            case Underway _ -> refuse(NO_AGREEMENT);
            case AwaitingApplication p ->
                JointApplication.CONDITIONS.judge(
                        new JointApplication(c, p, state.file(), rules), () -> accept(filed(c, p)));
            case ConfirmationPending p ->
                p.agreement().signedBy().equals(Set.copyOf(c.applicants()))
                        ? alreadyTrue()
                        : refuse(JOINT_APPLICATION_NEEDED);
            case Concluded _ -> refuse(ALREADY_CONCLUDED);
        };
    }

    private static ConfirmationFiled filed(ApplyForConfirmation c, AwaitingApplication p) {
        return new ConfirmationFiled(
                FilingIds.confirmation(c.caseId(), p.custody()),
                p.opening().parties().stream()
                        .filter(party -> p.agreement().signedBy().contains(party.partyId()))
                        .toList(),
                c.appliedAt(),
                c.document());
    }

    private static Decision<MediationEvent> withdraw(WithdrawApplication c, Mediation state) {
        return switch (state.proceeding()) {
            case NotOpened _ -> refuse(NO_SUCH_CASE);
            case FastTrack _ -> refuse(WITH_THE_COURT);
            case Discontinued _ -> refuse(DISCONTINUED);
            case Underway _, AwaitingApplication _ -> refuse(NOTHING_FILED);
            case ConfirmationPending p ->
                p.agreement().signedBy().contains(c.partyId())
                        ? accept(
                                new ConfirmationWithdrawn(p.filingId(), c.partyId(), null, c.at()),
                                new MediationConcluded(p.custody(), MediationResult.AGREED, null, c.at()))
                        : refuse(NOT_A_PARTY);
            case Concluded p ->
                state.filings().find(FilingIds.confirmation(c.caseId(), p.custody())) instanceof ConfirmationTakenBack
                        ? alreadyTrue()
                        : refuse(ALREADY_CONCLUDED);
        };
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

    private static Decision<MediationEvent> hear(CourtAnswer answer, Mediation state) {
        var filing = state.filings().find(answer.filingId());
        return switch (answer) {
            case RecordConfirmationDecision c ->
                switch (filing) {
                    case NeverFiled _ -> refuse(UNKNOWN_FILING);
                    case FastTrackAwaited _, Filing.FastTrackDecided _ -> refuse(FILING_OF_ANOTHER_KIND);
                    // That the court lets it be withdrawn is what was asked for; any other answer comes too late.
                    case ConfirmationTakenBack _ ->
                        c.decision() == ConfirmationDecision.WITHDRAWN ? alreadyTrue() : refuse(FILING_WITHDRAWN);
                    case ConfirmationDecided done ->
                        done.isRepeatedBy(c) ? alreadyTrue() : refuse(FILING_DECIDED_OTHERWISE);
                    case ConfirmationAwaited(var filedAt) ->
                        Ruling.CONDITIONS.judge(new Ruling(c, filedAt), () -> decided(c, state.proceeding()));
                };
            case RecordFastTrackDecision c ->
                switch (filing) {
                    case NeverFiled _ -> refuse(UNKNOWN_FILING);
                    case ConfirmationAwaited _, ConfirmationDecided _, ConfirmationTakenBack _ ->
                        refuse(FILING_OF_ANOTHER_KIND);
                    case Filing.FastTrackDecided done ->
                        done.isRepeatedBy(c) ? alreadyTrue() : refuse(FILING_DECIDED_OTHERWISE);
                    case FastTrackAwaited(var filedAt) ->
                        Ruling.CONDITIONS.judge(new Ruling(c, filedAt), () -> decided(c, state.proceeding()));
                };
        };
    }

    private static Decision<MediationEvent> decided(RecordConfirmationDecision c, Proceeding proceeding) {
        if (!(proceeding instanceof ConfirmationPending p && p.filingId().equals(c.filingId()))) {
            return refuse(FILING_SUPERSEDED);
        }
        var decidedAt = c.decided().happenedAt();
        var concludedAt = c.decided().effective();
        return switch (c.decision()) {
            case GRANTED ->
                accept(
                        new ConfirmationGranted(c.filingId(), c.documentNumber(), decidedAt),
                        new MediationConcluded(p.custody(), MediationResult.CONFIRMED, null, concludedAt));
            case WITHDRAWN ->
                accept(
                        new ConfirmationWithdrawn(c.filingId(), null, c.documentNumber(), decidedAt),
                        new MediationConcluded(p.custody(), MediationResult.AGREED, null, concludedAt));
            case REFUSED ->
                accept(
                        new ConfirmationRefused(c.filingId(), c.reason(), c.documentNumber(), decidedAt),
                        new MediationConcluded(
                                p.custody(), MediationResult.CONFIRMATION_REFUSED, c.reason(), concludedAt));
        };
    }

    private static Decision<MediationEvent> decided(RecordFastTrackDecision c, Proceeding proceeding) {
        return proceeding instanceof FastTrackPending p && p.claim().filingId().equals(c.filingId())
                ? accept(new FastTrackDecided(
                        c.filingId(),
                        p.custody(),
                        c.outcome(),
                        c.documentNumber(),
                        c.decided().happenedAt()))
                : refuse(FILING_SUPERSEDED);
    }

    private record Transition(Proceeding from, CourtEvent event) {}

    /**
     * Returns the state after the event.
     *
     * @throws IllegalStateException if the event cannot follow the state
     */
    Mediation evolve(Mediation state, CourtEvent event) {
        return switch (new Transition(state.proceeding(), event)) {
            case Transition(AwaitingApplication p, ConfirmationFiled e) ->
                filing(state, e.filingId(), new ConfirmationAwaited(e.filedAt()))
                        .with(p.filed(e));
            case Transition(Proceeding _, ConfirmationGranted e) ->
                filing(
                        state,
                        e.filingId(),
                        new ConfirmationDecided(ConfirmationDecision.GRANTED, e.documentNumber(), e.decidedAt()));
            case Transition(Proceeding _, ConfirmationRefused e) ->
                filing(
                        state,
                        e.filingId(),
                        new ConfirmationDecided(ConfirmationDecision.REFUSED, e.documentNumber(), e.decidedAt()));
            case Transition(Proceeding _, ConfirmationWithdrawn e) ->
                filing(
                        state,
                        e.filingId(),
                        e.documentNumber() == null
                                ? new ConfirmationTakenBack(e.withdrawnAt())
                                : new ConfirmationDecided(
                                        ConfirmationDecision.WITHDRAWN, e.documentNumber(), e.withdrawnAt()));
            case Transition(Proceeding _, ConfirmationWindowLapsed _) -> state;
            case Transition(Proceeding _, FastTrackOpened e) -> state.with(new FastTrackOffered(Offer.of(e)));
            case Transition(FastTrackOffered _, FastTrackApplied _) -> state;
            case Transition(FastTrackOffered p, FastTrackLeft e) -> state.with(p.left(e));
            case Transition(Proceeding _, FastTrackFiled e) ->
                filing(state, e.filingId(), new FastTrackAwaited(e.filedAt())).with(FastTrackPending.filedBy(e));
            case Transition(FastTrackPending p, FastTrackDecided e) ->
                filing(state, e.filingId(), new Filing.FastTrackDecided(e.outcome(), e.documentNumber(), e.decidedAt()))
                        .with(p.decided(e));
            case Transition(Proceeding _, ConfirmationFiled _),
                    Transition(Proceeding _, FastTrackApplied _),
                    Transition(Proceeding _, FastTrackLeft _),
                    Transition(Proceeding _, FastTrackDecided _) -> throw state.cannotBeFollowedBy(event);
        };
    }

    private static Mediation filing(Mediation state, String filingId, Filing filing) {
        return state.with(state.filings().with(filingId, filing));
    }
}

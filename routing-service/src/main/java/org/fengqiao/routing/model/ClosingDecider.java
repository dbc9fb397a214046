package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ADMINISTRATIVE;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLAIMED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_WITH_THIS_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NO_EVIDENCE;
import static org.fengqiao.routing.model.RoutingRefusal.OTHER_CASE_MISSING;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Closed;
import org.fengqiao.routing.model.RoutingCase.Closing;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Held;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Open;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingCommand.CloseCase;
import org.fengqiao.routing.model.RoutingCommand.ClosingCommand;
import org.fengqiao.routing.model.RoutingCommand.NoteAgreement;
import org.fengqiao.routing.model.RoutingCommand.RecordBreach;
import org.fengqiao.routing.model.RoutingCommand.RecordConclusion;
import org.fengqiao.routing.model.RoutingCommand.RecordHandling;
import org.fengqiao.routing.model.RoutingCommand.RecordPerformance;
import org.fengqiao.routing.model.RoutingCommand.RecordRevisit;
import org.fengqiao.routing.model.RoutingCommand.ReopenCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRelapsed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;
import org.fengqiao.routing.model.RoutingEvent.ClosingEvent;
import org.fengqiao.routing.model.RoutingEvent.EvidenceNoted;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;

/**
 * Closing of a case as a table of state against command: how it ends, whether the end holds, and how it is opened
 * again. A case that is opened again is judged anew in the same decision.
 */
final class ClosingDecider {

    private final Units units;
    private final TriageDecider triage;

    ClosingDecider(RoutingRules rules, TriageDecider triage) {
        this.units = rules.units();
        this.triage = triage;
    }

    private record Moment(Known state, ClosingCommand command) {}

    /** Decides about the closing of a case. */
    Decision<RoutingEvent> decide(ClosingCommand command, Known state) {
        return switch (new Moment(state, command)) {
            case Moment(Held s, RecordHandling c) when !s.answersTo(c.by()) -> refuse(NOT_WITH_THIS_UNIT);
            case Moment(Claimed s, RecordHandling c)
            when s.dossier().isOn(Path.ADMINISTRATIVE) ->
                accept(closed(s, Outcome.ADMINISTRATIVELY_HANDLED, null, c.result(), c.at()));
            case Moment(Claimed _, RecordHandling _) -> refuse(NOT_ADMINISTRATIVE);
            case Moment(Open _, RecordHandling _) -> refuse(NOT_CLAIMED);
            case Moment(Ended s, RecordHandling _) when s.endedAs(Outcome.ADMINISTRATIVELY_HANDLED) -> alreadyTrue();

            case Moment(Held s, CloseCase c) -> close(s, c);
            case Moment(Unheld _, CloseCase _) -> refuse(NOT_ASSIGNED);
            case Moment(Ended s, CloseCase c) when s.endedAs(c.outcome()) -> alreadyTrue();

            case Moment(Ended _, RecordHandling _), Moment(Ended _, CloseCase _) -> refuse(CLOSED);

            case Moment(Claimed s, RecordConclusion c)
            when s.dossier().isInCustody(c.custody()) -> accept(closed(s, c.outcome(), c.event(), null, c.at()));
            // It no longer decides about the case; that it came about can prove what a person says later.
            case Moment(Open s, RecordConclusion c) ->
                note(s, new Evidence(c.outcome().provenBy(), c.event()));
            case Moment(Ended _, RecordConclusion _) -> alreadyTrue();

            case Moment(Open s, NoteAgreement c) -> note(s, new Evidence(Evidence.Kind.AGREEMENT, c.event()));
            case Moment(Ended _, NoteAgreement _) -> alreadyTrue();

            case Moment(Open s, WithdrawCase c) -> accept(closed(s, Outcome.WITHDRAWN, c.event(), null, c.at()));
            case Moment(Ended _, WithdrawCase _) -> alreadyTrue();

            case Moment(Ended s, RecordRevisit c)
            when !s.dossier().isInClosure(c.closure()) || !c.reached() -> alreadyTrue();
            case Moment(Ended s, RecordRevisit c)
            when c.tellsOfABreach() -> relapse(s.dossier(), RetriageCause.OBLIGATION_BREACHED, c.at());
            case Moment(Ended s, RecordRevisit c)
            when c.tellsOfDissatisfaction() -> relapse(s.dossier(), RetriageCause.DISSATISFIED, c.at());
            case Moment(Ended s, RecordRevisit c)
            when c.tellsOfNewTrouble() -> relapse(s.dossier(), RetriageCause.NEW_TROUBLE, c.at());
            case Moment(Closed s, RecordRevisit c)
            when c.tellsOfSatisfaction() && c.leavesNothingOutstanding() -> accept(verified(s.dossier(), c.at()));
            case Moment(Closed s, RecordRevisit c)
            when c.tellsOfSatisfaction() && !s.satisfied() ->
                accept(new SatisfactionNoted(s.dossier().closure(), c.revisit(), c.outstanding()));
            case Moment(Known _, RecordRevisit _) -> alreadyTrue();

            case Moment(Closed s, RecordPerformance c)
            when s.satisfied() && c.leavesNothingOutstanding() -> accept(verified(s.dossier(), c.at()));
            case Moment(Known _, RecordPerformance _) -> alreadyTrue();

            case Moment(Ended s, RecordBreach c)
            when s.closing().outcome().restsOnAnAgreement() ->
                relapse(s.dossier(), RetriageCause.OBLIGATION_BREACHED, c.at());
            case Moment(Known _, RecordBreach _) -> alreadyTrue();

            case Moment(Open s, ReopenCase _) when s.dossier().wasClosed() -> alreadyTrue();
            case Moment(Open _, ReopenCase _) -> refuse(NOT_CLOSED);
            case Moment(Ended s, ReopenCase c) -> reopen(s.dossier(), c);
        };
    }

    /** Applies an event of closing. */
    RoutingCase evolve(Known state, ClosingEvent event) {
        return switch (event) {
            case CaseClosed e -> state.closed(e.closure(), new Closing(e.outcome(), e.unit()));
            case EvidenceNoted e -> state.with(e.evidence());
            case SatisfactionNoted _ -> state.ended().foundSatisfactory();
            case CaseVerified _ -> state.ended().verified();
            case CaseRelapsed _ -> state.relapsed();
            case CaseReopened _ -> state.reopened();
        };
    }

    /** Notes the latest evidence of a kind; the same again records nothing. */
    private static Decision<RoutingEvent> note(Open state, Evidence evidence) {
        return evidence.equals(state.dossier().evidence().get(evidence.kind()))
                ? alreadyTrue()
                : accept(new EvidenceNoted(evidence));
    }

    /** Closes a case as a dispatcher says, if that is proved by what is on record or by what the dispatcher names. */
    private Decision<RoutingEvent> close(Held state, CloseCase command) {
        return switch (command.outcome().provenBy()) {
            case AGREEMENT, CONFIRMATION, RULING, REPLY ->
                state.dossier()
                        .evidenceOf(command.outcome())
                        .map(evidence -> closed(state, command, evidence.reference()))
                        .orElseGet(() -> refuse(NO_EVIDENCE));
            case DELIVERY ->
                state instanceof Claimed && state.dossier().isOn(Path.RELIEF)
                        ? closed(state, command, null)
                        : refuse(NO_EVIDENCE);
            case MERGER ->
                command.mergedInto() == null
                        ? refuse(OTHER_CASE_MISSING)
                        : closed(state, command, command.mergedInto());
            // A department's handling and a withdrawal close a case by themselves.
            case HANDLING, WITHDRAWAL -> refuse(NO_EVIDENCE);
        };
    }

    private Decision<RoutingEvent> closed(Held state, CloseCase command, @Nullable UUID reference) {
        return accept(closed(state, command.outcome(), reference, command.reason(), command.at()));
    }

    private CaseClosed closed(
            Open state, Outcome outcome, @Nullable UUID reference, @Nullable PersonalText reason, Instant at) {
        var dossier = state.dossier();
        return new CaseClosed(
                dossier.closure() + 1,
                outcome,
                dossier.triage().path(),
                holder(state),
                dossier.place(),
                at,
                reason,
                new Evidence(outcome.provenBy(), reference));
    }

    /** Returns the unit that answers for the case: between two units it is the centre. */
    private String holder(Open state) {
        return switch (state) {
            case Held s -> s.unit();
            case Unheld _ -> units.centre();
        };
    }

    private static CaseVerified verified(Dossier dossier, Instant at) {
        return new CaseVerified(dossier.closure(), at);
    }

    private Decision<RoutingEvent> relapse(Dossier dossier, RetriageCause cause, Instant at) {
        return triage.reopen(dossier, cause, null, at, List.of(new CaseRelapsed(dossier.closure(), cause, at)));
    }

    private Decision<RoutingEvent> reopen(Dossier dossier, ReopenCase command) {
        return triage.reopen(dossier, RetriageCause.REQUESTED, command.reason(), command.at(), List.of());
    }
}

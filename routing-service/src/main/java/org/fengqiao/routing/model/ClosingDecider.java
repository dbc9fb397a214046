package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ADMINISTRATIVE;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLAIMED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_SETTLED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_WITH_THIS_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NO_EVIDENCE;
import static org.fengqiao.routing.model.RoutingRefusal.OTHER_CASE_MISSING;
import static org.fengqiao.routing.model.RoutingRefusal.RELAPSE_WINDOW_OVER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.RelapseRules.Comeback;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Closed;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Held;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Open;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingCommand.CloseCase;
import org.fengqiao.routing.model.RoutingCommand.ClosingCommand;
import org.fengqiao.routing.model.RoutingCommand.MergeCase;
import org.fengqiao.routing.model.RoutingCommand.NoteAgreement;
import org.fengqiao.routing.model.RoutingCommand.NoteDelivery;
import org.fengqiao.routing.model.RoutingCommand.RecordAnswer;
import org.fengqiao.routing.model.RoutingCommand.RecordBreach;
import org.fengqiao.routing.model.RoutingCommand.RecordConclusion;
import org.fengqiao.routing.model.RoutingCommand.RecordHandling;
import org.fengqiao.routing.model.RoutingCommand.RecordPerformance;
import org.fengqiao.routing.model.RoutingCommand.RecordRepeat;
import org.fengqiao.routing.model.RoutingCommand.RecordRound;
import org.fengqiao.routing.model.RoutingCommand.ReportRepeat;
import org.fengqiao.routing.model.RoutingCommand.SeparateCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRelapsed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;
import org.fengqiao.routing.model.RoutingEvent.ClosedParty;
import org.fengqiao.routing.model.RoutingEvent.ClosingEvent;
import org.fengqiao.routing.model.RoutingEvent.EvidenceNoted;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;

/**
 * Closing of a case as a table of state against command: how it ends, whether the end holds, and how it is opened
 * again. A case that is opened again is judged anew in the same decision.
 */
final class ClosingDecider {

    private final RoutingRules rules;
    private final TriageDecider triage;
    private final RelapseRules relapse;
    private final TimeLimit relapseTime;

    ClosingDecider(RoutingRules rules, TriageDecider triage) {
        this.rules = rules;
        this.relapse = rules.relapse();
        this.relapseTime = rules.relapseTime();
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

            case Moment(Open s, NoteDelivery c) -> note(s, new Evidence(Evidence.Kind.DELIVERY, c.event()));
            case Moment(Ended _, NoteDelivery _) -> alreadyTrue();

            case Moment(Open s, WithdrawCase c) -> accept(closed(s, Outcome.WITHDRAWN, c.event(), null, c.at()));
            case Moment(Ended _, WithdrawCase _) -> alreadyTrue();

            case Moment(Ended s, RecordAnswer c) when s.dossier().isInClosure(c.closure()) -> answered(s, c);
            case Moment(Known _, RecordAnswer _) -> alreadyTrue();

            case Moment(Closed s, RecordRound c)
            when s.dossier().isInClosure(c.closure())
                    && relapse.verificationAt(c.at()).isMetBy(c.ordinal(), c.reached(), c.lowest()) -> satisfied(s, c);
            case Moment(Known _, RecordRound _) -> alreadyTrue();

            case Moment(Closed s, RecordPerformance c)
            when s.satisfied() && c.leavesNothingOverdue() -> accept(verified(s.dossier(), c.at()));
            case Moment(Known _, RecordPerformance _) -> alreadyTrue();

            case Moment(Ended s, RecordRepeat c)
            when s.closing().outcome().isSettlement() && isWithinRelapseTime(s, c.at()) ->
                relapse(s, RetriageCause.SAME_DISPUTE_BACK, c.repeat(), c.at());
            case Moment(Known _, RecordRepeat _) -> alreadyTrue();
            case Moment(Open s, MergeCase c) -> accept(closed(s, Outcome.MERGED, c.into(), null, c.at()));
            case Moment(Ended _, MergeCase _) -> alreadyTrue();
            case Moment(Ended s, SeparateCase c)
            when s.wasMergedInto(c.from()) -> reopen(s, RetriageCause.NO_REPEAT, null, c.at(), List.of());
            case Moment(Known _, SeparateCase _) -> alreadyTrue();
            case Moment(Ended s, ReportRepeat _) when !s.closing().outcome().isSettlement() -> refuse(NOT_SETTLED);
            case Moment(Ended s, ReportRepeat c) when !isWithinRelapseTime(s, c.at()) -> refuse(RELAPSE_WINDOW_OVER);
            case Moment(Ended s, ReportRepeat c) -> relapse(s, RetriageCause.SAME_DISPUTE_BACK, c.repeat(), c.at());
            case Moment(Open _, ReportRepeat _) -> refuse(NOT_CLOSED);

            case Moment(Ended s, RecordBreach c)
            when s.closing().outcome().restsOnAnAgreement() ->
                relapse(s, RetriageCause.OBLIGATION_BREACHED, null, c.at());
            case Moment(Known _, RecordBreach _) -> alreadyTrue();
        };
    }

    /** Applies an event of closing. */
    RoutingCase evolve(Known state, ClosingEvent event) {
        return switch (event) {
            case CaseClosed e -> state.closed(e);
            case EvidenceNoted e -> state.with(e.evidence());
            case SatisfactionNoted _ -> state.ended().foundSatisfactory();
            case CaseVerified e -> state.ended().verified(e);
            case CaseRelapsed e -> state.relapsed(e);
            case CaseReopened e -> state.reopened(e);
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
            // Who has the case for relief closes it when the relief has been delivered.
            case DELIVERY ->
                state.dossier()
                        .evidenceOf(command.outcome())
                        .filter(_ -> isHeldForRelief(state))
                        .map(evidence -> closed(state, command, evidence.reference()))
                        .orElseGet(() -> refuse(NO_EVIDENCE));
            case MERGER ->
                command.mergedInto() == null
                        ? refuse(OTHER_CASE_MISSING)
                        : closed(state, command, command.mergedInto());
            // A department's handling and a withdrawal close a case by themselves.
            case HANDLING, WITHDRAWAL, APPROVAL -> refuse(NO_EVIDENCE);
        };
    }

    /** Returns whether a dispatcher closes the case so without an approval: it is proved, or the closing proves it. */
    boolean closesAtOnce(Held state, Outcome outcome) {
        return switch (outcome.provenBy()) {
            case AGREEMENT, CONFIRMATION, RULING, REPLY ->
                state.dossier().evidenceOf(outcome).isPresent();
            case DELIVERY ->
                isHeldForRelief(state) && state.dossier().evidenceOf(outcome).isPresent();
            case MERGER -> true;
            case HANDLING, WITHDRAWAL, APPROVAL -> false;
        };
    }

    private static boolean isHeldForRelief(Held state) {
        return state instanceof Claimed && state.dossier().isOn(Path.RELIEF);
    }

    /** Returns the closing of a case with an outcome that nothing proves, as a leader approved. */
    CaseClosed closedWithoutEvidence(Held state, Outcome outcome, PersonalText reason, Instant at) {
        return proved(state, outcome, new Evidence(Evidence.Kind.APPROVAL, null), reason, at);
    }

    private Decision<RoutingEvent> closed(Held state, CloseCase command, @Nullable UUID reference) {
        return accept(closed(state, command.outcome(), reference, command.reason(), command.at()));
    }

    private CaseClosed closed(
            Open state, Outcome outcome, @Nullable UUID reference, @Nullable PersonalText reason, Instant at) {
        return proved(state, outcome, new Evidence(outcome.provenBy(), reference), reason, at);
    }

    private CaseClosed proved(
            Open state, Outcome outcome, Evidence evidence, @Nullable PersonalText reason, Instant at) {
        var dossier = state.dossier();
        return new CaseClosed(
                dossier.closure() + 1,
                outcome,
                dossier.triage().path(),
                holder(state),
                dossier.place(),
                at,
                reason,
                evidence,
                dossier.parties().stream().map(ClosedParty::of).toList(),
                dossier.closings().handlers().stream().sorted().toList());
    }

    /** Returns the unit that answers for the case: between two units it is the centre. */
    private String holder(Open state) {
        return switch (state) {
            case Held s -> s.unit();
            case Unheld _ -> rules.units().centre();
        };
    }

    private static CaseVerified verified(Dossier dossier, Instant at) {
        return new CaseVerified(dossier.closure(), at);
    }

    /** Decides about the answer of a party: bad news brings the case back, and the breach is named first. */
    private Decision<RoutingEvent> answered(Ended state, RecordAnswer c) {
        if (c.breach()) {
            return relapse(state, RetriageCause.OBLIGATION_BREACHED, null, c.at());
        }
        if (relapse.verificationAt(c.at()).isDissatisfied(c.satisfaction())) {
            return relapse(state, RetriageCause.DISSATISFIED, null, c.at());
        }
        return c.newTrouble() ? relapse(state, RetriageCause.NEW_TROUBLE, null, c.at()) : alreadyTrue();
    }

    /** Decides about a round in which everybody who was reached is satisfied. */
    private static Decision<RoutingEvent> satisfied(Closed state, RecordRound c) {
        if (c.overdue() == 0) {
            return accept(verified(state.dossier(), c.at()));
        }
        return state.satisfied() ? alreadyTrue() : accept(new SatisfactionNoted(c.closure(), c.round(), c.overdue()));
    }

    private boolean isWithinRelapseTime(Ended state, Instant at) {
        return at.isBefore(relapseTime.endsAt(state.closing().closedAt()));
    }

    private Decision<RoutingEvent> relapse(Ended state, RetriageCause cause, @Nullable UUID repeat, Instant at) {
        return reopen(
                state, cause, null, at, List.of(new CaseRelapsed(state.dossier().closure(), cause, repeat, at)));
    }

    /**
     * Opens a closed case again, and judges it anew; how it ended decides how it comes back.
     *
     * @param reason what a person said; null if nobody did
     * @param before the events that lead to it
     */
    Decision<RoutingEvent> reopen(
            Ended state,
            RetriageCause cause,
            @Nullable PersonalText reason,
            Instant at,
            List<? extends RoutingEvent> before) {
        var outcome = state.closing().outcome();
        var comeback = relapse.comeback(outcome, cause, at);
        var events = new ArrayList<RoutingEvent>(before);
        events.add(new CaseReopened(
                state.dossier().closure(),
                cause,
                reason,
                comeback.map(Comeback::remedy).orElse(null),
                at));
        return triage.judgeAgain(state.dossier(), cause, at, events, outcome, comeback);
    }
}

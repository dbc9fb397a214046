package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.RoutingCase.Assigned;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Closed;
import org.fengqiao.routing.model.RoutingCase.Closing;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Held;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCase.Open;
import org.fengqiao.routing.model.RoutingCase.Relapsed;
import org.fengqiao.routing.model.RoutingCase.Triaged;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingCase.Verified;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.CloseCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingCommand.Instruction;
import org.fengqiao.routing.model.RoutingCommand.News;
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

/** Custody of a case as a table of state against command. There is no default line, so a new command cannot go unanswered. */
public final class RoutingDecider implements Decider<RoutingCommand, RoutingCase, RoutingEvent> {

    /** Why a judgement is as it is that a person made: their own words stand in {@link RoutingEvent.Overruled}, closed. */
    static final String OVERRULED = "overruled by a person";

    /** The lowest score that counts as satisfied. */
    private static final int SATISFIED = 3;

    private final TriageRules triage;
    private final Units units;
    private final ReturnTime returnTime;

    /** Decides by these rules, each version of the table in its time. */
    public RoutingDecider(RoutingRules rules) {
        this.triage = rules.triage();
        this.units = rules.units();
        this.returnTime = rules.returnTime();
    }

    private record Moment(RoutingCase state, RoutingCommand command) {}

    @Override
    public RoutingCase initial() {
        return new NotTriaged();
    }

    @Override
    public Decision<RoutingEvent> decide(RoutingCommand command, RoutingCase state) {
        return switch (new Moment(state, command)) {
            case Moment(NotTriaged _, TriageCase c) -> triage(c);
            case Moment(NotTriaged _, Instruction _) -> refuse(NOT_TRIAGED);
            case Moment(NotTriaged _, News _) -> alreadyTrue();

            case Moment(Known _, TriageCase _) -> alreadyTrue();

            case Moment(Open s, OverruleTriage c) -> overrule(s, c);
            case Moment(Held s, AssignCase c) when s.unit().equals(c.unit()) -> alreadyTrue();
            case Moment(Open s, AssignCase c) -> assign(s, c);
            case Moment(Assigned s, ClaimCase c) when s.unit().equals(c.unit()) -> accept(claimed(s, c));
            case Moment(Claimed s, ClaimCase c)
            when s.unit().equals(c.unit()) && s.worker().equals(c.worker()) -> alreadyTrue();
            case Moment(Claimed s, ClaimCase c) when s.unit().equals(c.unit()) -> refuse(ALREADY_CLAIMED);
            case Moment(Held _, ClaimCase _) -> refuse(NOT_WITH_THIS_UNIT);
            case Moment(Held s, ReturnCase c) when !isHeldBy(s, c.by()) -> refuse(NOT_WITH_THIS_UNIT);
            case Moment(Held s, EscalateCase c) when !isHeldBy(s, c.by()) -> refuse(NOT_WITH_THIS_UNIT);
            case Moment(Held s, RecordHandling c) when !isHeldBy(s, c.by()) -> refuse(NOT_WITH_THIS_UNIT);
            case Moment(Claimed s, ReturnCase c)
            when !c.at().isBefore(returnTime.endsAt(s.claimedAt())) -> refuse(RETURN_TIME_OVER);
            case Moment(Held s, ReturnCase c) -> giveBack(s, c);
            case Moment(Held s, EscalateCase c) ->
                units.above(s.unit())
                        .map(above -> accept(escalated(s, above, EscalationCause.REQUESTED, c.reason())))
                        .orElseGet(() -> refuse(NO_UNIT_ABOVE));
            case Moment(Claimed s, RecordHandling c)
            when s.dossier().triage().path() == Path.ADMINISTRATIVE ->
                accept(closed(s.dossier(), s.unit(), Outcome.ADMINISTRATIVELY_HANDLED, c.result(), c.at()));
            case Moment(Claimed _, RecordHandling _) -> refuse(NOT_ADMINISTRATIVE);
            case Moment(Open _, RecordHandling _) -> refuse(NOT_CLAIMED);
            case Moment(Held s, CloseCase c) -> accept(closed(s.dossier(), s.unit(), c.outcome(), c.reason(), c.at()));
            case Moment(Unheld _, ClaimCase _),
                    Moment(Unheld _, ReturnCase _),
                    Moment(Unheld _, EscalateCase _),
                    Moment(Unheld _, CloseCase _) -> refuse(NOT_ASSIGNED);
            case Moment(Open s, ReopenCase _) when s.dossier().closure() > 0 -> alreadyTrue();
            case Moment(Open _, ReopenCase _) -> refuse(NOT_CLOSED);

            case Moment(Assigned s, EscalateUnclaimed c)
            when s.dossier().custody() == c.custody() ->
                units.above(s.unit())
                        .map(above -> accept(escalated(s, above, EscalationCause.CLAIM_OVERDUE, null)))
                        .orElseGet(Decision::alreadyTrue);
            case Moment(Claimed s, RecordConclusion c)
            when s.dossier().custody() == c.custody() ->
                accept(closed(s.dossier(), s.unit(), c.outcome(), null, c.at()));
            case Moment(Claimed s, RecordFailure c)
            when s.dossier().custody() == c.custody() -> judgeAgain(s.dossier(), c.cause(), c.at(), List.of());
            case Moment(Open s, WithdrawCase c) ->
                accept(closed(s.dossier(), holder(s), Outcome.WITHDRAWN, null, c.at()));
            case Moment(Open _, EscalateUnclaimed _),
                    Moment(Open _, RecordConclusion _),
                    Moment(Open _, RecordFailure _),
                    Moment(Open _, RecordRevisit _),
                    Moment(Open _, RecordPerformance _),
                    Moment(Open _, RecordBreach _) -> alreadyTrue();

            case Moment(Ended s, CloseCase c) when s.closing().outcome() == c.outcome() -> alreadyTrue();
            case Moment(Ended s, RecordHandling _)
            when s.closing().outcome() == Outcome.ADMINISTRATIVELY_HANDLED -> alreadyTrue();
            case Moment(Ended _, OverruleTriage _),
                    Moment(Ended _, AssignCase _),
                    Moment(Ended _, ClaimCase _),
                    Moment(Ended _, ReturnCase _),
                    Moment(Ended _, EscalateCase _),
                    Moment(Ended _, RecordHandling _),
                    Moment(Ended _, CloseCase _) -> refuse(CLOSED);
            case Moment(Ended s, ReopenCase c) ->
                judgeAgain(
                        s.dossier(),
                        Cause.REQUESTED,
                        c.at(),
                        List.of(new CaseReopened(s.dossier().closure(), Cause.REQUESTED, c.reason(), c.at())));

            case Moment(Ended s, RecordRevisit c) when s.dossier().closure() == c.closure() -> revisit(s, c);
            case Moment(Closed s, RecordPerformance c)
            when s.satisfied() && c.outstanding() == 0 ->
                accept(new CaseVerified(s.dossier().closure(), c.at()));
            case Moment(Ended s, RecordBreach c)
            when s.closing().outcome().restsOnAnAgreement() -> relapse(s, Cause.OBLIGATION_BREACHED, c.at());
            case Moment(Ended _, RecordRevisit _),
                    Moment(Ended _, RecordPerformance _),
                    Moment(Ended _, RecordBreach _),
                    Moment(Ended _, EscalateUnclaimed _),
                    Moment(Ended _, RecordConclusion _),
                    Moment(Ended _, RecordFailure _),
                    Moment(Ended _, WithdrawCase _) -> alreadyTrue();
        };
    }

    @Override
    public RoutingCase evolve(RoutingCase state, RoutingEvent event) {
        return switch (event) {
            case CaseTriaged e ->
                new Triaged(new Dossier(
                        e.channel(), e.place(), e.amount(), e.groupSize(), e.parties(), e.triage(), 0, 0, Set.of()));
            case CaseAssigned e -> new Assigned(dossier(state).assigned(e.custody()), e.unit());
            case CaseClaimed e -> new Claimed(dossier(state), e.unit(), e.worker(), e.claimedAt());
            case CaseReturned e -> new Triaged(dossier(state).returned(e.unit()));
            case CaseEscalated _, CaseReopened _ -> new Triaged(dossier(state));
            case CaseRetriaged e -> new Triaged(dossier(state).judged(e.triage()));
            case CaseClosed e ->
                new Closed(dossier(state).closed(e.closure()), new Closing(e.outcome(), e.unit()), false);
            case SatisfactionNoted _ -> new Closed(dossier(state), ended(state).closing(), true);
            case CaseVerified _ -> new Verified(dossier(state), ended(state).closing());
            case CaseRelapsed _ -> new Relapsed(dossier(state));
        };
    }

    private Decision<RoutingEvent> triage(TriageCase command) {
        return underTable(command.at(), table -> {
            var judged = table.judge(command.facts(), triage.categoryCodes());
            var unit = units.best(judged.path(), judged.category(), command.place());
            return accept(
                    new CaseTriaged(
                            judged.category(),
                            judged.complexity(),
                            judged.risk(),
                            judged.path(),
                            judged.rule(),
                            judged.ruleVersion(),
                            judged.because(),
                            command.facts().channel(),
                            command.place(),
                            command.facts().amount(),
                            command.facts().groupSize(),
                            command.parties()),
                    new CaseAssigned(1, unit.id(), judged.path()));
        });
    }

    private Decision<RoutingEvent> overrule(Open state, OverruleTriage command) {
        if (!triage.categoryCodes().contains(command.category())) {
            return refuse(UNKNOWN_CATEGORY);
        }
        return underTable(command.at(), table -> {
            var judged = new Triage(
                    command.category(),
                    command.complexity(),
                    command.risk(),
                    command.path(),
                    Triage.BY_A_PERSON,
                    table.version(),
                    List.of(OVERRULED));
            return judged.saysTheSameAs(state.dossier().triage())
                    ? alreadyTrue()
                    : accept(judgedAgain(
                            state.dossier(), Cause.REQUESTED, judged, new Overruled(command.reason()), List.of()));
        });
    }

    private Decision<RoutingEvent> assign(Open state, AssignCase command) {
        var path = state.dossier().triage().path();
        return units.find(command.unit())
                .<Decision<RoutingEvent>>map(unit ->
                        unit.serves(path) ? accept(assigned(state.dossier(), unit, path)) : refuse(UNIT_DOES_NOT_SERVE))
                .orElseGet(() -> refuse(UNKNOWN_UNIT));
    }

    private static CaseClaimed claimed(Assigned state, ClaimCase command) {
        var dossier = state.dossier();
        return new CaseClaimed(
                dossier.custody(),
                command.unit(),
                command.worker(),
                dossier.triage().path(),
                dossier.triage().category(),
                dossier.triage().complexity(),
                dossier.channel(),
                dossier.place(),
                dossier.amount(),
                dossier.parties(),
                command.at());
    }

    /** To the unit that is said to be responsible if it can take the case, else to the best of those that have not given it back yet. */
    private Decision<RoutingEvent> giveBack(Held state, ReturnCase command) {
        var dossier = state.dossier().returned(state.unit());
        var path = dossier.triage().path();
        return Optional.ofNullable(command.responsible())
                .flatMap(units::find)
                .filter(unit -> unit.serves(path) && !unit.id().equals(state.unit()))
                .or(() -> units.best(path, dossier.triage().category(), dossier.place(), dossier.returnedBy()))
                .<Decision<RoutingEvent>>map(unit -> accept(
                        new CaseReturned(
                                dossier.custody(), state.unit(), command.reason(), command.responsible(), command.at()),
                        assigned(dossier, unit, path)))
                .orElseGet(() -> refuse(NO_OTHER_UNIT));
    }

    private static List<RoutingEvent> escalated(
            Held state, Unit above, EscalationCause cause, @Nullable PersonalText reason) {
        var dossier = state.dossier();
        return List.of(
                new CaseEscalated(dossier.custody(), state.unit(), above.id(), cause, reason),
                assigned(dossier, above, dossier.triage().path()));
    }

    private Decision<RoutingEvent> revisit(Ended state, RecordRevisit command) {
        var score = command.satisfaction();
        if (!command.reached()) {
            return alreadyTrue();
        }
        if (Boolean.FALSE.equals(command.performed())) {
            return relapse(state, Cause.OBLIGATION_BREACHED, command.at());
        }
        if (score != null && score < SATISFIED) {
            return relapse(state, Cause.DISSATISFIED, command.at());
        }
        if (Boolean.TRUE.equals(command.newTrouble())) {
            return relapse(state, Cause.NEW_TROUBLE, command.at());
        }
        return switch (state) {
            case Verified _ -> alreadyTrue();
            case Closed _ when score == null -> alreadyTrue();
            case Closed s
            when command.outstanding() == 0 ->
                accept(new CaseVerified(s.dossier().closure(), command.at()));
            case Closed s when s.satisfied() -> alreadyTrue();
            case Closed s ->
                accept(new SatisfactionNoted(s.dossier().closure(), command.revisit(), command.outstanding()));
        };
    }

    private Decision<RoutingEvent> relapse(Ended state, Cause cause, Instant at) {
        var closure = state.dossier().closure();
        return judgeAgain(
                state.dossier(),
                cause,
                at,
                List.of(new CaseRelapsed(closure, cause, at), new CaseReopened(closure, cause, null, at)));
    }

    private Decision<RoutingEvent> judgeAgain(Dossier dossier, Cause cause, Instant at, List<RoutingEvent> before) {
        return underTable(
                at,
                table -> accept(judgedAgain(
                        dossier,
                        cause,
                        table.judgeAgain(
                                cause, dossier.triage(), dossier.channel(), dossier.amount(), dossier.groupSize()),
                        null,
                        before)));
    }

    private List<RoutingEvent> judgedAgain(
            Dossier dossier, Cause cause, Triage judged, @Nullable Overruled overruled, List<RoutingEvent> before) {
        var events = new ArrayList<>(before);
        events.add(new CaseRetriaged(
                cause,
                judged.category(),
                judged.complexity(),
                judged.risk(),
                judged.path(),
                judged.rule(),
                judged.ruleVersion(),
                judged.because(),
                overruled));
        events.add(assigned(dossier, units.best(judged.path(), judged.category(), dossier.place()), judged.path()));
        return events;
    }

    private Decision<RoutingEvent> underTable(Instant at, Function<TriageTable, Decision<RoutingEvent>> decision) {
        return triage.inForceAt(at).map(decision).orElseGet(() -> refuse(NO_TABLE_IN_FORCE));
    }

    private static boolean isHeldBy(Held state, @Nullable String unit) {
        return unit == null || unit.equals(state.unit());
    }

    private String holder(Open state) {
        return switch (state) {
            case Held s -> s.unit();
            case Unheld _ -> units.centre();
        };
    }

    private static CaseAssigned assigned(Dossier dossier, Unit unit, Path path) {
        return new CaseAssigned(dossier.custody() + 1, unit.id(), path);
    }

    private static CaseClosed closed(
            Dossier dossier, String unit, Outcome outcome, @Nullable PersonalText reason, Instant at) {
        return new CaseClosed(
                dossier.closure() + 1, outcome, dossier.triage().path(), unit, dossier.place(), at, reason);
    }

    private static Dossier dossier(RoutingCase state) {
        return switch (state) {
            case Known s -> s.dossier();
            case NotTriaged _ -> throw new IllegalStateException("a history that does not begin with a triage");
        };
    }

    private static Ended ended(RoutingCase state) {
        return switch (state) {
            case Ended s -> s;
            case Open _, NotTriaged _ -> throw new IllegalStateException("a settlement of a case that is not closed");
        };
    }
}

package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.RoutingRefusal.ALREADY_CLAIMED;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.HAS_AN_INTEREST;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ABOVE;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_WITH_THIS_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_YOUR_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NO_OTHER_UNIT;
import static org.fengqiao.routing.model.RoutingRefusal.NO_UNIT_ABOVE;
import static org.fengqiao.routing.model.RoutingRefusal.RETURN_TIME_OVER;
import static org.fengqiao.routing.model.RoutingRefusal.UNIT_DOES_NOT_SERVE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_UNIT;

import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.RoutingCase.Assigned;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Held;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Open;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.CustodyCommand;
import org.fengqiao.routing.model.RoutingCommand.EscalateCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingCommand.FollowParties;
import org.fengqiao.routing.model.RoutingCommand.RequestDispatchAgain;
import org.fengqiao.routing.model.RoutingCommand.ReturnCase;
import org.fengqiao.routing.model.RoutingCommand.TakeOverCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawFromCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseEscalated;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.CustodyEvent;
import org.fengqiao.routing.model.RoutingEvent.Desk;
import org.fengqiao.routing.model.RoutingEvent.DispatchRequested;
import org.fengqiao.routing.model.RoutingEvent.EscalationCause;
import org.fengqiao.routing.model.RoutingEvent.InterestCause;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;
import org.fengqiao.routing.model.RoutingEvent.PartiesChanged;

/**
 * Custody of a case as a table of state against command: assignment, claim, return, escalation, withdrawal and
 * dispatch.
 */
final class CustodyDecider {

    private final RoutingRules rules;
    private final TimeLimit returnTime;
    private final RelapseRules relapse;

    CustodyDecider(RoutingRules rules) {
        this.rules = rules;
        this.returnTime = rules.returnTime();
        this.relapse = rules.relapse();
    }

    private Units units() {
        return rules.units();
    }

    private record Moment(Known state, CustodyCommand command) {}

    /** Decides about the custody of a case. */
    Decision<RoutingEvent> decide(CustodyCommand command, Known state) {
        return switch (new Moment(state, command)) {
            case Moment(Held s, AssignCase c) when s.isWith(c.unit()) -> alreadyTrue();
            case Moment(Open s, AssignCase c) -> assign(s.dossier(), c);

            case Moment(Known _, ClaimCase c) when !c.isForAUnitOfTheCaller(units()) -> refuse(NOT_YOUR_UNIT);
            case Moment(Held s, ClaimCase c)
            when s.dossier().interests().havePerson(c.worker()) -> refuse(HAS_AN_INTEREST);
            case Moment(Assigned s, ClaimCase c) when s.isWith(c.unit()) -> claim(s.dossier(), c);
            case Moment(Claimed s, ClaimCase c) when s.isWith(c.unit()) && s.isInHandsOf(c.worker()) -> alreadyTrue();
            case Moment(Claimed s, ClaimCase c) when s.isWith(c.unit()) -> refuse(ALREADY_CLAIMED);
            case Moment(Held _, ClaimCase _) -> refuse(NOT_WITH_THIS_UNIT);

            case Moment(Held s, ReturnCase c) when !s.answersTo(c.by()) -> refuse(NOT_WITH_THIS_UNIT);
            case Moment(Claimed s, ReturnCase c) when isTooLate(s, c) -> refuse(RETURN_TIME_OVER);
            case Moment(Held _, ReturnCase c) when !isKnown(c.responsible()) -> refuse(UNKNOWN_UNIT);
            case Moment(Held s, ReturnCase c) -> giveBack(s, c);

            case Moment(Held s, EscalateCase c) when !s.answersTo(c.by()) -> refuse(NOT_WITH_THIS_UNIT);
            case Moment(Held s, EscalateCase c) ->
                escalate(s, EscalationCause.REQUESTED, c.reason()).orElseGet(() -> refuse(NO_UNIT_ABOVE));

            case Moment(Open s, WithdrawFromCase c) -> withdraw(s, c);

            case Moment(Assigned s, EscalateUnclaimed c)
            when s.dossier().isInCustody(c.custody()) && !s.standsBeforeDispatchers() ->
                escalate(s, EscalationCause.CLAIM_OVERDUE, null).orElseGet(() -> requestDispatch(s, Desk.DISPATCHER));
            case Moment(Known _, EscalateUnclaimed _) -> alreadyTrue();

            case Moment(Assigned s, RequestDispatchAgain c)
            when s.oversight().dispatch().isAt(c.request()) -> requestDispatch(s, Desk.LEADER);
            case Moment(Known _, RequestDispatchAgain _) -> alreadyTrue();

            case Moment(Held s, TakeOverCase c) when s.isWith(c.by()) -> alreadyTrue();
            case Moment(Held s, TakeOverCase c) -> takeOver(s, c);

            case Moment(Unheld _, ClaimCase _),
                    Moment(Unheld _, ReturnCase _),
                    Moment(Unheld _, EscalateCase _),
                    Moment(Unheld _, TakeOverCase _) -> refuse(NOT_ASSIGNED);

            case Moment(Known s, FollowParties c) -> follow(s, c);

            case Moment(Ended _, AssignCase _),
                    Moment(Ended _, ClaimCase _),
                    Moment(Ended _, ReturnCase _),
                    Moment(Ended _, EscalateCase _),
                    Moment(Ended _, TakeOverCase _),
                    Moment(Ended _, WithdrawFromCase _) -> refuse(CLOSED);
        };
    }

    /** Applies an event of custody. */
    RoutingCase evolve(Known state, CustodyEvent event) {
        return switch (event) {
            case CaseAssigned e -> state.assigned(e);
            case InterestNoted e -> state.with(e);
            case PartiesChanged e -> state.disputedBy(e.parties());
            case CaseClaimed e -> state.claimedBy(e.unit(), e.worker(), e.claimedAt());
            case CaseReturned e -> state.returnedBy(e.unit());
            case CaseEscalated _ -> state.escalated();
            case DispatchRequested _ -> state;
        };
    }

    private Decision<RoutingEvent> assign(Dossier dossier, AssignCase command) {
        var path = dossier.triage().path();
        return units().find(command.unit())
                .<Decision<RoutingEvent>>map(unit -> {
                    if (!unit.serves(path)) {
                        return refuse(UNIT_DOES_NOT_SERVE);
                    }
                    return dossier.interests().haveUnit(unit.id()) && !units().isCentre(unit)
                            ? refuse(HAS_AN_INTEREST)
                            : accept(to(unit, Choice.By.PERSON, dossier));
                })
                .orElseGet(() -> refuse(UNKNOWN_UNIT));
    }

    private CaseAssigned to(Unit unit, Choice.By by, Dossier dossier) {
        return dossier.nextAssignment(
                rules.assignment().to(unit, by, dossier.need()),
                dossier.triage().path());
    }

    private Decision<RoutingEvent> claim(Dossier dossier, ClaimCase command) {
        return rules.situations()
                .get()
                .whyNotInHands(command.unit(), command.claimant(), command.worker())
                .map(Decision::<RoutingEvent>refuse)
                .orElseGet(() -> accept(claimed(dossier, command)));
    }

    private CaseClaimed claimed(Dossier dossier, ClaimCase command) {
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
                dossier.matter().receivedAt(),
                dossier.matter().acceptedAt(),
                relapse.remedyOf(dossier.triage().rule()).orElse(null),
                command.at());
    }

    private boolean isKnown(@Nullable String unit) {
        return unit == null || units().find(unit).isPresent();
    }

    private boolean isTooLate(Claimed state, ReturnCase command) {
        return !command.at().isBefore(returnTime.endsAt(state.claimedAt()));
    }

    /**
     * Sends the case to the unit that is said to be responsible if that one can take it, else to the best of those that
     * have not given it back yet.
     */
    private Decision<RoutingEvent> giveBack(Held state, ReturnCase command) {
        var dossier = state.dossier().returned(state.unit());
        var path = dossier.triage().path();
        return Optional.ofNullable(command.responsible())
                .flatMap(units()::find)
                .filter(unit -> unit.serves(path)
                        && !state.isWith(unit.id())
                        && !dossier.interests().haveUnit(unit.id()))
                .map(unit -> to(unit, Choice.By.NAMED_AS_RESPONSIBLE, dossier))
                .or(() -> rules.assignment()
                        .chooseAnother(dossier.need())
                        .map(chosen -> dossier.nextAssignment(chosen, path)))
                .<Decision<RoutingEvent>>map(assigned -> accept(
                        new CaseReturned(
                                dossier.custody(), state.unit(), command.reason(), command.responsible(), command.at()),
                        assigned))
                .orElseGet(() -> refuse(NO_OTHER_UNIT));
    }

    /** Follows the parties. A unit that turns out to be one of them gives the case up, as one with an interest does. */
    private Decision<RoutingEvent> follow(Known state, FollowParties command) {
        var events = new ArrayList<RoutingEvent>();
        events.add(new PartiesChanged(command.parties(), command.at()));
        var interests = state.dossier().interests();
        var after = state.disputedBy(command.parties());
        for (var unit : command.disputing().stream().sorted().toList()) {
            if (!interests.haveUnit(unit)) {
                var noted = new InterestNoted(unit, null, true, InterestCause.IS_A_PARTY, null, command.at());
                events.add(noted);
                after = after.with(noted);
            }
        }
        if (state instanceof Held held && command.disputing().stream().anyMatch(held::isWith)) {
            var dossier = after.dossier();
            events.add(dossier.nextAssignment(
                    rules.assignment().choose(dossier.need()), dossier.triage().path()));
        }
        return accept(events);
    }

    /**
     * Notes an interest. If the case is with whoever has it, somebody else gets it: another unit if the whole unit
     * withdraws, and otherwise another person of the same unit, named by the rules or by the unit.
     */
    private Decision<RoutingEvent> withdraw(Open state, WithdrawFromCase command) {
        var noted = new InterestNoted(
                command.unit(),
                command.person(),
                command.wholeUnit() && command.unit() != null,
                InterestCause.DECLARED,
                command.reason(),
                command.at());
        var before = state.dossier().interests();
        var isKnown = before.havePerson(command.person())
                && (!noted.wholeUnit() || command.unit() != null && before.haveUnit(command.unit()));
        if (isKnown) {
            return alreadyTrue();
        }
        var dossier = state.with(noted).dossier();
        return switch (state) {
            case Held s
            when noted.wholeUnit() && s.isWith(Objects.requireNonNull(command.unit())) ->
                accept(
                        noted,
                        dossier.nextAssignment(
                                rules.assignment().choose(dossier.need()),
                                dossier.triage().path()));
            case Held s
            when s.isInHandsOf(command.person()) ->
                accept(
                        noted,
                        units().find(s.unit())
                                .map(unit -> to(unit, Choice.By.WITHDRAWAL, dossier))
                                .orElseGet(() -> dossier.nextAssignment(
                                        rules.assignment().choose(dossier.need()),
                                        dossier.triage().path())));
            case Held _, Unheld _ -> accept(noted);
        };
    }

    /** Sends the case one level up; empty if no unit is above. */
    private Optional<Decision<RoutingEvent>> escalate(
            Held state, EscalationCause cause, @Nullable PersonalText reason) {
        return units().above(state.unit()).map(above -> goUp(state, above, cause, reason));
    }

    private Decision<RoutingEvent> goUp(Held state, Unit to, EscalationCause cause, @Nullable PersonalText reason) {
        var dossier = state.dossier();
        return accept(
                new CaseEscalated(dossier.custody(), state.unit(), to.id(), cause, reason),
                to(to, Choice.By.ABOVE, dossier));
    }

    private Decision<RoutingEvent> takeOver(Held state, TakeOverCase command) {
        var path = state.dossier().triage().path();
        return units().find(command.by())
                .filter(unit -> units().isAtOrAbove(unit.id(), state.unit()))
                .map(unit -> unit.serves(path)
                        ? goUp(state, unit, EscalationCause.TAKEN_OVER, command.reason())
                        : Decision.<RoutingEvent>refuse(UNIT_DOES_NOT_SERVE))
                .orElseGet(() -> refuse(NOT_ABOVE));
    }

    /** Has somebody found for a case that the highest unit does not claim; asked again until that is done. */
    private static Decision<RoutingEvent> requestDispatch(Assigned state, Desk desk) {
        return accept(new DispatchRequested(
                state.oversight().dispatch().requests() + 1, state.dossier().custody(), state.unit(), desk));
    }
}

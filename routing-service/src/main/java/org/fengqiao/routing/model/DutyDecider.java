package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_ALREADY_CLAIMED;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_CANCELLED;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_DONE;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_NOT_CLAIMED;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_OF_A_PLAN;
import static org.fengqiao.routing.model.DutyRefusal.DUTY_RETURNED;
import static org.fengqiao.routing.model.DutyRefusal.LEADS_THE_CASE;
import static org.fengqiao.routing.model.DutyRefusal.NOT_THE_LEAD;
import static org.fengqiao.routing.model.DutyRefusal.NOT_YOUR_DUTY;
import static org.fengqiao.routing.model.DutyRefusal.NO_SUCH_DUTY;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.DUE_DAY_OUT_OF_RANGE;
import static org.fengqiao.routing.model.RoutingRefusal.HAS_AN_INTEREST;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.OF_THE_DISPUTING_SIDE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_UNIT;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.Consultation.Participant;
import org.fengqiao.routing.model.DutyCommand.ClaimDuty;
import org.fengqiao.routing.model.DutyCommand.CompleteDuty;
import org.fengqiao.routing.model.DutyCommand.DropDuty;
import org.fengqiao.routing.model.DutyCommand.EscalateDuty;
import org.fengqiao.routing.model.DutyCommand.HandOverDuty;
import org.fengqiao.routing.model.DutyCommand.NameSupport;
import org.fengqiao.routing.model.DutyCommand.ReturnDuty;
import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancellation;
import org.fengqiao.routing.model.DutyEvent.DutyCancelled;
import org.fengqiao.routing.model.DutyEvent.DutyClaimed;
import org.fengqiao.routing.model.DutyEvent.DutyDone;
import org.fengqiao.routing.model.DutyEvent.DutyEscalated;
import org.fengqiao.routing.model.DutyEvent.DutyHandedOver;
import org.fengqiao.routing.model.DutyEvent.DutyReturn;
import org.fengqiao.routing.model.DutyEvent.DutyReturned;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Held;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;

/**
 * Joint handling of a case (联合办理): the duties of the units beside the lead. Each is claimed by somebody of its unit in
 * time, or given back; what nobody has in hand goes up, level by level, and at the top is asked for again and again.
 *
 * <p>What a plan says stays owed when the case is closed. What a lead asked for ends with the closing, and when the
 * lead gives the case back or withdraws from it, when the case is judged anew, or when a dispatcher gives it to a unit
 * that is not above the lead.
 */
final class DutyDecider {

    private final RoutingRules rules;

    DutyDecider(RoutingRules rules) {
        this.rules = rules;
    }

    private Units units() {
        return rules.units();
    }

    private record Moment(Known state, DutyCommand command) {}

    /** Decides about the duties in a case. */
    Decision<RoutingEvent> decide(DutyCommand command, Known state) {
        return switch (new Moment(state, command)) {
            case Moment(Held s, NameSupport c) -> nameSupport(s, c);
            case Moment(Unheld _, NameSupport _) -> refuse(NOT_ASSIGNED);
            case Moment(Ended _, NameSupport _) -> refuse(CLOSED);

            // What a plan says is owed, and so claimed and done, also when the case is closed.
            case Moment(Known s, ClaimDuty c) -> ofTheUnit(s, c.duty(), c.by(), duty -> claim(s, duty, c));
            case Moment(Known s, HandOverDuty c) -> ofTheUnit(s, c.duty(), c.by(), duty -> handOver(s, duty, c));
            case Moment(Known s, ReturnDuty c) -> ofTheUnit(s, c.duty(), c.by(), duty -> giveBack(duty, c));
            case Moment(Known s, CompleteDuty c) -> ofTheUnit(s, c.duty(), c.by(), duty -> complete(duty, c));
            case Moment(Known s, DropDuty c) -> with(s, c.duty(), duty -> drop(s, duty, c));

            case Moment(Known s, EscalateDuty c) -> escalate(s, c);
        };
    }

    private static Duties duties(Known state) {
        return state.oversight().duties();
    }

    private static Decision<RoutingEvent> with(
            Known state, int number, Function<Duty, Decision<RoutingEvent>> decision) {
        return duties(state).find(number).map(decision).orElseGet(() -> refuse(NO_SUCH_DUTY));
    }

    private static Decision<RoutingEvent> ofTheUnit(
            Known state, int number, @Nullable String by, Function<Duty, Decision<RoutingEvent>> decision) {
        return with(
                state,
                number,
                duty -> by == null || by.equals(duty.order().unit()) ? decision.apply(duty) : refuse(NOT_YOUR_DUTY));
    }

    // Those who lead the case

    private Decision<RoutingEvent> nameSupport(Held state, NameSupport command) {
        if (!state.answersTo(command.by())) {
            return refuse(NOT_THE_LEAD);
        }
        if (units().find(command.unit()).isEmpty()) {
            return refuse(UNKNOWN_UNIT);
        }
        if (state.isWith(command.unit())) {
            return refuse(LEADS_THE_CASE);
        }
        if (command.disputing().hasOneOf(List.of(command.unit()), List.of())) {
            return refuse(OF_THE_DISPUTING_SIDE);
        }
        if (state.dossier().interests().haveUnit(command.unit())) {
            return refuse(HAS_AN_INTEREST);
        }
        var days = ChronoUnit.DAYS.between(command.today(), command.dueOn());
        if (!rules.consultations().allowsDays(days, command.at())) {
            return refuse(DUE_DAY_OUT_OF_RANGE);
        }
        var named = new DutyAssigned(
                duties(state).next(),
                null,
                state.unit(),
                command.unit(),
                command.what(),
                command.dueOn(),
                Math.toIntExact(days),
                command.at());
        return command.instead() == null
                ? accept(named)
                : with(state, command.instead(), duty -> replace(duty, command, named));
    }

    private static Decision<RoutingEvent> replace(Duty duty, NameSupport command, DutyAssigned named) {
        return switch (duty) {
            case Duty.Owed owed when !mayBeDropped(owed, command.by()) -> refuse(DUTY_OF_A_PLAN);
            case Duty.Owed owed ->
                accept(
                        new DutyCancelled(owed.order().number(), DutyCancellation.REPLACED, command.at()),
                        inPlaceOf(owed, named));
            case Duty.Done _ -> refuse(DUTY_DONE);
            case Duty.Cancelled _ -> refuse(DUTY_CANCELLED);
        };
    }

    /** Returns the named duty as a step of the plan of the duty that it replaces, if that was one. */
    private static DutyAssigned inPlaceOf(Duty.Owed duty, DutyAssigned named) {
        var plan = duty.order().consultation();
        return plan == null
                ? named
                : new DutyAssigned(
                        named.duty(),
                        plan,
                        named.unit(),
                        named.what(),
                        named.dueOn(),
                        named.days(),
                        named.assignedAt());
    }

    private static boolean mayBeDropped(Duty.Owed duty, @Nullable String by) {
        return by == null || !duty.order().isOfAPlan() || duty instanceof Duty.Returned;
    }

    private static Decision<RoutingEvent> drop(Known state, Duty duty, DropDuty command) {
        if (command.by() != null && !command.by().equals(state.unit())) {
            return refuse(NOT_THE_LEAD);
        }
        return switch (duty) {
            case Duty.Owed owed when !mayBeDropped(owed, command.by()) -> refuse(DUTY_OF_A_PLAN);
            case Duty.Owed _ ->
                accept(new DutyCancelled(command.duty(), DutyCancellation.DROPPED, command.reason(), command.at()));
            case Duty.Done _ -> refuse(DUTY_DONE);
            case Duty.Cancelled _ -> alreadyTrue();
        };
    }

    // The unit that has the duty

    private Decision<RoutingEvent> claim(Known state, Duty duty, ClaimDuty command) {
        return switch (duty) {
            case Duty.Assigned d ->
                whyNot(state, d, command.claimant(), command.worker(), command.disputing())
                        .map(Decision::<RoutingEvent>refuse)
                        .orElseGet(() -> accept(
                                new DutyClaimed(command.duty(), d.order().unit(), command.worker(), command.at())));
            case Duty.Claimed d when d.worker().equals(command.worker()) -> alreadyTrue();
            case Duty.Claimed _ -> refuse(DUTY_ALREADY_CLAIMED);
            case Duty.Returned _ -> refuse(DUTY_RETURNED);
            case Duty.Done _ -> refuse(DUTY_DONE);
            case Duty.Cancelled _ -> refuse(DUTY_CANCELLED);
        };
    }

    private Decision<RoutingEvent> handOver(Known state, Duty duty, HandOverDuty command) {
        return switch (duty) {
            case Duty.Claimed d when d.worker().equals(command.to()) -> alreadyTrue();
            case Duty.Claimed d ->
                whyNot(state, d, command.claimant(), command.to(), command.disputing())
                        .map(Decision::<RoutingEvent>refuse)
                        .orElseGet(() -> accept(new DutyHandedOver(
                                command.duty(),
                                d.order().unit(),
                                d.worker(),
                                command.to(),
                                command.reason(),
                                command.at())));
            case Duty.Assigned _ -> refuse(DUTY_NOT_CLAIMED);
            case Duty.Returned _ -> refuse(DUTY_RETURNED);
            case Duty.Done _ -> refuse(DUTY_DONE);
            case Duty.Cancelled _ -> refuse(DUTY_CANCELLED);
        };
    }

    /** Returns why a person cannot have the duty in hand; empty if nothing speaks against it. */
    private Optional<Refusal> whyNot(
            Known state, Duty.Owed duty, @Nullable String claimant, String worker, DisputingSide disputing) {
        var unit = duty.order().unit();
        var interests = state.dossier().interests();
        if (disputing.has(new Participant(worker, unit, null))) {
            return Optional.of(OF_THE_DISPUTING_SIDE);
        }
        if (interests.havePerson(worker) || interests.haveUnit(unit)) {
            return Optional.of(HAS_AN_INTEREST);
        }
        return rules.situations().get().whyNotInHands(unit, claimant, worker);
    }

    private static Decision<RoutingEvent> giveBack(Duty duty, ReturnDuty command) {
        return switch (duty) {
            case Duty.Assigned d -> accept(returned(d, DutyReturn.REFUSED, command.reason(), command.at()));
            case Duty.Claimed d -> accept(returned(d, DutyReturn.REFUSED, command.reason(), command.at()));
            case Duty.Returned _ -> alreadyTrue();
            case Duty.Done _ -> refuse(DUTY_DONE);
            case Duty.Cancelled _ -> refuse(DUTY_CANCELLED);
        };
    }

    private static DutyReturned returned(Duty.Owed duty, DutyReturn cause, @Nullable PersonalText reason, Instant at) {
        return new DutyReturned(duty.order().number(), duty.order().unit(), duty.round() + 1, cause, reason, at);
    }

    private static Decision<RoutingEvent> complete(Duty duty, CompleteDuty command) {
        return switch (duty) {
            case Duty.Claimed d ->
                accept(new DutyDone(command.duty(), d.order().unit(), d.worker(), command.result(), command.at()));
            case Duty.Assigned _ -> refuse(DUTY_NOT_CLAIMED);
            case Duty.Returned _ -> refuse(DUTY_RETURNED);
            case Duty.Done _ -> alreadyTrue();
            case Duty.Cancelled _ -> refuse(DUTY_CANCELLED);
        };
    }

    // The time

    private Decision<RoutingEvent> escalate(Known state, EscalateDuty command) {
        return duties(state)
                .find(command.duty())
                .<Decision<RoutingEvent>>map(duty -> switch (duty) {
                    case Duty.Unclaimed d
                    when d.round() == command.round() -> {
                        var from = seesTo(state, d);
                        yield accept(new DutyEscalated(
                                command.duty(),
                                command.round() + 1,
                                from,
                                units().above(from).map(Unit::id).orElse(null)));
                    }
                    case Duty.Unclaimed _, Duty.Claimed _, Duty.Done _, Duty.Cancelled _ -> alreadyTrue();
                })
                .orElseGet(Decision::alreadyTrue);
    }

    /** Returns the unit that has to see to it that somebody has the duty in hand. */
    private String seesTo(Known state, Duty.Unclaimed duty) {
        if (duty.raisedTo() != null) {
            return duty.raisedTo();
        }
        return switch (duty) {
            case Duty.Assigned d -> d.order().unit();
            case Duty.Returned _ -> Objects.requireNonNullElse(state.unit(), units().centre());
        };
    }

    // What follows from the events of other slices

    /**
     * Returns what follows for the duties from an event of the case.
     *
     * @param command what was decided
     * @param before the state before the event
     * @param now the state after it
     */
    List<RoutingEvent> following(RoutingCommand command, RoutingCase before, Known now, RoutingEvent event) {
        return switch (event) {
            case CaseClosed e -> {
                var endsAll = e.outcome() == Outcome.WITHDRAWN || e.outcome() == Outcome.MERGED;
                yield cancelled(
                        now, duty -> endsAll || !duty.order().isOfAPlan(), DutyCancellation.CASE_ENDED, e.closedAt());
            }
            case CaseReturned e -> released(now, _ -> true, e.returnedAt());
            case CaseRetriaged e -> released(now, _ -> true, e.retriagedAt());
            case CaseAssigned e
            when command instanceof AssignCase c -> released(now, lead -> !units().isAtOrAbove(e.unit(), lead), c.at());
            case InterestNoted e -> {
                var leadWithdraws =
                        e.wholeUnit() && before instanceof Held held && held.isWith(String.valueOf(e.unit()));
                var events = new ArrayList<RoutingEvent>();
                if (leadWithdraws) {
                    events.addAll(released(now, _ -> true, e.notedAt()));
                }
                events.addAll(
                        givenUp(now, duty -> !leadWithdraws || duty.order().isOfAPlan(), e.notedAt()));
                yield events;
            }
            case ConsultationEvent.ParticipantRecused e -> givenUp(now, _ -> true, e.recusedAt());
            case RoutingEvent.TriageEvent _,
                    RoutingEvent.CustodyEvent _,
                    RoutingEvent.ClosingEvent _,
                    ConsultationEvent _,
                    DutyEvent _,
                    ReviewEvent _,
                    SupervisionEvent _,
                    ApprovalEvent _ -> List.of();
        };
    }

    /** Returns the end of what leads asked for, as far as it ends. */
    private static List<RoutingEvent> released(Known now, Predicate<String> ofLead, Instant at) {
        return cancelled(
                now,
                duty -> duty.order().lead() != null && ofLead.test(duty.order().lead()),
                DutyCancellation.LEAD_CHANGED,
                at);
    }

    /** Returns the end of duties. */
    static List<RoutingEvent> cancelled(Known state, Predicate<Duty.Owed> which, DutyCancellation cause, Instant at) {
        return duties(state).owed(which).stream()
                .<RoutingEvent>map(duty -> new DutyCancelled(duty.order().number(), cause, at))
                .toList();
    }

    /** Returns the giving up of duties by those who turn out to have an interest. */
    private static List<RoutingEvent> givenUp(Known now, Predicate<Duty.Owed> which, Instant at) {
        var interests = now.dossier().interests();
        return duties(now)
                .owed(duty -> which.test(duty)
                        && switch (duty) {
                            case Duty.Assigned d -> interests.haveUnit(d.order().unit());
                            case Duty.Claimed d ->
                                interests.havePerson(d.worker())
                                        || interests.haveUnit(d.order().unit());
                            case Duty.Returned _ -> false;
                        })
                .stream()
                .<RoutingEvent>map(duty -> returned(duty, DutyReturn.INTEREST, null, at))
                .toList();
    }
}

package org.fengqiao.routing.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.routing.model.Duty;
import org.fengqiao.routing.model.DutyCommand.EscalateDuty;
import org.fengqiao.routing.model.DutyEvent;
import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancelled;
import org.fengqiao.routing.model.DutyEvent.DutyClaimed;
import org.fengqiao.routing.model.DutyEvent.DutyDone;
import org.fengqiao.routing.model.DutyEvent.DutyEscalated;
import org.fengqiao.routing.model.DutyEvent.DutyHandedOver;
import org.fengqiao.routing.model.DutyEvent.DutyReturned;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingEvent;

/**
 * Deadlines and reach of joint handling: a duty is done by its day, and claimed within the rule {@code duty-claim},
 * which begins anew when the duty is given back and each time it has passed. Units that have a duty, or have to see to
 * one, may see the case.
 */
public final class DutyPolicy implements Consequence.Policy<RoutingCase, RoutingEvent> {

    /** The deadline rule for carrying out a duty. */
    public static final String DUTY = "duty";

    /** The deadline rule for finding somebody who has a duty in hand. */
    public static final String CLAIM = "duty-claim";

    /** Returns the name of the deadline by which a duty is to be done. */
    public static DeadlineName dutyOf(int duty) {
        return DeadlineName.of(DUTY, duty);
    }

    /** Returns the name of the deadline by which somebody is to have a duty in hand. */
    public static DeadlineName claimOf(int duty, int round) {
        return DeadlineName.of(CLAIM, duty, round);
    }

    /** Returns the command that follows from a passed deadline: what nobody has in hand goes one level up. */
    public static Optional<RoutingCommand> follows(PassedDeadline passed) {
        var numbers = passed.deadline().name().numbers();
        return passed.deadline().rule().equals(CLAIM)
                ? Optional.of(new EscalateDuty(numbers.getFirst(), numbers.getLast()))
                : Optional.empty();
    }

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        return recorded.event() instanceof DutyEvent event ? of(event, recorded) : List.of();
    }

    private static List<Consequence> of(DutyEvent event, Recorded<RoutingCase, RoutingEvent> recorded) {
        return switch (event) {
            case DutyAssigned e ->
                List.of(
                        reach(e.unit()),
                        new AskLegalClock(new DeadlineOrder.Set(
                                dutyOf(e.duty()), DUTY, RoutingEvent.TYPES.shortNameOf(e), e.assignedAt(), e.days())),
                        claim(e.duty(), 0, recorded));
            case DutyClaimed e ->
                rounds(e.duty(), recorded)
                        .map(name -> Consequence.meetDeadline(name, e.claimedAt()))
                        .toList();
            case DutyHandedOver _ -> List.of();
            case DutyReturned e ->
                Stream.of(
                                rounds(e.duty(), recorded).map(name -> cancelled(name, "returned", recorded)),
                                Stream.of(
                                        cancelled(dutyOf(e.duty()), "returned", recorded),
                                        claim(e.duty(), e.round(), recorded)))
                        .flatMap(all -> all)
                        .toList();
            case DutyEscalated e ->
                Stream.concat(
                                Optional.ofNullable(e.to()).map(DutyPolicy::reach).stream(),
                                Stream.of(claim(e.duty(), e.round(), recorded)))
                        .toList();
            case DutyDone e -> List.of(Consequence.meetDeadline(dutyOf(e.duty()), e.doneAt()));
            case DutyCancelled e -> {
                var reason = switch (e.cause()) {
                    case CASE_ENDED -> "closed";
                    case SUPERSEDED -> "another plan";
                    case LEAD_CHANGED -> "another unit leads the case";
                    case REPLACED -> "another unit was named";
                    case DROPPED -> "not needed";
                };
                yield Stream.concat(Stream.of(dutyOf(e.duty())), rounds(e.duty(), recorded))
                        .map(name -> cancelled(name, reason, recorded))
                        .toList();
            }
        };
    }

    /** Returns the deadlines that were set until somebody had the duty in hand; none if somebody has. */
    private static Stream<DeadlineName> rounds(int duty, Recorded<RoutingCase, RoutingEvent> recorded) {
        return recorded.before().oversight().duties().find(duty).stream()
                .filter(Duty.Unclaimed.class::isInstance)
                .map(Duty.Unclaimed.class::cast)
                .flatMapToInt(before -> IntStream.rangeClosed(0, before.round()))
                .mapToObj(round -> claimOf(duty, round));
    }

    private static Consequence claim(int duty, int round, Recorded<RoutingCase, RoutingEvent> recorded) {
        return Consequence.setDeadline(
                claimOf(duty, round), CLAIM, RoutingEvent.TYPES.shortNameOf(recorded.event()), recorded.recordedAt());
    }

    private static Consequence cancelled(
            DeadlineName name, String reason, Recorded<RoutingCase, RoutingEvent> recorded) {
        return Consequence.cancelDeadline(name, reason, recorded.recordedAt());
    }

    private static Consequence reach(String unit) {
        return new CaseBelongs(Territory.ofUnit(unit));
    }
}

package org.fengqiao.routing.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancelled;
import org.fengqiao.routing.model.DutyEvent.DutyClaimed;
import org.fengqiao.routing.model.DutyEvent.DutyDone;
import org.fengqiao.routing.model.DutyEvent.DutyEscalated;
import org.fengqiao.routing.model.DutyEvent.DutyHandedOver;
import org.fengqiao.routing.model.DutyEvent.DutyReturned;

/**
 * Duties of all units in a case.
 *
 * @param all first to last
 */
public record Duties(List<Duty> all) {

    /** Those of a case that has just come in. */
    public static final Duties NONE = new Duties(List.of());

    public Duties {
        all = List.copyOf(all);
    }

    /** Returns the duty with this number; empty if there is none. */
    public Optional<Duty> find(int number) {
        return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
    }

    /** Returns the number of the next one. */
    int next() {
        return all.size() + 1;
    }

    /** Returns the duties that are still owed. */
    public List<Duty.Owed> owed() {
        return owed(_ -> true);
    }

    List<Duty.Owed> owed(Predicate<Duty.Owed> which) {
        return all.stream()
                .filter(Duty.Owed.class::isInstance)
                .map(Duty.Owed.class::cast)
                .filter(which)
                .toList();
    }

    /**
     * Returns the units that support the lead: those that owe something and did not give it back.
     *
     * @param lead who leads the case; null if nobody does
     */
    public List<String> supporting(@Nullable String lead) {
        return owed(duty -> !(duty instanceof Duty.Returned)).stream()
                .map(duty -> duty.order().unit())
                .filter(unit -> !unit.equals(lead))
                .distinct()
                .toList();
    }

    /** Returns them after an event of the case. */
    Duties after(RoutingEvent event) {
        return switch (event) {
            case RoutingEvent.CaseTriaged _ -> NONE;
            case DutyEvent e -> after(e);
            case RoutingEvent.TriageEvent _, RoutingEvent.CustodyEvent _, RoutingEvent.ClosingEvent _ -> this;
            case ConsultationEvent _, ReviewEvent _, SupervisionEvent _, ApprovalEvent _ -> this;
        };
    }

    private Duties after(DutyEvent event) {
        return switch (event) {
            case DutyAssigned e -> {
                var more = new ArrayList<>(all);
                more.add(Duty.Assigned.of(e));
                yield new Duties(more);
            }
            case DutyClaimed e -> changed(e.duty(), duty -> duty.claimed(e));
            case DutyHandedOver e -> changed(e.duty(), duty -> duty.handedOver(e));
            case DutyReturned e -> changed(e.duty(), duty -> duty.returned(e));
            case DutyEscalated e ->
                changed(e.duty(), duty -> switch (duty) {
                    case Duty.Unclaimed unclaimed -> unclaimed.escalated(e);
                    case Duty.Claimed _ -> throw new IllegalStateException("a duty in hand that goes up");
                });
            case DutyDone e -> changed(e.duty(), duty -> duty.done(e));
            case DutyCancelled e -> changed(e.duty(), duty -> duty.cancelled(e));
        };
    }

    private Duties changed(int number, Function<Duty.Owed, Duty> change) {
        var owed = find(number)
                .filter(Duty.Owed.class::isInstance)
                .map(Duty.Owed.class::cast)
                .orElseThrow(() -> new IllegalStateException("an event of a duty that is not owed"));
        var changed = new ArrayList<>(all);
        changed.set(number - 1, change.apply(owed));
        return new Duties(changed);
    }
}

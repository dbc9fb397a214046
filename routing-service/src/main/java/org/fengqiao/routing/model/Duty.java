package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancellation;
import org.fengqiao.routing.model.DutyEvent.DutyCancelled;
import org.fengqiao.routing.model.DutyEvent.DutyClaimed;
import org.fengqiao.routing.model.DutyEvent.DutyDone;
import org.fengqiao.routing.model.DutyEvent.DutyEscalated;
import org.fengqiao.routing.model.DutyEvent.DutyHandedOver;
import org.fengqiao.routing.model.DutyEvent.DutyReturn;
import org.fengqiao.routing.model.DutyEvent.DutyReturned;

/**
 * Duty of a unit in a case that several units handle jointly: a step of a plan, or what the lead asks of a unit that
 * supports it.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Assigned: DutyAssigned
 *     Assigned --> Assigned: DutyEscalated
 *     Assigned --> Claimed: DutyClaimed
 *     Assigned --> Returned: DutyReturned
 *     Claimed --> Claimed: DutyHandedOver
 *     Claimed --> Returned: DutyReturned
 *     Claimed --> Done: DutyDone
 *     Returned --> Returned: DutyEscalated
 *     Assigned --> Cancelled: DutyCancelled
 *     Claimed --> Cancelled: DutyCancelled
 *     Returned --> Cancelled: DutyCancelled
 * }</pre>
 */
public sealed interface Duty {

    /** Returns what is to be done. */
    Order order();

    /**
     * The duty as it was assigned.
     *
     * @param number counts the duties of the case from 1
     * @param consultation whose plan says so; null if no plan does
     * @param lead the unit that led the case and asked for it; null if a plan says so
     * @param dueOn the last day on which it is in time
     */
    record Order(
            int number,
            @Nullable Integer consultation,
            @Nullable String lead,
            String unit,
            PersonalText what,
            LocalDate dueOn,
            Instant assignedAt) {

        boolean isOfAPlan() {
            return consultation != null;
        }
    }

    /** Duties that are still to be carried out. */
    sealed interface Owed extends Duty {

        /** Returns how often a time began within which somebody was to be found for it, the first left out. */
        int round();

        /** Returns the duty in the hands of one of the unit. */
        default Claimed claimed(DutyClaimed e) {
            return new Claimed(order(), round(), e.worker(), e.claimedAt());
        }

        /** Returns the duty in the hands of somebody else. */
        default Claimed handedOver(DutyHandedOver e) {
            return new Claimed(order(), round(), e.to(), e.handedOverAt());
        }

        /** Returns the duty before those who lead the case. */
        default Returned returned(DutyReturned e) {
            return new Returned(order(), e.round(), null, e.cause(), e.reason(), e.returnedAt());
        }

        /** Returns the duty as one that was carried out. */
        default Done done(DutyDone e) {
            return new Done(order(), e.worker(), e.result(), e.doneAt());
        }

        /** Returns the duty as one that is no longer owed. */
        default Cancelled cancelled(DutyCancelled e) {
            return new Cancelled(order(), e.cause(), e.reason(), e.cancelledAt());
        }
    }

    /** Duties that nobody has in hand. */
    sealed interface Unclaimed extends Owed {

        /** Returns who has to see to it as well, since the time ran out; null if it did not. */
        @Nullable
        String raisedTo();

        /** Returns the duty after the time ran out: the unit above is asked, or at the top the same one again. */
        default Unclaimed escalated(DutyEscalated e) {
            return raised(e.round(), Objects.requireNonNullElse(e.to(), e.from()));
        }

        /** Returns the same before another unit. */
        Unclaimed raised(int round, String to);
    }

    /** A duty that somebody of the unit is to claim. */
    record Assigned(Order order, int round, @Nullable String raisedTo) implements Unclaimed {

        static Assigned of(DutyAssigned e) {
            return new Assigned(
                    new Order(e.duty(), e.consultation(), e.lead(), e.unit(), e.what(), e.dueOn(), e.assignedAt()),
                    0,
                    null);
        }

        @Override
        public Assigned raised(int round, String to) {
            return new Assigned(order, round, to);
        }
    }

    /** A duty that the unit no longer has: the lead names another unit, or drops it. */
    record Returned(
            Order order,
            int round,
            @Nullable String raisedTo,
            DutyReturn cause,
            @Nullable PersonalText reason,
            Instant returnedAt)
            implements Unclaimed {

        @Override
        public Returned raised(int round, String to) {
            return new Returned(order, round, to, cause, reason, returnedAt);
        }
    }

    /**
     * A duty that somebody of the unit has in hand.
     *
     * @param claimedAt since when
     */
    record Claimed(Order order, int round, String worker, Instant claimedAt) implements Owed {}

    /**
     * A duty that was carried out.
     *
     * @param worker who had it in hand; null if that is not known
     */
    record Done(Order order, @Nullable String worker, PersonalText result, Instant doneAt) implements Duty {}

    /** A duty that is no longer owed. */
    record Cancelled(
            Order order, DutyCancellation cause, @Nullable PersonalText reason, Instant cancelledAt) implements Duty {}
}

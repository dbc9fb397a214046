package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDate;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.ConsultationEvent.DutyAssigned;
import org.fengqiao.routing.model.ConsultationEvent.DutyCancellation;
import org.fengqiao.routing.model.ConsultationEvent.DutyCancelled;
import org.fengqiao.routing.model.ConsultationEvent.DutyDone;

/**
 * Duty of a unit: a step of the plan of a consultation.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Owed: DutyAssigned
 *     Owed --> Done: DutyDone
 *     Owed --> Cancelled: DutyCancelled
 * }</pre>
 */
public sealed interface Duty {

    /** Returns what is to be done. */
    Order order();

    /**
     * The step as it was ordered.
     *
     * @param number counts the duties of the case from 1
     * @param dueOn the last day on which it is in time
     */
    record Order(int number, int consultation, String unit, PersonalText what, LocalDate dueOn, Instant assignedAt) {}

    /** A duty that is still to be carried out. */
    record Owed(Order order) implements Duty {

        static Owed of(DutyAssigned e) {
            return new Owed(new Order(e.duty(), e.consultation(), e.unit(), e.what(), e.dueOn(), e.assignedAt()));
        }
    }

    /** A duty that was carried out. */
    record Done(Order order, PersonalText result, Instant doneAt) implements Duty {}

    /** A duty that is no longer owed. */
    record Cancelled(Order order, DutyCancellation cause, Instant cancelledAt) implements Duty {}

    /** Marks it as carried out. */
    default Done done(DutyDone e) {
        return new Done(order(), e.result(), e.doneAt());
    }

    /** Marks it as no longer owed. */
    default Cancelled cancelled(DutyCancelled e) {
        return new Cancelled(order(), e.cause(), e.cancelledAt());
    }
}

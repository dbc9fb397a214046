package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** Events of joint handling: the duties of the units that work on a case beside its lead, and who has each in hand. */
public sealed interface DutyEvent extends RoutingEvent {

    /**
     * A unit has to do something in the case, and somebody of it is to claim that. A plan says so, or the unit that
     * leads the case.
     *
     * @param duty counts the duties of the case from 1
     * @param consultation whose plan says so; missing if no plan does
     * @param lead the unit that led the case and named this one for support; missing if a plan says so, and in old
     *     events
     * @param what what is to be done
     * @param dueOn the last day on which it is in time
     * @param days how many days it has
     */
    record DutyAssigned(
            int duty,
            @Nullable Integer consultation,
            @Nullable String lead,
            String unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText what,
            LocalDate dueOn,
            int days,
            Instant assignedAt)
            implements DutyEvent {

        /** A step of the plan of a consultation. */
        public DutyAssigned(
                int duty,
                int consultation,
                String unit,
                PersonalText what,
                LocalDate dueOn,
                int days,
                Instant assignedAt) {
            this(duty, consultation, null, unit, what, dueOn, days, assignedAt);
        }
    }

    /** Somebody of the unit took it up. */
    record DutyClaimed(int duty, String unit, String worker, Instant claimedAt) implements DutyEvent {}

    /**
     * Somebody else of the unit has it from now on.
     *
     * @param from who had it
     * @param to who has it
     * @param reason why
     */
    record DutyHandedOver(
            int duty,
            String unit,
            String from,
            String to,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant handedOverAt)
            implements DutyEvent {}

    /**
     * The unit no longer has it; whoever leads the case names another unit or drops it.
     *
     * @param round counts the times within which somebody has to be found, from 0 at the assignment
     * @param reason what the unit said; missing if somebody of it has an interest in the case
     */
    record DutyReturned(
            int duty,
            String unit,
            int round,
            DutyReturn cause,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant returnedAt)
            implements DutyEvent {}

    /** The reasons why a unit no longer has a duty. */
    enum DutyReturn {
        /** The unit gave it back. */
        REFUSED,
        /** The unit, or the one who had it in hand, has an interest in the case. */
        INTEREST
    }

    /**
     * Nobody has it in hand in time: the unit above those who had to see to it is asked, too.
     *
     * @param round counts the times within which somebody has to be found, from 0 at the assignment
     * @param from who had to see to it
     * @param to who is asked as well; missing if nobody is above, so that it is asked for again there
     */
    record DutyEscalated(
            int duty, int round, String from, @Nullable String to) implements DutyEvent {}

    /**
     * The unit carried it out.
     *
     * @param worker who had it in hand; missing in old events
     * @param result what was done
     */
    record DutyDone(
            int duty,
            String unit,
            @Nullable String worker,
            @Personal(PersonalKind.NARRATIVE) PersonalText result,
            Instant doneAt)
            implements DutyEvent {}

    /**
     * It is no longer owed.
     *
     * @param reason what a person said; missing if none decided so
     */
    record DutyCancelled(
            int duty,
            DutyCancellation cause,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant cancelledAt)
            implements DutyEvent {

        /** One that nobody explains. */
        public DutyCancelled(int duty, DutyCancellation cause, Instant cancelledAt) {
            this(duty, cause, null, cancelledAt);
        }
    }

    /** The reasons why a duty is no longer owed. */
    enum DutyCancellation {
        /** The case was closed; what a plan says is owed on, unless the case was withdrawn or is merged. */
        CASE_ENDED,
        /** A later consultation made another plan. */
        SUPERSEDED,
        /** The case is with another unit now, which names its own support. */
        LEAD_CHANGED,
        /** Another unit was named instead. */
        REPLACED,
        /** It is not needed. */
        DROPPED
    }
}

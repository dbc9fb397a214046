package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.RoutingCommand.Instruction;
import org.fengqiao.routing.model.RoutingCommand.News;

/**
 * Commands of joint handling. {@code by} is the caller's unit; missing for dispatchers and leaders, who act for any.
 */
public sealed interface DutyCommand extends RoutingCommand {

    /** Commands of a person. */
    sealed interface ByAPerson extends DutyCommand, Instruction {}

    /**
     * The unit that leads the case names another one for support, and says what that has to do.
     *
     * @param unit who supports it
     * @param what what is to be done
     * @param dueOn the last day on which it is in time
     * @param instead the duty that this one takes the place of; missing if there is none
     * @param today the day of {@code at}, from which the days are counted
     */
    record NameSupport(
            @Nullable String by,
            String unit,
            PersonalText what,
            LocalDate dueOn,
            @Nullable Integer instead,
            DisputingSide disputing,
            LocalDate today,
            Instant at)
            implements ByAPerson {}

    /**
     * Somebody of the unit takes the duty up.
     *
     * @param claimant who says so; missing if a dispatcher or leader does, who answers for the worker
     * @param worker who, by their identifier
     */
    record ClaimDuty(
            @Nullable String by,
            @Nullable String claimant,
            int duty,
            String worker,
            DisputingSide disputing,
            Instant at)
            implements ByAPerson {}

    /**
     * Somebody else of the unit gets the duty, or takes it over.
     *
     * @param claimant who says so; missing if a dispatcher or leader does, who answers for the worker
     * @param to who, by their identifier
     */
    record HandOverDuty(
            @Nullable String by,
            @Nullable String claimant,
            int duty,
            String to,
            PersonalText reason,
            DisputingSide disputing,
            Instant at)
            implements ByAPerson {}

    /** The unit gives the duty back. */
    record ReturnDuty(@Nullable String by, int duty, PersonalText reason, Instant at) implements ByAPerson {}

    /**
     * The unit has done it.
     *
     * @param result what was done
     */
    record CompleteDuty(int duty, @Nullable String by, PersonalText result, Instant at) implements ByAPerson {}

    /** Whoever leads the case decides that the duty is not needed. */
    record DropDuty(@Nullable String by, int duty, PersonalText reason, Instant at) implements ByAPerson {}

    /**
     * The time in which somebody was to be found for the duty has run out.
     *
     * @param round which of these times
     */
    record EscalateDuty(int duty, int round) implements DutyCommand, News {}
}

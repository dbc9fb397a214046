package org.fengqiao.intake.policy;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.JoinRepeat;
import org.fengqiao.intake.model.IntakeCommand.LetRepeatGo;
import org.fengqiao.intake.model.IntakeCommand.LinkRepeat;
import org.fengqiao.intake.model.IntakeCommand.UnlinkRepeat;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.Referral;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;

/** The two halves of a link, decided together: one in the stream of each case. */
public final class RepeatLinks {

    private RepeatLinks() {}

    /**
     * Decides about a link. Answers the ruling on the case that is linked, or the refusal of either; whoever gets a
     * refusal must let nothing be written.
     */
    public static Ruling<IntakeCase, IntakeEvent> link(
            Docket<IntakeCommand, IntakeCase, IntakeEvent> docket, Cause cause, LinkRepeat command) {
        var joined = docket.decide(new Order<>(
                command.of(),
                new JoinRepeat(command.of(), command.repeat(), referral(docket, command), command.at()),
                cause));
        return switch (joined) {
            case Ruling.Refused<IntakeCase, IntakeEvent> refused -> refused;
            case Ruling.Held<IntakeCase, IntakeEvent> _ -> docket.decide(new Order<>(command.repeat(), command, cause));
        };
    }

    private static @Nullable Referral referral(
            Docket<IntakeCommand, IntakeCase, IntakeEvent> docket, LinkRepeat command) {
        return switch (docket.current(command.repeat()).state()) {
            case Unregistered _ -> null;
            case Registered repeat -> repeat.answering().referredBy().orElse(null);
        };
    }

    /** Decides that a case goes on by itself again. */
    public static Ruling<IntakeCase, IntakeEvent> unlink(
            Docket<IntakeCommand, IntakeCase, IntakeEvent> docket, Cause cause, UUID repeat, UnlinkRepeat command) {
        var unlinked = docket.decide(new Order<>(repeat, command, cause));
        return switch (unlinked) {
            case Ruling.Refused<IntakeCase, IntakeEvent> refused -> refused;
            case Ruling.Held<IntakeCase, IntakeEvent> held when held.events().isEmpty() -> held;
            case Ruling.Held<IntakeCase, IntakeEvent> held ->
                switch (docket.decide(new Order<>(command.of(), new LetRepeatGo(repeat, command.at()), cause))) {
                    case Ruling.Refused<IntakeCase, IntakeEvent> refused -> refused;
                    case Ruling.Held<IntakeCase, IntakeEvent> _ -> held;
                };
        };
    }
}

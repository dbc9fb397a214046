package org.fengqiao.intake.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;

import java.util.ArrayList;
import java.util.List;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Answerable;
import org.fengqiao.intake.model.IntakeCase.Answering;
import org.fengqiao.intake.model.IntakeCase.Answering.NotOwed;
import org.fengqiao.intake.model.IntakeCase.Answering.Owed;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.AnsweringCommand;
import org.fengqiao.intake.model.IntakeEvent.AnsweringEvent;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.kernel.decision.Decision;

/**
 * Answers to partners as a table of state against command: one for every closing of a case, and one for every
 * reopening.
 */
final class AnsweringDecider {

    private record Moment(IntakeCase state, AnsweringCommand command) {}

    /** Decides about an answer. A case that owes no answer records none. */
    Decision<IntakeEvent> decide(AnsweringCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, AnswerClosing _), Moment(Unregistered _, AnswerReopening _) -> alreadyTrue();
            case Moment(Waiting _, AnswerClosing _), Moment(Waiting _, AnswerReopening _) -> alreadyTrue();
            case Moment(Declined _, AnswerClosing _), Moment(Declined _, AnswerReopening _) -> alreadyTrue();

            case Moment(Answerable s, AnswerClosing c) -> accept(answers(s.answering(), c));
            case Moment(Answerable s, AnswerReopening c) -> accept(reopened(s, c));
        };
    }

    /** Applies an answer. */
    IntakeCase evolve(IntakeCase state, AnsweringEvent event) {
        return switch (event) {
            case ReferralAnswered e -> state.answered(e);
        };
    }

    private static List<IntakeEvent> answers(Answering answering, AnswerClosing command) {
        return switch (answering) {
            case NotOwed _ -> List.of();
            case Owed owed when owed.hasBeenToldOf(command.closure()) -> List.of();
            case Owed owed ->
                List.of(new ReferralAnswered(
                        owed.referral().partner(),
                        owed.referral().reference(),
                        command.closure(),
                        command.outcome(),
                        command.closedAt(),
                        null));
        };
    }

    private static List<IntakeEvent> answers(Answering answering, AnswerReopening command) {
        return switch (answering) {
            case NotOwed _ -> List.of();
            case Owed owed when !owed.believesIn(command.closure()) -> List.of();
            case Owed owed ->
                List.of(new ReferralAnswered(
                        owed.referral().partner(),
                        owed.referral().reference(),
                        owed.closure(),
                        owed.outcome(),
                        owed.closedAt(),
                        command.reopenedAt()));
        };
    }

    /** Returns the events of a reopening: the partner is told if it is owed that, and a settlement is revoked. */
    private static List<IntakeEvent> reopened(Answerable state, AnswerReopening command) {
        var events = new ArrayList<>(answers(state.answering(), command));
        if (wasFoundSettled(state)) {
            events.add(new SettlementRevoked(command.closure()));
        }
        return events;
    }

    private static boolean wasFoundSettled(Answerable state) {
        return state instanceof Accepted && state.retention().atRest();
    }
}

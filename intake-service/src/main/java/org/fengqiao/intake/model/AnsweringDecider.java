package org.fengqiao.intake.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;

import java.util.ArrayList;
import java.util.List;

import org.fengqiao.intake.model.Ending.Open;
import org.fengqiao.intake.model.Ending.Settled;
import org.fengqiao.intake.model.Ending.Unverified;
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
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.kernel.decision.Decision;

/**
 * Answers to partners as a table of state against command: one for every closing of a case, and one for every
 * reopening. Both also tell what the retention of its people counts from.
 */
final class AnsweringDecider {

    /** Outcome, by routing's codes, of a case that is carried on under another one. */
    private static final String MERGED = "MERGED";

    private record Moment(IntakeCase state, AnsweringCommand command) {}

    /** Decides about an answer. A case that owes no answer records none. */
    Decision<IntakeEvent> decide(AnsweringCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, AnswerClosing _), Moment(Unregistered _, AnswerReopening _) -> alreadyTrue();
            case Moment(Waiting _, AnswerClosing _), Moment(Waiting _, AnswerReopening _) -> alreadyTrue();
            case Moment(Declined _, AnswerClosing _), Moment(Declined _, AnswerReopening _) -> alreadyTrue();

            case Moment(Answerable s, AnswerClosing c) -> accept(closed(s, c));
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

    /** Returns the events of a closing: the partner is told if it is owed that, and the retention begins. */
    private static List<IntakeEvent> closed(Answerable state, AnswerClosing command) {
        var events = new ArrayList<>(answers(state.answering(), command));
        if (state instanceof Accepted
                && command.closure() > state.retention().ending().closure()) {
            events.add(new ClosingNoted(command.closure(), command.closedAt(), MERGED.equals(command.outcome())));
        }
        return events;
    }

    /** Returns the events of a reopening: the partner is told if it is owed that, and the end is revoked. */
    private static List<IntakeEvent> reopened(Answerable state, AnswerReopening command) {
        var events = new ArrayList<>(answers(state.answering(), command));
        var ending = state.retention().ending();
        if (state instanceof Accepted && command.closure() == ending.closure()) {
            switch (ending) {
                case Open _ -> {}
                case Unverified _ -> events.add(new ClosingRevoked(command.closure()));
                case Settled _ -> events.add(new SettlementRevoked(command.closure()));
            }
        }
        return events;
    }
}

package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.NOT_SETTLED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.RETENTION_NOT_OVER;
import static org.fengqiao.intake.model.IntakeRefusal.UNDER_LEGAL_HOLD;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_SUBJECT;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import org.fengqiao.intake.model.Ending.Open;
import org.fengqiao.intake.model.Ending.Settled;
import org.fengqiao.intake.model.Ending.Unverified;
import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.EraseSubject;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.intake.model.IntakeCommand.PlaceHold;
import org.fengqiao.intake.model.IntakeCommand.ReleaseHold;
import org.fengqiao.intake.model.IntakeCommand.RetentionCommand;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.kernel.decision.Decision;

/** Retention of personal data as a table of state against command: legal holds, settlement and erasure. */
final class RetentionDecider {

    private final IntakeRules rules;

    RetentionDecider(IntakeRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, RetentionCommand command) {}

    /** Decides about the retention of a case. */
    Decision<IntakeEvent> decide(RetentionCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, PlaceHold _),
                    Moment(Unregistered _, ReleaseHold _),
                    Moment(Unregistered _, EraseSubject _) -> refuse(NO_SUCH_CASE);

            case Moment(Registered s, PlaceHold c)
            when s.retention().isHeldBy(c.hold().reference()) -> alreadyTrue();
            case Moment(Registered _, PlaceHold c) -> accept(new LegalHoldPlaced(c.hold()));

            case Moment(Registered s, ReleaseHold c) when !s.retention().isHeldBy(c.reference()) -> alreadyTrue();
            case Moment(Registered _, ReleaseHold c) -> accept(new LegalHoldReleased(c.reference()));

            case Moment(Accepted s, NoteSettlement _) when s.retention().ending() instanceof Settled -> alreadyTrue();
            case Moment(Accepted _, NoteSettlement c) -> accept(new SettlementNoted(c.closure()));
            case Moment(IntakeCase _, NoteSettlement _) -> alreadyTrue();

            case Moment(Registered s, EraseSubject c)
            when !s.registered().names(c.subject()) -> refuse(UNKNOWN_SUBJECT);
            case Moment(Registered s, EraseSubject c) when s.retention().hasForgotten(c.subject()) -> alreadyTrue();
            case Moment(Registered s, EraseSubject _) when s.retention().isUnderHold() -> refuse(UNDER_LEGAL_HOLD);
            case Moment(Registered s, EraseSubject c) -> erase(s, c);
        };
    }

    /** Applies an event of retention. */
    IntakeCase evolve(IntakeCase state, RetentionEvent event) {
        return switch (event) {
            case ClosingNoted e ->
                state.retaining(retention -> retention.ended(new Unverified(e.closure(), e.closedAt(), e.merged())));
            case ClosingRevoked _ -> reopened(state);
            case SettlementNoted e -> state.retaining(retention -> retention.ended(new Settled(e.closure())));
            case SettlementRevoked _ -> reopened(state);
            case LegalHoldPlaced e -> state.retaining(retention -> retention.held(e.hold()));
            case LegalHoldReleased e -> state.retaining(retention -> retention.released(e.reference()));
            case SubjectErased e -> state.retaining(retention -> retention.without(e.subject()));
        };
    }

    private static IntakeCase reopened(IntakeCase state) {
        return state.retaining(
                retention -> retention.ended(new Open(retention.ending().closure())));
    }

    private Decision<IntakeEvent> erase(Registered state, EraseSubject command) {
        return switch (state.retention().ending()) {
            case Open _ -> refuse(NOT_SETTLED);
            case Unverified closed ->
                rules.inForceAt(command.at())
                        .<Decision<IntakeEvent>>map(
                                version -> version.retention().isOver(closed, command.at())
                                        ? accept(erased(state, command))
                                        : refuse(RETENTION_NOT_OVER))
                        .orElseGet(() -> refuse(NO_RULES_IN_FORCE));
            case Settled _ -> accept(erased(state, command));
        };
    }

    private static SubjectErased erased(Registered state, EraseSubject command) {
        return new SubjectErased(
                command.subject(),
                state.registered().caseTexts(),
                command.ground(),
                command.ground().article(),
                command.approvedBy());
    }
}

package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.APPROVAL_DECIDED;
import static org.fengqiao.intake.model.IntakeRefusal.APPROVAL_PENDING;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_SETTLED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_APPROVAL;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.OWN_REQUEST;
import static org.fengqiao.intake.model.IntakeRefusal.RETENTION_NOT_OVER;
import static org.fengqiao.intake.model.IntakeRefusal.UNDER_LEGAL_HOLD;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_SUBJECT;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.util.function.Supplier;

import org.fengqiao.intake.model.Ending.Open;
import org.fengqiao.intake.model.Ending.Settled;
import org.fengqiao.intake.model.Ending.Unverified;
import org.fengqiao.intake.model.ErasureRequest.Granted;
import org.fengqiao.intake.model.ErasureRequest.Lapsed;
import org.fengqiao.intake.model.ErasureRequest.Pending;
import org.fengqiao.intake.model.ErasureRequest.Refused;
import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.GrantErasure;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.intake.model.IntakeCommand.PlaceHold;
import org.fengqiao.intake.model.IntakeCommand.RefuseErasure;
import org.fengqiao.intake.model.IntakeCommand.ReleaseHold;
import org.fengqiao.intake.model.IntakeCommand.RequestErasure;
import org.fengqiao.intake.model.IntakeCommand.RetentionCommand;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
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
                    Moment(Unregistered _, RequestErasure _),
                    Moment(Unregistered _, GrantErasure _),
                    Moment(Unregistered _, RefuseErasure _) -> refuse(NO_SUCH_CASE);

            case Moment(Registered s, PlaceHold c)
            when s.retention().isHeldBy(c.hold().reference()) -> alreadyTrue();
            case Moment(Registered _, PlaceHold c) -> accept(new LegalHoldPlaced(c.hold()));

            case Moment(Registered s, ReleaseHold c) when !s.retention().isHeldBy(c.reference()) -> alreadyTrue();
            case Moment(Registered _, ReleaseHold c) -> accept(new LegalHoldReleased(c.reference()));

            case Moment(Accepted s, NoteSettlement _) when s.retention().ending() instanceof Settled -> alreadyTrue();
            case Moment(Accepted _, NoteSettlement c) -> accept(new SettlementNoted(c.closure()));
            case Moment(IntakeCase _, NoteSettlement _) -> alreadyTrue();

            case Moment(Registered s, RequestErasure c) when !s.file().names(c.subject()) -> refuse(UNKNOWN_SUBJECT);
            case Moment(Registered s, RequestErasure c) when s.retention().hasForgotten(c.subject()) -> alreadyTrue();
            case Moment(Registered s, RequestErasure c)
            when s.retention().isToForget(c.subject()) -> refuse(APPROVAL_PENDING);
            case Moment(Registered s, RequestErasure c) ->
                unlessKept(
                        s,
                        c.at(),
                        () -> new ErasureRequested(
                                s.retention().nextApproval(), c.subject(), c.ground(), c.reason(), c.by(), c.at()));

            case Moment(Registered s, GrantErasure c) -> grant(s, c);
            case Moment(Registered s, RefuseErasure c) -> refuseErasure(s, c);
        };
    }

    private Decision<IntakeEvent> grant(Registered state, GrantErasure command) {
        return state.retention()
                .request(command.approval())
                .<Decision<IntakeEvent>>map(request -> switch (request) {
                    case Pending(var requested) when requested.by().equals(command.by()) -> refuse(OWN_REQUEST);
                    case Pending(var requested) ->
                        unlessKept(state, command.at(), () -> erased(state, requested, command));
                    case Granted _ -> alreadyTrue();
                    case Refused _, Lapsed _ -> refuse(APPROVAL_DECIDED);
                })
                .orElseGet(() -> refuse(NO_SUCH_APPROVAL));
    }

    private static Decision<IntakeEvent> refuseErasure(Registered state, RefuseErasure command) {
        return state.retention()
                .request(command.approval())
                .<Decision<IntakeEvent>>map(request -> switch (request) {
                    case Pending(var requested) when requested.by().equals(command.by()) -> refuse(OWN_REQUEST);
                    case Pending _ ->
                        accept(new ErasureRefused(command.approval(), command.reason(), command.by(), command.at()));
                    case Refused _ -> alreadyTrue();
                    case Granted _, Lapsed _ -> refuse(APPROVAL_DECIDED);
                })
                .orElseGet(() -> refuse(NO_SUCH_APPROVAL));
    }

    /** Applies an event of retention. */
    IntakeCase evolve(IntakeCase state, RetentionEvent event) {
        return switch (event) {
            case ClosingNoted e ->
                state.retaining(retention -> retention.ended(new Unverified(e.closure(), e.closedAt(), e.merged())));
            case ClosingRevoked _ -> reopened(state);
            case SettlementNoted e ->
                state.retaining(retention -> retention.ended(
                        new Settled(e.closure(), retention.ending().closedAt())));
            case SettlementRevoked _ -> reopened(state);
            case LegalHoldPlaced e -> state.retaining(retention -> retention.held(e.hold()));
            case LegalHoldReleased e -> state.retaining(retention -> retention.released(e.reference()));
            case ErasureRequested e -> state.retaining(retention -> retention.asked(e));
            case ErasureRefused e ->
                state.retaining(retention -> retention.decided(e.approval(), requested -> new Refused(requested, e)));
            case SubjectErased e ->
                state.retaining(retention -> retention.decided(e.approval(), requested -> new Granted(requested, e)));
        };
    }

    private static IntakeCase reopened(IntakeCase state) {
        return state.retaining(Retention::reopened);
    }

    /** Decides unless the record is still kept: asked at the request, and again when it is granted. */
    private Decision<IntakeEvent> unlessKept(Registered state, Instant at, Supplier<IntakeEvent> event) {
        if (state.retention().isUnderHold()) {
            return refuse(UNDER_LEGAL_HOLD);
        }
        return switch (state.retention().ending()) {
            case Open _ -> refuse(NOT_SETTLED);
            case Unverified closed ->
                rules.inForceAt(at)
                        .<Decision<IntakeEvent>>map(
                                version -> version.retention().isOver(closed, at)
                                        ? accept(event.get())
                                        : refuse(RETENTION_NOT_OVER))
                        .orElseGet(() -> refuse(NO_RULES_IN_FORCE));
            case Settled _ -> accept(event.get());
        };
    }

    private static SubjectErased erased(Registered state, ErasureRequested requested, GrantErasure command) {
        return new SubjectErased(
                requested.subject(),
                state.registered().caseTexts(),
                requested.ground(),
                requested.ground().article(),
                requested.approval(),
                requested.by(),
                command.by(),
                command.at());
    }
}

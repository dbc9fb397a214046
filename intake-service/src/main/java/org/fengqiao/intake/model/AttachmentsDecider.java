package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_ATTACHMENT;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_ATTACHMENTS;
import static org.fengqiao.intake.model.IntakeRefusal.UNDER_LEGAL_HOLD;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCommand.AddAttachment;
import org.fengqiao.intake.model.IntakeCommand.AttachmentCommand;
import org.fengqiao.intake.model.IntakeCommand.WithdrawAttachment;
import org.fengqiao.intake.model.IntakeEvent.AttachmentAdded;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.AttachmentWithdrawn;
import org.fengqiao.kernel.decision.Decision;

/** Documents of a case as a table of state against command. */
final class AttachmentsDecider {

    private record Moment(IntakeCase state, AttachmentCommand command) {}

    /** Decides about a document. A content that is there already is not added again. */
    Decision<IntakeEvent> decide(AttachmentCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, AddAttachment _), Moment(Unregistered _, WithdrawAttachment _) ->
                refuse(NO_SUCH_CASE);

            case Moment(Registered s, AddAttachment c) when s.attachments().have(c.fingerprint()) -> alreadyTrue();
            case Moment(Declined _, AddAttachment _) -> refuse(ALREADY_DECLINED);
            case Moment(IntakeCase.Withdrawn _, AddAttachment _) -> refuse(ALREADY_WITHDRAWN);
            case Moment(Waiting s, AddAttachment c) -> add(s, c);
            case Moment(Accepted s, AddAttachment c) -> add(s, c);

            case Moment(Registered s, WithdrawAttachment c) -> withdraw(s, c);
        };
    }

    /** Applies an event of attachments. */
    IntakeCase evolve(IntakeCase state, AttachmentEvent event) {
        return switch (event) {
            case AttachmentAdded e -> state.asRegistered().attaching(all -> all.added(e));
            case AttachmentWithdrawn e -> state.asRegistered().attaching(all -> all.withdrawn(e.attachment()));
        };
    }

    private static Decision<IntakeEvent> add(Registered state, AddAttachment command) {
        return state.attachments().kept().count() >= command.most()
                ? refuse(TOO_MANY_ATTACHMENTS)
                : accept(new AttachmentAdded(
                        state.attachments().next(),
                        command.hash(),
                        command.fingerprint(),
                        command.size(),
                        command.type(),
                        command.by(),
                        command.name(),
                        command.at()));
    }

    /** Decides on a withdrawal, after which the document is deleted: not while an authority needs the record. */
    private static Decision<IntakeEvent> withdraw(Registered state, WithdrawAttachment command) {
        return state.attachments()
                .find(command.attachment())
                .<Decision<IntakeEvent>>map(found -> switch (found) {
                    case Attachment.Withdrawn _ -> alreadyTrue();
                    case Attachment.Kept _ when state.retention().isUnderHold() -> refuse(UNDER_LEGAL_HOLD);
                    case Attachment.Kept _ -> accept(new AttachmentWithdrawn(command.attachment(), command.at()));
                })
                .orElseGet(() -> refuse(NO_SUCH_ATTACHMENT));
    }
}

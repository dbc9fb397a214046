package org.fengqiao.intake.model;

import org.fengqiao.intake.model.IntakeCase.Unknown;
import org.fengqiao.intake.model.IntakeCommand.AdmissionCommand;
import org.fengqiao.intake.model.IntakeCommand.AnsweringCommand;
import org.fengqiao.intake.model.IntakeCommand.AttachmentCommand;
import org.fengqiao.intake.model.IntakeCommand.RatingCommand;
import org.fengqiao.intake.model.IntakeCommand.RetentionCommand;
import org.fengqiao.intake.model.IntakeEvent.AdmissionEvent;
import org.fengqiao.intake.model.IntakeEvent.AnsweringEvent;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;

/**
 * The front desk, put together from its slices: admission, answers to partners, attachments, ratings, and retention.
 * Each slice decides its own commands and applies its own events. There is no default line, so a new slice, command or
 * event cannot go unanswered.
 */
public final class IntakeDecider implements Decider<IntakeCommand, IntakeCase, IntakeEvent> {

    private final AdmissionDecider admission;
    private final AnsweringDecider answering = new AnsweringDecider();
    private final AttachmentsDecider attachments = new AttachmentsDecider();
    private final RatingDecider ratings = new RatingDecider();
    private final RetentionDecider retention;

    /** Creates a decider under these rules; each version applies from its own date. */
    public IntakeDecider(IntakeRules rules) {
        this.admission = new AdmissionDecider(rules);
        this.retention = new RetentionDecider(rules);
    }

    @Override
    public IntakeCase initial() {
        return new Unknown();
    }

    @Override
    public Decision<IntakeEvent> decide(IntakeCommand command, IntakeCase state) {
        return switch (command) {
            case AdmissionCommand c -> admission.decide(c, state);
            case AnsweringCommand c -> answering.decide(c, state);
            case AttachmentCommand c -> attachments.decide(c, state);
            case RatingCommand c -> ratings.decide(c, state);
            case RetentionCommand c -> retention.decide(c, state);
        };
    }

    @Override
    public IntakeCase evolve(IntakeCase state, IntakeEvent event) {
        return switch (event) {
            case AdmissionEvent e -> admission.evolve(state, e);
            case AnsweringEvent e -> answering.evolve(state, e);
            case AttachmentEvent e -> attachments.evolve(state, e);
            case RatingEvent e -> ratings.evolve(state, e);
            case RetentionEvent e -> retention.evolve(state, e);
        };
    }
}

package org.fengqiao.intake.model;

import org.fengqiao.intake.model.IntakeCase.Unknown;
import org.fengqiao.intake.model.IntakeCommand.AdmissionCommand;
import org.fengqiao.intake.model.IntakeCommand.AnsweringCommand;
import org.fengqiao.intake.model.IntakeCommand.AttachmentCommand;
import org.fengqiao.intake.model.IntakeCommand.DialogueCommand;
import org.fengqiao.intake.model.IntakeCommand.FileCommand;
import org.fengqiao.intake.model.IntakeCommand.GroupCommand;
import org.fengqiao.intake.model.IntakeCommand.PartiesCommand;
import org.fengqiao.intake.model.IntakeCommand.RatingCommand;
import org.fengqiao.intake.model.IntakeCommand.RepeatCommand;
import org.fengqiao.intake.model.IntakeCommand.RetentionCommand;
import org.fengqiao.intake.model.IntakeCommand.TradeCommand;
import org.fengqiao.intake.model.IntakeCommand.UrgencyCommand;
import org.fengqiao.intake.model.IntakeEvent.AdmissionEvent;
import org.fengqiao.intake.model.IntakeEvent.AnsweringEvent;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.DialogueEvent;
import org.fengqiao.intake.model.IntakeEvent.FileEvent;
import org.fengqiao.intake.model.IntakeEvent.GroupEvent;
import org.fengqiao.intake.model.IntakeEvent.PartiesEvent;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;

/**
 * The front desk, put together from its slices: admission, parties, groups, answers to partners, dialogue and trades,
 * attachments, the file that others get, ratings, retention, repeats, and urgency. Each slice decides its own commands
 * and applies its own events.
 * There is no default line, so a new slice, command or event cannot go unanswered.
 */
public final class IntakeDecider implements Decider<IntakeCommand, IntakeCase, IntakeEvent> {

    private final AdmissionDecider admission;
    private final AnsweringDecider answering = new AnsweringDecider();
    private final PartiesDecider parties;
    private final GroupDecider group;
    private final AttachmentsDecider attachments = new AttachmentsDecider();
    private final FileDecider files = new FileDecider();
    private final RatingDecider ratings = new RatingDecider();
    private final RetentionDecider retention;
    private final DialogueDecider dialogue;
    private final TradeDecider trade;
    private final RepeatDecider repeats;
    private final UrgencyDecider urgency;

    /** Creates a decider under these rules; each version applies from its own date. */
    public IntakeDecider(
            IntakeRules rules,
            RepeatRules repeatRules,
            UrgencyRules urgencyRules,
            ReconciliationRules reconciliationRules) {
        this.admission = new AdmissionDecider(rules);
        this.parties = new PartiesDecider(rules);
        this.group = new GroupDecider(rules);
        this.retention = new RetentionDecider(rules);
        this.dialogue = new DialogueDecider(rules);
        this.trade = new TradeDecider(reconciliationRules);
        this.repeats = new RepeatDecider(repeatRules);
        this.urgency = new UrgencyDecider(urgencyRules);
    }

    @Override
    public IntakeCase initial() {
        return new Unknown();
    }

    @Override
    public Decision<IntakeEvent> decide(IntakeCommand command, IntakeCase state) {
        return switch (command) {
            case AdmissionCommand c -> admission.decide(c, state);
            case AnsweringCommand c -> repeats.withAnswers(c, state, answering.decide(c, state));
            case PartiesCommand c -> parties.decide(c, state);
            case GroupCommand c -> group.decide(c, state);
            case AttachmentCommand c -> attachments.decide(c, state);
            case FileCommand c -> files.decide(c, state);
            case RatingCommand c -> ratings.decide(c, state);
            case RetentionCommand c -> retention.decide(c, state);
            case DialogueCommand c -> ProsecutionDecider.withEnd(c, state, dialogue.decide(c, state));
            case TradeCommand c -> trade.decide(c, state);
            case RepeatCommand c -> repeats.decide(c, state);
            case UrgencyCommand c -> urgency.decide(c, state, filing -> admission.decide(filing, state), this::evolve);
        };
    }

    @Override
    public IntakeCase evolve(IntakeCase state, IntakeEvent event) {
        return switch (event) {
            case AdmissionEvent e -> admission.evolve(state, e);
            case AnsweringEvent e -> answering.evolve(state, e);
            case PartiesEvent e -> parties.evolve(state, e);
            case GroupEvent e -> group.evolve(state, e);
            case AttachmentEvent e -> attachments.evolve(state, e);
            case FileEvent e -> files.evolve(state, e);
            case RatingEvent e -> ratings.evolve(state, e);
            case RetentionEvent e -> retention.evolve(state, e);
            case DialogueEvent e -> dialogue.evolve(state, e);
            case TradeEvent e -> trade.evolve(state, e);
            case RepeatEvent e -> repeats.evolve(state, e);
            case UrgencyEvent e -> urgency.evolve(state, e);
        };
    }
}

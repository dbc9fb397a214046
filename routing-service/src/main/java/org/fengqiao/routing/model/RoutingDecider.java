package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CASE;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCommand.ClosingCommand;
import org.fengqiao.routing.model.RoutingCommand.CustodyCommand;
import org.fengqiao.routing.model.RoutingCommand.Instruction;
import org.fengqiao.routing.model.RoutingCommand.News;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingCommand.TriageCommand;
import org.fengqiao.routing.model.RoutingEvent.ClosingEvent;
import org.fengqiao.routing.model.RoutingEvent.CustodyEvent;
import org.fengqiao.routing.model.RoutingEvent.TriageEvent;

/**
 * Routing of a case, put together from its slices: triage, custody, closing, consultation, joint handling, evaluation,
 * supervision and approvals. Each slice decides its own commands and applies its own events. There is no default line,
 * so a new slice, command or event cannot go unanswered.
 *
 * <p>A slice decides about a case that was judged at least once; the first judgement begins one, and a notice that it
 * is late may come before.
 */
public final class RoutingDecider implements Decider<RoutingCommand, RoutingCase, RoutingEvent> {

    private final TriageDecider triage;
    private final CustodyDecider custody;
    private final ClosingDecider closing;
    private final ConsultationDecider consultation;
    private final DutyDecider duty;
    private final ReviewDecider review;
    private final SupervisionDecider supervision;
    private final ApprovalDecider approval;

    /** Creates a decider under these rules; each version of the table applies from its own date. */
    public RoutingDecider(RoutingRules rules) {
        this.triage = new TriageDecider(rules);
        this.custody = new CustodyDecider(rules);
        this.closing = new ClosingDecider(rules, triage);
        this.duty = new DutyDecider(rules);
        this.consultation = new ConsultationDecider(rules, duty);
        this.review = new ReviewDecider(rules.review(), rules.appealTime(), closing);
        this.supervision = new SupervisionDecider(rules.supervision(), rules::units);
        this.approval = new ApprovalDecider(rules::units, closing);
    }

    @Override
    public RoutingCase initial() {
        return new NotTriaged(Oversight.NONE);
    }

    @Override
    public Decision<RoutingEvent> decide(RoutingCommand command, RoutingCase state) {
        var decision = switch (state) {
            case NotTriaged s -> begin(command, s);
            case Known known ->
                consultation
                        .holdsUp(command, known)
                        .map(Decision::<RoutingEvent>refuse)
                        .orElseGet(() -> proceed(command, known));
        };
        return consultation.withWhatFollows(command, state, decision, this::evolve);
    }

    private Decision<RoutingEvent> begin(RoutingCommand command, NotTriaged state) {
        return switch (command) {
            case TriageCase c -> triage.judge(c);
            case SupervisionCommand c -> supervision.decide(c, state);
            case Instruction _ -> refuse(NO_SUCH_CASE);
            case News _ -> alreadyTrue();
        };
    }

    private Decision<RoutingEvent> proceed(RoutingCommand command, Known state) {
        return switch (command) {
            case TriageCommand c -> triage.decide(c, state);
            case CustodyCommand c -> custody.decide(c, state);
            case ClosingCommand c -> closing.decide(c, state);
            case ConsultationCommand c -> consultation.decide(c, state);
            case DutyCommand c -> duty.decide(c, state);
            case ReviewCommand c -> review.decide(c, state);
            case SupervisionCommand c -> supervision.decide(c, state);
            case ApprovalCommand c -> approval.decide(c, state);
        };
    }

    @Override
    public RoutingCase evolve(RoutingCase state, RoutingEvent event) {
        var next = switch (event) {
            case TriageEvent e -> triage.evolve(state, e);
            case CustodyEvent e -> custody.evolve(state.known(), e);
            case ClosingEvent e -> closing.evolve(state.known(), e);
            case ReviewEvent e -> review.evolve(state.known(), e);
            case SupervisionEvent e -> supervision.evolve(state, e);
            case ConsultationEvent _, DutyEvent _, ApprovalEvent _ -> state;
        };
        return switch (next) {
            case NotTriaged s -> s;
            case Known s -> s.with(s.oversight().after(event));
        };
    }
}

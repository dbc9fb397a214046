package org.fengqiao.mediation.model;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.mediation.model.MediationCommand.CourtCommand;
import org.fengqiao.mediation.model.MediationCommand.ObligationCommand;
import org.fengqiao.mediation.model.MediationCommand.ProceedingCommand;
import org.fengqiao.mediation.model.MediationEvent.CourtEvent;
import org.fengqiao.mediation.model.MediationEvent.ObligationEvent;
import org.fengqiao.mediation.model.MediationEvent.ProceedingEvent;

/**
 * Decider of this service, composed of one decider for each slice. Each slice is a table of state against command
 * without a default line, so a new command or state breaks the build until it is answered.
 *
 * <p>A command from another service that no longer matters records nothing. A wrong act of a person or the court is
 * refused with its reason.
 */
public final class MediationDecider implements Decider<MediationCommand, Mediation, MediationEvent> {

    private final ProceedingDecider proceeding;
    private final CourtDecider court;
    private final ObligationDecider obligation;
    private final DocumentDecider document = new DocumentDecider();
    private final RevisitDecider revisit;

    /**
     * Creates a decider under these rules.
     *
     * @param rules windows, exclusions and revisit plans, with the days on which each is in force
     */
    public MediationDecider(MediationRules rules) {
        this.proceeding = new ProceedingDecider(rules);
        this.court = new CourtDecider(rules);
        this.obligation = new ObligationDecider(rules);
        this.revisit = new RevisitDecider(rules);
    }

    @Override
    public Mediation initial() {
        return Mediation.UNKNOWN;
    }

    @Override
    public Decision<MediationEvent> decide(MediationCommand command, Mediation state) {
        return switch (command) {
            case ProceedingCommand c -> proceeding.decide(c, state);
            case CourtCommand c -> court.decide(c, state);
            case ObligationCommand c -> obligation.decide(c, state);
            case DocumentCommand c -> document.decide(c, state);
            case RevisitCommand c -> revisit.decide(c, state);
        };
    }

    @Override
    public Mediation evolve(Mediation state, MediationEvent event) {
        return switch (event) {
            case ProceedingEvent e -> proceeding.evolve(state, e);
            case CourtEvent e -> court.evolve(state, e);
            case ObligationEvent e -> state.with(obligation.evolve(state.obligations(), e));
            case DocumentEvent e -> document.evolve(state, e);
            case RevisitEvent e -> state.with(revisit.evolve(state.revisits(), e));
        };
    }
}

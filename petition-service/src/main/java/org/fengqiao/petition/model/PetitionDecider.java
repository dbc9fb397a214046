package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Decision.refuse;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.petition.model.PetitionCommand.Act;
import org.fengqiao.petition.model.PetitionCommand.AgencyCommand;
import org.fengqiao.petition.model.PetitionCommand.CustodyCommand;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.MatterCommand;
import org.fengqiao.petition.model.PetitionCommand.ReviewCommand;
import org.fengqiao.petition.model.PetitionCommand.StaffCommand;
import org.fengqiao.petition.model.PetitionCommand.ToldCommand;
import org.fengqiao.petition.model.PetitionEvent.AgencyEvent;
import org.fengqiao.petition.model.PetitionEvent.MatterEvent;
import org.fengqiao.petition.model.PetitionEvent.ReviewEvent;
import org.fengqiao.petition.model.PetitionEvent.StaffEvent;

/**
 * Decider of this service, composed of one decider for each slice. Each slice is a table of state against command
 * without a default line, so a new command or state breaks the build until it is answered.
 *
 * <p>A command from another service that no longer matters records nothing. A wrong act of a person or the petition
 * office is refused with its reason.
 */
public final class PetitionDecider implements Decider<PetitionCommand, Petition, PetitionEvent> {

    private final AgencyDecider agency = new AgencyDecider();
    private final StaffDecider staff = new StaffDecider();
    private final MatterDecider matter = new MatterDecider();
    private final ReviewDecider review;
    private final ReliefDecider relief;
    private final DocumentDecider documents;

    /** Creates a decider under these rules. */
    public PetitionDecider(PetitionRules rules, ReliefRules relief) {
        this.review = new ReviewDecider(rules);
        this.relief = new ReliefDecider(relief);
        this.documents = new DocumentDecider(agency, review);
    }

    @Override
    public Petition initial() {
        return Petition.UNKNOWN;
    }

    @Override
    public Decision<PetitionEvent> decide(PetitionCommand command, Petition state) {
        if (command instanceof Act act && state.matter().accuses(act.by().unit())) {
            return refuse(PetitionRefusal.NO_SUCH_CASE);
        }
        return switch (command) {
            case CustodyCommand c -> agency.follow(c, state.agency());
            case DeliverReply c when state.documents().hold(c) -> refuse(PetitionRefusal.REPLY_PRINTED);
            case AgencyCommand c -> agency.decide(c, state);
            case StaffCommand c -> staff.decide(c, state);
            case MatterCommand c -> matter.decide(c, state);
            case ToldCommand c -> matter.follow(c, state.matter());
            case ReviewCommand c -> review.decide(c, state);
            case DocumentCommand c -> documents.decide(c, state);
            case ReliefCommand c
            when c.by() instanceof By by && state.matter().accuses(by.unit()) -> refuse(PetitionRefusal.NO_SUCH_CASE);
            case ReliefCommand c -> relief.decide(c, state.reliefs());
        };
    }

    @Override
    public Petition evolve(Petition state, PetitionEvent event) {
        return switch (event) {
            case AgencyEvent e -> agency.evolve(state, e);
            case StaffEvent e -> staff.evolve(state, e);
            case MatterEvent e -> state.with(matter.evolve(state.matter(), e));
            case ReviewEvent e -> review.evolve(state, e);
            case DocumentEvent e -> documents.evolve(state, e);
            case ReliefEvent e -> state.with(relief.evolve(state.reliefs(), e));
        };
    }
}

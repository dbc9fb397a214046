package org.fengqiao.petition;

import jakarta.inject.Singleton;

import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.petition.inbound.CommonLog;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionDecider;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.policy.OfficialPetitionRules;
import org.fengqiao.petition.policy.PetitionPolicy;
import org.fengqiao.petition.view.PetitionList;

/** The petition agency. A right to ask for a review ends with its time; whatever else is late is still owed. */
@Singleton
public class PetitionService extends CaseService<PetitionCommand, Petition, PetitionEvent> {

    PetitionService(LegalClock legalClock, ServiceEnvironment environment) {
        super(
                shipped(legalClock)
                        .view(new PetitionList())
                        .follows(CommonLog.followed())
                        .afterDeadline(PetitionPolicy::follows),
                environment);
    }

    /**
     * Returns the model as it comes with the program, without lists and channels: what a replay outside of the service
     * needs.
     */
    public static CaseModel<PetitionCommand, Petition, PetitionEvent> shipped(LegalClock legalClock) {
        return CaseModel.of(PetitionEvent.TYPES, new PetitionDecider(new OfficialPetitionRules(legalClock)))
                .policy(new PetitionPolicy());
    }
}

package org.fengqiao.petition;

import jakarta.inject.Singleton;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.petition.inbound.CommonLog;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionDecider;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.model.ReliefRules;
import org.fengqiao.petition.policy.OfficialPetitionRules;
import org.fengqiao.petition.policy.PetitionPolicy;
import org.fengqiao.petition.policy.ReliefPolicy;
import org.fengqiao.petition.view.Beneficiaries;
import org.fengqiao.petition.view.CaseParties;
import org.fengqiao.petition.view.PetitionList;
import org.fengqiao.petition.view.ReliefList;

/** The petition agency. A right to ask for a review ends with its time; whatever else is late is still owed. */
@Singleton
public class PetitionService extends CaseService<PetitionCommand, Petition, PetitionEvent> {

    PetitionService(LegalClock legalClock, Beneficiaries beneficiaries, ServiceEnvironment environment) {
        super(
                shipped(legalClock)
                        .view(new PetitionList().and(new ReliefList()).and(beneficiaries))
                        .follows(CommonLog.followed())
                        .watches(CaseParties.watched())
                        .afterDeadline(PetitionPolicy::follows),
                environment);
    }

    /**
     * Returns the model as it comes with the program, without lists and channels: what a replay outside of the service
     * needs.
     */
    public static CaseModel<PetitionCommand, Petition, PetitionEvent> shipped(LegalClock legalClock) {
        var relief = reliefRules();
        return CaseModel.of(PetitionEvent.TYPES, new PetitionDecider(new OfficialPetitionRules(legalClock), relief))
                .policy(new PetitionPolicy().and(new ReliefPolicy(relief)));
    }

    /** The rules of relief, every version. */
    public static ReliefRules reliefRules() {
        return DataFile.read("relief-rules.yaml", ReliefRules.class);
    }
}

package org.fengqiao.petition;

import jakarta.inject.Singleton;

import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.petition.inbound.CommonLog;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionDecider;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.policy.PetitionPolicy;
import org.fengqiao.petition.view.PetitionList;

/** The petition agency. When a deadline has passed nothing follows for the case: notice and reply are still owed. */
@Singleton
public class PetitionService extends CaseService<PetitionCommand, Petition, PetitionEvent> {

    PetitionService(ServiceEnvironment environment) {
        super(
                CaseModel.of(PetitionEvent.TYPES, new PetitionDecider())
                        .policy(new PetitionPolicy())
                        .view(new PetitionList())
                        .follows(CommonLog.followed()),
                environment);
    }
}

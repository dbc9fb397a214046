package org.fengqiao.mediation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.mediation.inbound.CommonLog;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationDecider;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.policy.LinkCodes;
import org.fengqiao.mediation.policy.MediationPolicy;
import org.fengqiao.mediation.policy.OfficialRules;
import org.fengqiao.mediation.view.AnswerTraces;
import org.fengqiao.mediation.view.Bookings;
import org.fengqiao.mediation.view.MarkedAnswers;
import org.fengqiao.mediation.view.MediationList;
import org.fengqiao.mediation.view.OwedList;
import org.fengqiao.mediation.view.RevisitLinks;
import org.fengqiao.mediation.view.RevisitList;

/** The mediation of cases, up to their revisits. */
@Singleton
public class MediationService extends CaseService<MediationCommand, Mediation, MediationEvent> {

    MediationService(
            OfficialRules rules,
            RevisitLinks links,
            AnswerTraces traces,
            Bookings bookings,
            ServiceEnvironment environment) {
        super(
                CaseModel.of(MediationEvent.TYPES, new MediationDecider(rules))
                        .policy(new MediationPolicy(rules))
                        .view(new MediationList()
                                .and(new RevisitList())
                                .and(new OwedList())
                                .and(links)
                                .and(new MarkedAnswers())
                                .and(traces)
                                .and(bookings))
                        .follows(CommonLog.followed())
                        .afterDeadline(MediationPolicy::follows),
                environment);
    }

    /**
     * Returns the model as it comes with the program, without lists and channels: what a replay outside of the service
     * needs.
     */
    public static CaseModel<MediationCommand, Mediation, MediationEvent> shipped(LegalClock legalClock) {
        var rules = rules(legalClock);
        return CaseModel.of(MediationEvent.TYPES, new MediationDecider(rules)).policy(new MediationPolicy(rules));
    }

    /** The rules in force, read once. */
    @Produces
    @Singleton
    static OfficialRules rules(LegalClock legalClock) {
        return OfficialRules.load(legalClock);
    }

    /** The one-time codes of this installation. */
    @Produces
    @Singleton
    static LinkCodes linkCodes(MediationConfiguration configuration) {
        return new LinkCodes(configuration.linkCodeSecret());
    }
}

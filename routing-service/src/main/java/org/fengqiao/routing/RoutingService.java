package org.fengqiao.routing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.legalclock.DeadlineRules;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.routing.inbound.CommonLog;
import org.fengqiao.routing.model.RelapseRules;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingDecider;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.model.TriageRules;
import org.fengqiao.routing.model.Units;
import org.fengqiao.routing.policy.Belonging;
import org.fengqiao.routing.policy.RelapseWindow;
import org.fengqiao.routing.policy.RoutingPolicy;
import org.fengqiao.routing.view.QueueList;

/** The routing of cases to the units that handle them. A case that nobody claimed in time goes one level up. */
@Singleton
public class RoutingService extends CaseService<RoutingCommand, RoutingCase, RoutingEvent> {

    RoutingService(RoutingRules rules, KeyRings keys, ServiceEnvironment environment) {
        super(
                CaseModel.of(RoutingEvent.TYPES, new RoutingDecider(rules))
                        .policy(new RoutingPolicy().and(new RelapseWindow()).and(new Belonging()))
                        .view(new QueueList())
                        .follows(CommonLog.followed(keys))
                        .afterDeadline(RoutingPolicy::follows),
                environment);
    }

    /**
     * Triage tables, units and times, read once; a faulty line keeps the service from starting and is named in the
     * error.
     */
    @Produces
    @Singleton
    static RoutingRules rules(LegalClock legalClock) {
        var times = new DeadlineRules(legalClock);
        return new RoutingRules(
                DataFile.read("triage.yaml", TriageRules.class),
                DataFile.read("units.yaml", Units.class),
                claimedAt -> times.due(RoutingPolicy.RETURN, claimedAt),
                DataFile.read("relapse.yaml", RelapseRules.class),
                closedAt -> times.due(RelapseWindow.RULE, closedAt));
    }
}

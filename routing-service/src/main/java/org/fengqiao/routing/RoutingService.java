package org.fengqiao.routing;

import java.time.InstantSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.command.CaseCommands;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.deadline.DeadlinePoller;
import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.Safeguards;
import org.fengqiao.kernel.legalclock.DeadlineRules;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingDecider;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.model.TriageRules;
import org.fengqiao.routing.model.Units;
import org.fengqiao.routing.policy.Belonging;
import org.fengqiao.routing.policy.RoutingPolicy;
import org.fengqiao.routing.view.UnitQueues;

/** How routing is put together. */
@ApplicationScoped
public class RoutingService {

    /** Triage tables, units and times, read once; a faulty line keeps the service from starting and is named in the error. */
    @Produces
    @Singleton
    RoutingRules rules(LegalClock legalClock) {
        var times = new DeadlineRules(legalClock);
        return new RoutingRules(
                DataFile.read("triage.yaml", TriageRules.class),
                DataFile.read("units.yaml", Units.class),
                claimedAt -> times.due(RoutingPolicy.RETURN, claimedAt));
    }

    /** Where the model meets the database. */
    @Produces
    @Singleton
    CaseLedger<RoutingCommand, RoutingCase, RoutingEvent> ledger(
            RoutingRules rules, LegalClock legalClock, ObjectMapper json, Safeguards safeguards, InstantSource clock) {
        return new CaseLedger<>(
                RoutingEvent.TYPES,
                new RoutingDecider(rules),
                new RoutingPolicy().and(new Belonging()),
                legalClock,
                new UnitQueues(),
                json,
                safeguards,
                clock);
    }

    /** Commands over HTTP. */
    @Produces
    @Singleton
    CaseCommands<RoutingCommand, RoutingCase, RoutingEvent> commands(
            CaseLedger<RoutingCommand, RoutingCase, RoutingEvent> ledger,
            Mutiny.SessionFactory sessions,
            ObjectMapper json) {
        return new CaseCommands<>(ledger, sessions, json);
    }

    /** A case that nobody claimed in time goes one level up. */
    @Produces
    @Singleton
    DeadlinePoller<RoutingCommand> deadlines(
            CaseLedger<RoutingCommand, RoutingCase, RoutingEvent> ledger,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        return new DeadlinePoller<>(ledger, RoutingPolicy::follows, sessions, clock);
    }
}

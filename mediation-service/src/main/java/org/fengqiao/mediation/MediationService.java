package org.fengqiao.mediation;

import java.time.InstantSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.command.CaseCommands;
import org.fengqiao.kernel.deadline.DeadlinePoller;
import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.Safeguards;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationDecider;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.policy.MediationPolicy;
import org.fengqiao.mediation.policy.OfficialRules;
import org.fengqiao.mediation.view.MediationLists;

/** How mediation is put together. */
@ApplicationScoped
public class MediationService {

    /** The rules in force, read once. */
    @Produces
    @Singleton
    OfficialRules rules(LegalClock legalClock) {
        return OfficialRules.load(legalClock);
    }

    /** Where the model meets the database. */
    @Produces
    @Singleton
    CaseLedger<MediationCommand, Mediation, MediationEvent> ledger(
            OfficialRules rules,
            LegalClock legalClock,
            MediationLists lists,
            ObjectMapper json,
            Safeguards safeguards,
            InstantSource clock) {
        return new CaseLedger<>(
                MediationEvent.TYPES,
                new MediationDecider(rules),
                new MediationPolicy(rules),
                legalClock,
                lists,
                json,
                safeguards,
                clock);
    }

    /** Commands over HTTP. */
    @Produces
    @Singleton
    CaseCommands<MediationCommand, Mediation, MediationEvent> commands(
            CaseLedger<MediationCommand, Mediation, MediationEvent> ledger,
            Mutiny.SessionFactory sessions,
            ObjectMapper json) {
        return new CaseCommands<>(ledger, sessions, json);
    }

    /** Warns of the deadlines, and finds them passed. */
    @Produces
    @Singleton
    DeadlinePoller<MediationCommand> deadlines(
            CaseLedger<MediationCommand, Mediation, MediationEvent> ledger,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        return new DeadlinePoller<>(ledger, MediationPolicy::follows, sessions, clock);
    }
}

package org.fengqiao.petition;

import java.time.InstantSource;
import java.util.Optional;
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
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionDecider;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.policy.PetitionPolicy;
import org.fengqiao.petition.view.PetitionList;

/** How the petition agency is put together. */
@ApplicationScoped
public class PetitionService {

    /** Where the model meets the database. */
    @Produces
    @Singleton
    CaseLedger<PetitionCommand, Petition, PetitionEvent> ledger(
            LegalClock legalClock, PetitionList list, ObjectMapper json, Safeguards safeguards, InstantSource clock) {
        return new CaseLedger<>(
                PetitionEvent.TYPES,
                new PetitionDecider(),
                new PetitionPolicy(),
                legalClock,
                list,
                json,
                safeguards,
                clock);
    }

    /** Commands over HTTP. */
    @Produces
    @Singleton
    CaseCommands<PetitionCommand, Petition, PetitionEvent> commands(
            CaseLedger<PetitionCommand, Petition, PetitionEvent> ledger,
            Mutiny.SessionFactory sessions,
            ObjectMapper json) {
        return new CaseCommands<>(ledger, sessions, json);
    }

    /** Warns of the deadlines and finds them passed. Nothing follows for the case: notice and reply are still owed. */
    @Produces
    @Singleton
    DeadlinePoller<PetitionCommand> deadlines(
            CaseLedger<PetitionCommand, Petition, PetitionEvent> ledger,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        return new DeadlinePoller<>(ledger, _ -> Optional.empty(), sessions, clock);
    }
}

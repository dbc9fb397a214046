package org.fengqiao.intake;

import java.time.InstantSource;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeDecider;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.policy.AcknowledgementTime;
import org.fengqiao.intake.policy.Belonging;
import org.fengqiao.intake.policy.PartnerAnswers;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.People;
import org.fengqiao.kernel.command.CaseCommands;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.deadline.DeadlinePoller;
import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.Safeguards;
import org.fengqiao.kernel.legalclock.LegalClock;

/** How intake is put together. */
@ApplicationScoped
public class IntakeService {

    /** The rules of the front desk, every version. */
    @Produces
    @Singleton
    IntakeRules rules() {
        return DataFile.read("intake-rules.yaml", IntakeRules.class);
    }

    /** The receipt codes of this installation. */
    @Produces
    @Singleton
    ReceiptCodes receiptCodes(IntakeConfiguration configuration) {
        return new ReceiptCodes(configuration.receiptCodeSecret());
    }

    /** Where the model meets the database. */
    @Produces
    @Singleton
    CaseLedger<IntakeCommand, IntakeCase, IntakeEvent> ledger(
            IntakeRules rules,
            ReceiptCodes receiptCodes,
            FrontDesk frontDesk,
            People people,
            LegalClock legalClock,
            ObjectMapper json,
            Safeguards safeguards,
            InstantSource clock) {
        return new CaseLedger<>(
                IntakeEvent.TYPES,
                new IntakeDecider(rules),
                new PartnerAnswers(receiptCodes).and(new AcknowledgementTime()).and(new Belonging()),
                legalClock,
                frontDesk.and(people),
                json,
                safeguards,
                clock);
    }

    /** Commands over HTTP. */
    @Produces
    @Singleton
    CaseCommands<IntakeCommand, IntakeCase, IntakeEvent> commands(
            CaseLedger<IntakeCommand, IntakeCase, IntakeEvent> ledger,
            Mutiny.SessionFactory sessions,
            ObjectMapper json) {
        return new CaseCommands<>(ledger, sessions, json);
    }

    /** A referral that nobody acknowledged in time is still to be acknowledged: that it is late is recorded, and nothing else follows. */
    @Produces
    @Singleton
    DeadlinePoller<IntakeCommand> deadlines(
            CaseLedger<IntakeCommand, IntakeCase, IntakeEvent> ledger,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        return new DeadlinePoller<>(ledger, _ -> Optional.empty(), sessions, clock);
    }
}

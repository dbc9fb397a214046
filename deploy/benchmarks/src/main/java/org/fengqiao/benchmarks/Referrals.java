package org.fengqiao.benchmarks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.benchmarks.Referrals.Happened;
import org.fengqiao.benchmarks.Referrals.Referral;
import org.fengqiao.benchmarks.Referrals.Remind;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.eventstore.PartnerRules;
import org.fengqiao.kernel.eventstore.RecordProtection;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.keys.PartnerKeys;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Rules;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.proof.ChainKey;
import org.fengqiao.kernel.service.CaseModel;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.ServiceEnvironment;

/**
 * The smallest service with a deadline: a referral is to be acknowledged in three working days, or it is reminded of,
 * which is recorded.
 */
final class Referrals extends CaseService<Remind, Referral, Happened> {

    /** The service whose rule, and whose database, it takes. */
    static final String SERVICE = "intake";

    /** The rule. */
    static final String RULE = "referral-acknowledgement";

    /** Something that has happened. */
    sealed interface Happened {
        /** A partner has referred a case. */
        record Received(Instant receivedAt) implements Happened {}

        /** A referral is not acknowledged, and somebody was reminded. */
        record Reminded(Instant remindedAt) implements Happened {}
    }

    /**
     * Reminds of the referral.
     *
     * @param at when
     */
    record Remind(Instant at) {}

    /**
     * A referral.
     *
     * @param reminders how often somebody was reminded of it
     */
    record Referral(int reminders) {}

    private static final class Reminding implements Decider<Remind, Referral, Happened> {

        @Override
        public Referral initial() {
            return new Referral(0);
        }

        @Override
        public Decision<Happened> decide(Remind command, Referral referral) {
            return Decision.accept(new Happened.Reminded(command.at()));
        }

        @Override
        public Referral evolve(Referral referral, Happened event) {
            return switch (event) {
                case Happened.Received _ -> referral;
                case Happened.Reminded _ -> new Referral(referral.reminders() + 1);
            };
        }
    }

    private Referrals(ServiceEnvironment environment) {
        super(
                CaseModel.of(
                                EventTypes.of(SERVICE, Happened.class)
                                        .name("referral-received.v1", Happened.Received.class)
                                        .name("referral-reminded.v1", Happened.Reminded.class)
                                        .build(),
                                new Reminding())
                        .afterDeadline(passed -> Optional.of(new Remind(passed.now()))),
                environment);
    }

    /** The service on this database. */
    static Referrals service(Mutiny.SessionFactory sessions, ObjectMapper json, InstantSource clock) {
        return new Referrals(new ServiceEnvironment(
                sessions,
                clock(),
                clock,
                json,
                new RecordProtection(
                        KeyRings.none(),
                        ChainKey.of(
                                Suite.INTERNATIONAL, SERVICE, "a secret of a benchmark, as long as one of a service"),
                        new PartnerRules("none", List.of()),
                        PartnerKeys.none(),
                        json)));
    }

    /** The official clock with its own rule alone: the others wait for events that it does not record. */
    private static LegalClock clock() {
        var official = LegalFiles.official();
        return new LegalClock(
                Rules.of(official.rules().all().stream()
                        .filter(rule -> rule.id().equals(RULE))
                        .toList()),
                official.calendar());
    }
}

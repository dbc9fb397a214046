package org.fengqiao.benchmarks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.deadline.DeadlinePoller;
import org.fengqiao.kernel.deadline.PassedDeadline;
import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.PartnerRules;
import org.fengqiao.kernel.eventstore.Safeguards;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.proof.ChainKey;

/** The smallest service with a deadline: a referral is to be acknowledged in three working days, or it is reminded of, which is recorded. */
final class Referrals {

    /** The service whose rule, and whose database, it takes. */
    static final String SERVICE = "intake";

    /** The rule. */
    static final String RULE = "referral-acknowledgement";

    /** What has happened. */
    sealed interface Happened {
        /** A partner has referred a case. */
        record Received(Instant receivedAt) implements Happened {}

        /** It is not acknowledged, and somebody was reminded. */
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

    private Referrals() {}

    /** Where its events are kept. */
    static CaseLedger<Remind, Referral, Happened> ledger(ObjectMapper json, InstantSource clock) {
        return new CaseLedger<>(
                EventTypes.of(SERVICE, Happened.class)
                        .name("referral-received.v1", Happened.Received.class)
                        .name("referral-reminded.v1", Happened.Reminded.class)
                        .build(),
                new Reminding(),
                _ -> List.<Consequence>of(),
                LegalFiles.official().clock(),
                CaseView.none(),
                json,
                new Safeguards(
                        KeyRings.none(),
                        ChainKey.of(
                                Suite.INTERNATIONAL, SERVICE, "a secret of a benchmark, as long as one of a service"),
                        new PartnerRules("none", List.of())),
                clock);
    }

    /** What follows when the time has passed; see {@link DeadlinePoller}. */
    static Remind remind(PassedDeadline passed) {
        return new Remind(passed.now());
    }
}

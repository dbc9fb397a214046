package org.fengqiao.caseload.load;

import java.time.InstantSource;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.life.Registration;
import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.local.LocalStack;

/** Referrals of the police in bulk: the cheapest way to make the services record a great many events. */
final class Referrals {

    /** Received, registered, accepted. */
    static final int EVENTS_EACH = 3;

    private final LocalStack stack;
    private final Registration told;
    private final InstantSource clock;

    Referrals(LocalStack stack, Registration told, InstantSource clock) {
        this.stack = stack;
        this.told = told;
        this.clock = clock;
    }

    /** Sends so many new referrals; returns when the broker has them all. */
    void send(int howMany) throws InterruptedException, StepFailed {
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        var run = UUID.randomUUID();
        var now = clock.instant().atZone(Messages.ZONE).toOffsetDateTime();
        try (var partners = new PartnerSystems(stack.kafka(), _ -> {})) {
            for (var number = 1; number <= howMany; number++) {
                var reference = "load-%s-%d".formatted(run, number);
                partners.sendSoon(
                        Partner.POLICE,
                        "referral-submitted",
                        reference,
                        UUID.randomUUID(),
                        now,
                        Messages.ReferralSubmitted.of(reference, told),
                        failures::add);
            }
            partners.flush();
        }
        if (!failures.isEmpty()) {
            throw new StepFailed("%d referrals could not be sent: %s".formatted(failures.size(), failures.peek()));
        }
    }
}

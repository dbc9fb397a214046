package org.fengqiao.caseload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.local.Console;

/** Referrals of the police that are sent as fast as the broker takes them, and the acknowledgements that come back. */
final class ReferredFines implements Consumer<PartnerSystems.Received> {

    /**
     * Time without any message after which the waiting is over; longer than a restart of the broker or of Connect
     * takes.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Time of quiet required after the last acknowledgement before none is called missing and none doubled. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Map<String, AtomicInteger> acknowledgements = new ConcurrentHashMap<>();
    private final Map<String, String> cases = new ConcurrentHashMap<>();
    private final AtomicInteger declined = new AtomicInteger();
    private final Queue<String> rejected = new ConcurrentLinkedQueue<>();
    private final Queue<String> notSent = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Instant> lastHeard;

    ReferredFines(InstantSource clock) {
        this.clock = clock;
        this.lastHeard = new AtomicReference<>(clock.instant());
    }

    /**
     * Result of the referrals.
     *
     * @param sent referrals that were sent
     * @param cases different cases that were made of them
     * @param declined how many were declined
     * @param problems what is not as it should be, in words; empty if all is well
     * @param took from the first that was sent to the last that was acknowledged
     */
    record Result(int sent, int cases, int declined, List<String> problems, Duration took) {}

    @Override
    public void accept(PartnerSystems.Received message) {
        lastHeard.set(clock.instant());
        switch (message.type()) {
            case "referral-acknowledged" -> {
                var reference = message.body().path("reference").asText();
                acknowledgements
                        .computeIfAbsent(reference, _ -> new AtomicInteger())
                        .incrementAndGet();
                if ("ACCEPTED".equals(message.body().path("decision").asText())) {
                    cases.put(reference, message.body().path("caseId").asText());
                } else {
                    declined.incrementAndGet();
                }
            }
            case "rejected" -> rejected.add(message.key() + ": " + message.body());
            default -> {
                // Results and filings of other cases are not ours.
            }
        }
    }

    /** Sends all referrals and waits for their acknowledgements. */
    Result send(PartnerSystems partners, Stream<Messages.ReferralSubmitted> referrals, Console console)
            throws InterruptedException {
        var started = clock.instant();
        var references = new ArrayList<String>();
        var now = started.atZone(Messages.ZONE).toOffsetDateTime();
        referrals.forEach(referral -> {
            references.add(referral.reference());
            partners.sendSoon(
                    Partner.POLICE,
                    "referral-submitted",
                    referral.reference(),
                    UUID.nameUUIDFromBytes(("fine/" + referral.reference()).getBytes(StandardCharsets.UTF_8)),
                    now,
                    referral,
                    exception -> notSent.add(referral.reference() + ": " + exception.getMessage()));
        });
        partners.flush();
        lastHeard.set(clock.instant());
        while (!isOver(references.size())) {
            console.progress("%d of %d acknowledged".formatted(acknowledgements.size(), references.size()));
            Thread.sleep(100);
        }
        console.done();
        return new Result(
                references.size(),
                (int) cases.values().stream().distinct().count(),
                declined.get(),
                problems(references),
                Duration.between(started, lastHeard.get()));
    }

    private boolean isOver(int sent) {
        var quiet = Duration.between(lastHeard.get(), clock.instant());
        return quiet.compareTo(acknowledgements.size() + rejected.size() + notSent.size() >= sent ? QUIET : PATIENCE)
                > 0;
    }

    private List<String> problems(List<String> references) {
        var problems = new ArrayList<String>();
        var missing = references.stream()
                .filter(reference -> !acknowledgements.containsKey(reference))
                .toList();
        if (!missing.isEmpty()) {
            problems.add("%d were not acknowledged, the first is %s".formatted(missing.size(), missing.getFirst()));
        }
        var doubled = references.stream()
                .filter(reference -> acknowledgements.containsKey(reference)
                        && acknowledgements.get(reference).get() > 1)
                .toList();
        if (!doubled.isEmpty()) {
            problems.add("%d were acknowledged more than once, the first is %s"
                    .formatted(doubled.size(), doubled.getFirst()));
        }
        if (!rejected.isEmpty()) {
            problems.add("%d were rejected, the first is %s".formatted(rejected.size(), rejected.peek()));
        }
        if (!notSent.isEmpty()) {
            problems.add("%d could not be sent, the first is %s".formatted(notSent.size(), notSent.peek()));
        }
        return problems;
    }
}

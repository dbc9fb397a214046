package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.caseload.Json;
import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.life.Registration;
import org.fengqiao.caseload.partner.Mailbox;
import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.profile.Category;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/**
 * Valid registrations and referrals beside the malformed ones. Each has to be answered as on a quiet day, and some
 * cases are claimed, so that there is more to be spoilt.
 */
final class GoodTraffic implements AutoCloseable {

    /** Pause between two registrations, and between two referrals. */
    private static final Duration PAUSE = Duration.ofMillis(400);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String COMMAND = "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";

    private final LocalStack stack;
    private final Specimens specimens;
    private final Supplier<Instant> now;
    private final Function<Person, String> token;
    private final PartnerSystems partners;
    private final Mailbox mailbox;
    private final Duration within;
    private final Findings findings;
    private final Set<UUID> cases = ConcurrentHashMap.newKeySet();
    private final AtomicInteger registrations = new AtomicInteger();
    private final AtomicInteger referrals = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean closed;

    GoodTraffic(
            LocalStack stack,
            Specimens specimens,
            Supplier<Instant> now,
            Function<Person, String> token,
            PartnerSystems partners,
            Mailbox mailbox,
            Duration within,
            Findings findings) {
        this.stack = stack;
        this.specimens = specimens;
        this.now = now;
        this.token = token;
        this.partners = partners;
        this.mailbox = mailbox;
        this.within = within;
        this.findings = findings;
        this.threads = List.of(
                Thread.ofPlatform().daemon().name("registrations").start(() -> repeat(this::register)),
                Thread.ofPlatform().daemon().name("referrals").start(() -> repeat(this::refer)));
    }

    private interface Step {
        void take() throws InterruptedException, IOException;
    }

    private void repeat(Step step) {
        try {
            while (!closed) {
                step.take();
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            findings.offends("valid traffic ended: " + e.getClass().getSimpleName());
        }
    }

    /** Returns the cases that were made. */
    Set<UUID> cases() {
        return Set.copyOf(cases);
    }

    /** Returns what was sent, in words. */
    String sent() {
        return "%d valid registrations and %d valid referrals beside them"
                .formatted(registrations.get(), referrals.get());
    }

    private void register() throws IOException, InterruptedException {
        var number = registrations.incrementAndGet();
        var answer = send(Service.INTAKE, "/cases", "clerk", Messages.NewCase.of(Channel.WINDOW, someRegistration()));
        if (answer.status() != 201) {
            findings.offends("a valid registration → " + answer);
            return;
        }
        var caseId = UUID.fromString(json(answer).path("caseId").asText());
        specimens.knowReceipt(json(answer).path("receiptCode").asText());
        cases.add(caseId);
        if (number % 2 == 0) {
            claim(caseId);
        }
        specimens.know(caseId);
    }

    /** The unit that got the case takes it up, if routing has heard of it in time. */
    private void claim(UUID caseId) throws IOException, InterruptedException {
        var asked = System.nanoTime();
        while (System.nanoTime() - asked < within.toNanos()) {
            var routed = HttpLine.send(
                    stack.of(Service.ROUTING),
                    head("GET", "/cases/" + caseId, "dispatcher", 0).getBytes(UTF_8),
                    within);
            if (routed.isAccepted()) {
                var unit = json(routed).path("unit").asText();
                if (!unit.isEmpty()) {
                    send(
                            Service.ROUTING,
                            "/cases/" + caseId + "/claim",
                            "dispatcher",
                            Json.MAPPER.createObjectNode().put("unit", unit).put("worker", "worker-1"));
                    return;
                }
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private void refer() throws IOException, InterruptedException {
        var partner = Partner.values()[referrals.getAndIncrement() % Partner.values().length];
        var reference = "fuzz-good-" + UUID.randomUUID();
        partners.send(
                partner,
                "referral-submitted",
                reference,
                UUID.randomUUID(),
                now.get().atZone(Messages.ZONE).toOffsetDateTime(),
                Messages.ReferralSubmitted.of(reference, someRegistration()));
        var acknowledged = mailbox.take("referral-acknowledged", reference, within);
        if (acknowledged == null) {
            findings.offends("a valid referral on " + partner.inbound() + " → no acknowledgement");
        } else {
            cases.add(UUID.fromString(acknowledged.path("caseId").asText()));
        }
    }

    private Registration someRegistration() {
        return new Registration(
                List.of(new Registration.Human("王某", null, "13800000000")),
                List.of(new Registration.Human("李某", null, null)),
                "楼上漏水，双方争执",
                "赔偿",
                "3200.00",
                Category.NEIGHBOUR,
                new Registration.Place("昆都仑区", "少先路街道", null, null),
                LocalDateTime.ofInstant(now.get().minus(Duration.ofHours(1)), Messages.ZONE));
    }

    private HttpLine.Answer send(Service service, String path, String role, Object body) throws IOException {
        var bytes = Json.MAPPER.writeValueAsBytes(body);
        var head = head("POST", path, role, bytes.length).getBytes(UTF_8);
        var call = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, call, 0, head.length);
        System.arraycopy(bytes, 0, call, head.length, bytes.length);
        return HttpLine.send(stack.of(service), call, within);
    }

    private String head(String method, String path, String role, int length) {
        return COMMAND.formatted(method, path, token.apply(Person.ofTheCity("fuzz-good-" + role, role)), length);
    }

    private static JsonNode json(HttpLine.Answer answer) throws IOException {
        return Json.MAPPER.readTree(answer.body().substring(answer.body().indexOf("\r\n\r\n") + 4));
    }

    /** Returns when nothing is sent any more, and everything that was is answered. */
    void end() throws InterruptedException {
        closed = true;
        for (var thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

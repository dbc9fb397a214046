package org.fengqiao.caseload.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.life.Registration;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/**
 * Time from a command's answer, which comes after its commit, to the event on the topic and to the answer of analytics
 * that shows it. A registration records two events in intake and leads to two in routing, so a quarter as many
 * registrations as events are made.
 */
final class Latency {

    /** Registered and accepted in intake, triaged and assigned in routing. */
    private static final int EVENTS_PER_CASE = 4;

    /** Every so many-th case is looked up in analytics again and again until it is there. */
    private static final int SAMPLED = 5;

    private static final String ACCEPTED = "fengqiao.intake.case-accepted.v1";
    private static final Person CLERK = Person.ofTheCity("load", "clerk");
    private static final Person ANALYST = Person.ofTheCity("load", "analyst");
    private static final Duration SETTLE = Duration.ofSeconds(15);

    private final LocalStack stack;
    private final Services services;
    private final Registration told;
    private final Map<String, Long> onTopic = new ConcurrentHashMap<>();
    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final AtomicBoolean measured = new AtomicBoolean();
    private final Queue<Double> inAnalytics = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Latency(LocalStack stack, Services services, Registration told) {
        this.stack = stack;
        this.services = services;
        this.told = told;
    }

    void measure(int eventsPerSecond, int seconds, Figures figures, Console console)
            throws InterruptedException, StepFailed {
        var cases = eventsPerSecond * seconds / EVENTS_PER_CASE;
        var gap = TimeUnit.SECONDS.toNanos(EVENTS_PER_CASE) / eventsPerSecond;
        var listening = new CountDownLatch(1);
        var listener = Thread.ofPlatform().daemon().start(() -> listen(listening));
        listening.await();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();
            for (var number = 0; number < cases; number++) {
                var due = start + number * gap;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                var sampled = number % SAMPLED == 0;
                var _ = people.submit(() -> register(sampled));
                if (number % 25 == 0) {
                    console.progress("latency: %d of %d cases".formatted(number, cases));
                }
            }
        }
        var giveUpAt = System.nanoTime() + SETTLE.toNanos();
        while (!onTopic.keySet().containsAll(answered.keySet()) && System.nanoTime() < giveUpAt) {
            Thread.sleep(10);
        }
        measured.set(true);
        listener.join();
        if (!failures.isEmpty()) {
            throw new StepFailed("latency: %d cases failed, the first: %s".formatted(failures.size(), failures.peek()));
        }
        var toTopic = answered.entrySet().stream()
                .filter(entry -> onTopic.containsKey(entry.getKey()))
                .map(entry -> Math.max(0, onTopic.get(entry.getKey()) - entry.getValue()) / 1e6)
                .sorted()
                .toList();
        var toAnalytics = inAnalytics.stream().sorted().toList();
        var load = "%d events/s for %d s, as %d registrations over HTTP".formatted(eventsPerSecond, seconds, cases);
        figures.add(
                "answer of the command → record on case-events",
                "p50 %s, p99 %s, most %s"
                        .formatted(
                                Figures.percentile(toTopic, 0.5),
                                Figures.percentile(toTopic, 0.99),
                                Figures.percentile(toTopic, 1)),
                "%s; a consumer that reads committed records notes when each case-accepted arrives (%d of them)"
                        .formatted(load, toTopic.size()));
        figures.add(
                "answer of the command → visible in analytics",
                "p50 %s, p99 %s, most %s"
                        .formatted(
                                Figures.percentile(toAnalytics, 0.5),
                                Figures.percentile(toAnalytics, 0.99),
                                Figures.percentile(toAnalytics, 1)),
                "the same; every %dth case's history is asked for again and again until it shows the event (%d of them)"
                        .formatted(SAMPLED, toAnalytics.size()));
    }

    private void register(boolean sampled) {
        try {
            var answer = services.post(
                    Service.INTAKE, "/cases", CLERK, Messages.NewCase.of(Channel.WINDOW, told), UUID.randomUUID());
            var at = System.nanoTime();
            var caseId = answer.path("caseId").asText();
            answered.put(caseId, at);
            if (sampled) {
                services.getTightly(
                        Service.ANALYTICS,
                        "/cases/" + caseId + "/history",
                        ANALYST,
                        history -> history.toString().contains(ACCEPTED));
                inAnalytics.add((System.nanoTime() - at) / 1e6);
            }
        } catch (StepFailed exception) {
            failures.add(exception.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(CountDownLatch listening) {
        try (var consumer = Topics.fromNowOn(stack.kafka(), Topics.CASE_EVENTS)) {
            listening.countDown();
            while (!measured.get()) {
                for (var message : consumer.poll(Duration.ofMillis(20))) {
                    if (ACCEPTED.equals(Topics.header(message, "ce_type"))) {
                        onTopic.put(new String(message.key(), UTF_8), System.nanoTime());
                    }
                }
            }
        }
    }
}

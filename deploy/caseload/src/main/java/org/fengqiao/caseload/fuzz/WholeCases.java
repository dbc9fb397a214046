package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

import org.fengqiao.caseload.load.Topics;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/**
 * Check that no case is written by half. Every case about which something came onto the common log since the check
 * began has there what its services have recorded, each event once and in order; one that intake accepted is judged by
 * routing, and analytics knows all of it.
 */
final class WholeCases implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String ACCEPTED = "fengqiao.intake.case-accepted.v1";
    private static final String INTAKE = "/intake";
    private static final String ROUTING = "/routing";
    private static final int AT_ONCE = 4;
    private static final int LONGEST_PAGE = 200;

    private final KafkaConsumer<byte[], byte[]> log;
    private final Services services;
    private final Duration patience;

    /** Of each case and service, the numbers of its events, in the order of the log. */
    private final Map<String, Map<String, List<Long>>> seen = new TreeMap<>();

    private final Collection<String> accepted = new TreeSet<>();

    /** Begins to listen. */
    WholeCases(String kafka, Services services, Duration patience) {
        this.log = Topics.fromNowOn(kafka, Topics.CASE_EVENTS);
        this.services = services;
        this.patience = patience;
    }

    /** Returns what is wrong with the cases, when everything came that is to come or patience is over. */
    List<String> faults(Collection<UUID> mustBeAccepted) throws InterruptedException {
        var began = System.nanoTime();
        var quietSince = began;
        List<String> faults = List.of();
        while (System.nanoTime() - began < patience.toNanos()) {
            var records = log.poll(LOOK);
            records.forEach(this::note);
            if (!records.isEmpty()) {
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > TimeUnit.SECONDS.toNanos(2)) {
                faults = look(mustBeAccepted);
                if (faults.isEmpty()) {
                    return faults;
                }
                quietSince = System.nanoTime();
            }
        }
        return faults.isEmpty() ? List.of("the common log did not become quiet") : faults;
    }

    /** Returns the number of cases that were looked at. */
    int count() {
        return seen.size();
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        var caseId = new String(record.key(), UTF_8);
        seen.computeIfAbsent(caseId, _ -> new TreeMap<>())
                .computeIfAbsent(Topics.header(record, "ce_source"), _ -> new ArrayList<>())
                .add(Long.parseLong(Topics.header(record, "ce_sequence")));
        if (Topics.header(record, "ce_type").equals(ACCEPTED)) {
            accepted.add(caseId);
        }
    }

    private List<String> look(Collection<UUID> mustBeAccepted) throws InterruptedException {
        var faults = new ConcurrentLinkedQueue<String>();
        mustBeAccepted.stream()
                .map(UUID::toString)
                .filter(caseId -> !accepted.contains(caseId))
                .forEach(caseId -> faults.add("case %s: its acceptance is not on the log".formatted(caseId)));
        try (var many = Executors.newFixedThreadPool(AT_ONCE)) {
            seen.forEach((caseId, streams) -> many.execute(() -> look(caseId, streams, faults)));
        }
        return List.copyOf(faults);
    }

    private void look(String caseId, Map<String, List<Long>> streams, Collection<String> faults) {
        streams.forEach((source, numbers) -> {
            for (var at = 1; at < numbers.size(); at++) {
                if (numbers.get(at) != numbers.get(at - 1) + 1) {
                    faults.add("case %s: behind event %d of %s comes %d"
                            .formatted(caseId, numbers.get(at - 1), source, numbers.get(at)));
                }
            }
        });
        if (accepted.contains(caseId) && !streams.containsKey(ROUTING)) {
            faults.add("case %s: accepted, and not judged by routing".formatted(caseId));
        }
        try {
            for (var stream : streams.entrySet()) {
                var service = Service.named(stream.getKey().substring(1));
                var recorded = services.get(service, "/cases/" + caseId + "/events", reader(caseId), _ -> true)
                        .path("items")
                        .size();
                if (recorded != stream.getValue().getLast()) {
                    faults.add("case %s: %d events recorded by %s, %d on the log"
                            .formatted(
                                    caseId,
                                    recorded,
                                    service.label(),
                                    stream.getValue().getLast()));
                }
            }
            known(caseId, streams, faults);
        } catch (StepFailed e) {
            faults.add("case %s: %s".formatted(caseId, e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void known(String caseId, Map<String, List<Long>> streams, Collection<String> faults)
            throws StepFailed, InterruptedException {
        if (!streams.containsKey(INTAKE)) {
            return;
        }
        var there = streams.values().stream().mapToLong(List::getLast).sum();
        var history = services.get(
                        Service.ANALYTICS,
                        "/cases/" + caseId + "/history?limit=" + LONGEST_PAGE,
                        reader(caseId),
                        _ -> true)
                .path("items")
                .size();
        if (history != Math.min(there, LONGEST_PAGE)) {
            faults.add("case %s: analytics knows %d of %d events".formatted(caseId, history, there));
        }
    }

    /** One of many readers, so that none of them calls more often than one may. */
    private static Person reader(String caseId) {
        return Person.ofTheCity("fuzz-reader-" + caseId.charAt(caseId.length() - 1), "operator");
    }

    @Override
    public void close() {
        log.close();
    }
}

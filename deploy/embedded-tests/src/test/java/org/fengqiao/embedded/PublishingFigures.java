package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Measures the way from a table to a reader of committed records: how long at a steady hundred events a second, how
 * many a second when there is a backlog. Run by hand, with the test class path; the first argument is the size of the
 * backlog.
 */
public final class PublishingFigures {

    private static final int STEADY_EVENTS = 3_000;
    private static final int WARM_UP = 500;
    private static final long STEADY_INTERVAL_MILLIS = 10;

    private PublishingFigures() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        var backlog = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        var folder = Files.createTempDirectory("figures-");
        try (var others = EmbeddedProcess.start(folder, "postgres,kafka")) {
            var intake = new ServiceDatabase(others.endpoints(), "intake")
                    .withTables()
                    .withPublication();
            try (var _ = EmbeddedProcess.start(folder, "connect")) {
                latency(intake, others.endpoints().getProperty("kafka.bootstrap"));
            }
            fill(intake, backlog);
            drain(folder, others, backlog);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void latency(ServiceDatabase intake, String bootstrap) throws Exception {
        var committedAt = new ConcurrentHashMap<String, Long>();
        var latencies = new ArrayList<Double>();
        try (var consumer = consumer(bootstrap);
                var service = intake.connect("service");
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var started = new int[1];
            clock.scheduleAtFixedRate(
                    () -> {
                        if (started[0]++ < STEADY_EVENTS) {
                            var caseId = UUID.randomUUID();
                            record(service, caseId);
                            committedAt.put(caseId.toString(), System.nanoTime());
                        }
                    },
                    0,
                    STEADY_INTERVAL_MILLIS,
                    TimeUnit.MILLISECONDS);
            var seen = 0;
            while (seen < STEADY_EVENTS) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    var now = System.nanoTime();
                    seen++;
                    var key = CommittedRecords.text(record.key());
                    var since = committedAt.get(key);
                    // It can come back before the writer has noted that its commit returned.
                    latencies.add(since == null ? 0.0 : (now - since) / 1e6);
                }
            }
        }
        var measured =
                latencies.subList(WARM_UP, latencies.size()).stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "commit to committed reader at 100 events/s: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                percentile(measured, 50),
                percentile(measured, 90),
                percentile(measured, 99),
                measured.getLast());
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static void record(Connection service, UUID caseId) {
        try {
            ServiceDatabase.recordEvent(service, caseId, 1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** In transactions of a hundred, of the size of real events. */
    private static void fill(ServiceDatabase intake, int events) throws SQLException {
        try (var service = intake.connect("service");
                var insert = service.prepareStatement("""
                        insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id,
                          actor_role, correlation_id, link, mark)
                        select gen_random_uuid(), gen_random_uuid(), 1, 'fengqiao.intake.case-registered.v1',
                          repeat('x', 600), now(), now(),
                               'li-wei', 'clerk', gen_random_uuid(), 'i1.' || repeat('A', 43), 'i1.' || repeat('A', 43)
                        from generate_series(1, 100)""")) {
            for (var transaction = 0; transaction < events / 100; transaction++) {
                insert.executeUpdate();
            }
        }
    }

    private static void drain(Path folder, EmbeddedProcess others, int backlog) throws IOException {
        try (var consumer = consumer(others.endpoints().getProperty("kafka.bootstrap"));
                var connect = EmbeddedProcess.start(folder, "connect")) {
            var seen = consumer.poll(Duration.ofMinutes(1)).count();
            var first = System.nanoTime();
            var connectBefore = processorSeconds(connect);
            var othersBefore = processorSeconds(others);
            var counted = seen;
            while (seen < backlog) {
                seen += consumer.poll(Duration.ofSeconds(1)).count();
            }
            var seconds = (System.nanoTime() - first) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "backlog of %,d events from the table to a committed reader: %.1f s, %,.0f events/s"
                            + " (processor: Connect %.1f s, broker %.1f s)%n",
                    backlog,
                    seconds,
                    (backlog - counted) / seconds,
                    processorSeconds(connect) - connectBefore,
                    processorSeconds(others) - othersBefore);
        }
    }

    /** So that the figures of a busy machine can be judged. */
    private static double processorSeconds(EmbeddedProcess process) {
        return ProcessHandle.of(process.pid())
                        .orElseThrow()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toMillis()
                / 1e3;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor("case-events").stream()
                .map(partition -> new TopicPartition("case-events", partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}

package org.fengqiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, and whenever: the topic holds every version of every case once, in order. */
class KilledTest {

    private static final int WRITERS = 4;

    private static final int FAULTS_TOLD = 20;

    @TempDir
    private Path folder;

    @Test
    void everyVersionOfEveryCaseArrivesOnceAndInOrderAlthoughConnectAndTheBrokerAreKilled() throws Exception {
        try (var database = EmbeddedProcess.start(folder, "postgres")) {
            var broker = EmbeddedProcess.start(folder, "kafka");
            var intake = new ServiceDatabase(database.endpoints(), "intake")
                    .withTables()
                    .withPublication();
            try (var writing = new Writing(intake)) {
                // The service is at work before there is a connector.
                writing.goOnFor(500);
                var connect = EmbeddedProcess.start(folder, "connect");
                try (var events =
                        new CommittedRecords(database.endpoints().getProperty("kafka.bootstrap"), "case-events")) {
                    awaitGrowth(events);

                    connect.kill();
                    writing.goOnFor(500);
                    connect = EmbeddedProcess.start(folder, "connect");
                    awaitGrowth(events);

                    broker.kill();
                    writing.goOnFor(500);
                    broker = EmbeddedProcess.start(folder, "kafka");
                    awaitGrowth(events);

                    connect.kill();
                    broker.kill();
                    writing.goOnFor(500);
                    broker = EmbeddedProcess.start(folder, "kafka");
                    connect = EmbeddedProcess.start(folder, "connect");
                    awaitGrowth(events);

                    connect.awaitOutput("connector intake runs");
                    var written = writing.stop();
                    for (var history : written) {
                        events.ofKey(history.caseId(), (int) history.versions());
                    }
                    // Anything that comes twice would come by now.
                    events.all();
                    var read = events.byKey();
                    assertThat(written)
                            .allSatisfy(history -> assertThat(faults(
                                            history, read.get(history.caseId().toString())))
                                    .isEmpty());
                }
                connect.close();
            }
            broker.close();
        }
    }

    /** Until something that was not there before has come through. */
    private static void awaitGrowth(CommittedRecords events) {
        var before = events.all().size();
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    events.poll(Duration.ofMillis(100));
                    return events.size() > before;
                });
    }

    private record History(UUID caseId, long versions) {}

    /** Returns which versions of a case did not come once and in order, and where they stand; empty if all did. */
    private static List<String> faults(History history, List<ConsumerRecord<byte[], byte[]>> records) {
        var placesByVersion = new TreeMap<Long, List<String>>();
        LongStream.rangeClosed(1, history.versions())
                .forEach(version -> placesByVersion.put(version, new ArrayList<>()));
        var faults = new ArrayList<String>();
        var previous = 0L;
        for (var record : records) {
            var version = Long.parseLong(CommittedRecords.headers(record).get("ce_sequence"));
            var place = "partition %d offset %d leader epoch %d"
                    .formatted(
                            record.partition(),
                            record.offset(),
                            record.leaderEpoch().orElse(-1));
            placesByVersion.computeIfAbsent(version, _ -> new ArrayList<>()).add(place);
            if (version < previous) {
                faults.add("%d after %d (%s)".formatted(version, previous, place));
            }
            previous = version;
        }
        placesByVersion.forEach((version, places) -> {
            if (places.size() != 1 || version > history.versions()) {
                faults.add(
                        "%d of %d is there %d times %s".formatted(version, history.versions(), places.size(), places));
            }
        });
        return faults.size() <= FAULTS_TOLD
                ? faults
                : Stream.concat(
                                faults.stream().limit(FAULTS_TOLD),
                                Stream.of("and %d more".formatted(faults.size() - FAULTS_TOLD)))
                        .toList();
    }

    /** Some services at work at once, each on a case of its own, as fast as the database commits. */
    private static final class Writing implements AutoCloseable {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicLong committed = new AtomicLong();
        private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        private final List<Future<History>> histories = new ArrayList<>();

        Writing(ServiceDatabase database) {
            for (var writer = 0; writer < WRITERS; writer++) {
                histories.add(writers.submit(() -> write(database)));
            }
        }

        private History write(ServiceDatabase database) throws SQLException, InterruptedException {
            var caseId = UUID.randomUUID();
            var version = 0L;
            try (var service = database.connect("service")) {
                while (!stopped.get()) {
                    ServiceDatabase.recordEvent(service, caseId, ++version);
                    committed.incrementAndGet();
                    // A steady stream, not a flood: something must be under way whenever a part is killed.
                    Thread.sleep(5);
                }
            }
            return new History(caseId, version);
        }

        void goOnFor(int events) {
            var until = committed.get() + events;
            await().atMost(Duration.ofSeconds(60)).until(() -> committed.get() >= until);
        }

        List<History> stop() throws Exception {
            stopped.set(true);
            var written = new ArrayList<History>();
            for (var history : histories) {
                written.add(history.get());
            }
            return written;
        }

        @Override
        public void close() {
            stopped.set(true);
            writers.close();
        }
    }
}

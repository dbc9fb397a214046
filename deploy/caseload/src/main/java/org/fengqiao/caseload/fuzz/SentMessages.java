package org.fengqiao.caseload.fuzz;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Service;

/**
 * Malformed messages on their way. Each is answered when it is on {@code <partner>.rejected}, or, unless it must be
 * refused, when all services that read its topic have read on.
 */
final class SentMessages implements AutoCloseable {

    /** Number of messages that may be on their way at the same time. */
    private static final int AT_ONCE = 48;

    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Set<Service> OF_THE_COURT = Set.of(Service.INTAKE, Service.MEDIATION);

    private record Sent(String topic, int partition, long offset, Spoilt<String> what, long at) {}

    private final Producer<byte[], byte[]> producer;
    private final Map<Service, Connection> readers;
    private final Duration within;
    private final Findings findings;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Map<String, Sent> underWay = new ConcurrentHashMap<>();
    private final Map<String, Long> rejected = new ConcurrentHashMap<>();
    private final Thread watch;
    private volatile boolean closed;

    SentMessages(LocalStack stack, Producer<byte[], byte[]> producer, Duration within, Findings findings)
            throws SQLException {
        this.producer = producer;
        this.within = within;
        this.findings = findings;
        this.readers = Map.of(
                Service.INTAKE, stack.connect(Service.INTAKE),
                Service.MEDIATION, stack.connect(Service.MEDIATION));
        this.watch = Thread.ofPlatform().daemon().name("sent messages").start(this::watch);
    }

    /** Sends one; waits while too many are on their way. */
    void send(Spoilt<ProducerRecord<byte[], byte[]>> spoilt, String type) throws InterruptedException {
        room.acquire();
        findings.sent();
        var what = spoilt.with("%s: %s".formatted(type, spoilt.how()));
        var _ = producer.send(spoilt.what(), (metadata, failure) -> {
            if (failure == null) {
                underWay.put(
                        address(metadata),
                        new Sent(metadata.topic(), metadata.partition(), metadata.offset(), what, System.nanoTime()));
            } else {
                findings.unanswered(what.what() + ", which the broker did not take");
                room.release();
            }
        });
    }

    private static String address(RecordMetadata metadata) {
        return "%s-%d@%d".formatted(metadata.topic(), metadata.partition(), metadata.offset());
    }

    /** Hears that a record came back. */
    void rejected(String from) {
        rejected.putIfAbsent(from, System.nanoTime());
    }

    /** Returns when nothing is on its way any more. */
    void awaitAll() throws InterruptedException {
        producer.flush();
        room.acquire(AT_ONCE);
        room.release(AT_ONCE);
    }

    private void watch() {
        try {
            while (!closed) {
                var positions = new HashMap<Service, Map<String, Long>>();
                for (var reader : readers.entrySet()) {
                    positions.put(reader.getKey(), positions(reader.getValue()));
                }
                underWay.forEach((address, sent) -> settle(address, sent, positions));
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
        } catch (SQLException e) {
            findings.offends("the positions of the services could not be read: " + e.getSQLState());
            room.release(AT_ONCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(String address, Sent sent, Map<Service, Map<String, Long>> positions) {
        var back = rejected.get(address);
        var took = Duration.ofNanos((back == null ? System.nanoTime() : back) - sent.at());
        if (took.compareTo(within) > 0) {
            findings.unanswered(sent.what().what());
        } else if (back != null) {
            findings.answered(false, took.isNegative() ? Duration.ZERO : took);
        } else if (!sent.what().surely() && isReadOn(sent, positions)) {
            findings.answered(true, took);
        } else {
            return;
        }
        underWay.remove(address);
        room.release();
    }

    private static boolean isReadOn(Sent sent, Map<Service, Map<String, Long>> positions) {
        var readers = sent.topic().equals(Partner.COURT.inbound()) ? OF_THE_COURT : Set.of(Service.INTAKE);
        return readers.stream()
                .allMatch(reader ->
                        positions.get(reader).getOrDefault(sent.topic() + "-" + sent.partition(), 0L) > sent.offset());
    }

    private static Map<String, Long> positions(Connection database) throws SQLException {
        try (var query = database.prepareStatement("select topic, partition, next_offset from position");
                var rows = query.executeQuery()) {
            var positions = new HashMap<String, Long>();
            while (rows.next()) {
                positions.put(rows.getString(1) + "-" + rows.getInt(2), rows.getLong(3));
            }
            return positions;
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        watch.interrupt();
        for (var database : List.copyOf(readers.values())) {
            database.close();
        }
    }
}

package org.fengqiao.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.fengqiao.control.reconcile.Difference;
import org.fengqiao.control.reconcile.EventPlace;
import org.fengqiao.control.reconcile.FoundDifferences;
import org.fengqiao.control.reconcile.Reconciliation;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;
import org.fengqiao.verification.PublishedRecords;

/** {@code casectl reconcile}: what services recorded against what is on the topic, and its repair. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the events that services recorded with those on case-events, stream by stream: missing, doubled,"
                    + " different, not recorded. Reads the databases and the topic once, in bounded memory.",
            "--republish has what is missing published again, under its old ids and numbers; readers take each once."
                    + " Killed halfway, type it again.",
            "Exit code 3 if anything differs; what is doubled alone harms nobody and counts as well."
        })
final class ReconcileVerb implements Callable<Integer> {

    private static final String TOPIC = "case-events";
    private static final int FETCH = 2_000;
    private static final Duration SLOT_PATIENCE = Duration.ofSeconds(30);

    private static final String EVENTS =
            "select case_id, version, event_id, data from event where entry is null order by case_id, version";

    private static final String PUBLISHED_UP_TO_NOW = """
            select coalesce(bool_and(confirmed_flush_lsn >= ?::pg_lsn), false)
            from pg_replication_slots where slot_name = ?""";

    private static final String[] COLUMNS = {"difference", "service", "caseId", "version", "eventId", "timesOnTopic"};

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    @Mixin
    private SomeServices services;

    @Option(names = "--republish", description = "has what is missing published again; needs --reason")
    private boolean republish;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, in a sentence, for the record")
    private @Nullable String reason;

    @Option(
            names = "--most",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description = "how many are shown; all are counted; ${DEFAULT-VALUE} if not given")
    private int most;

    @Option(names = "--all-to", paramLabel = "FILE", description = "writes every difference to this file, as CSV")
    private @Nullable Path all;

    private final Map<Service, Long> republished = new EnumMap<>(Service.class);
    private final UnreadableRecords unreadable = new UnreadableRecords();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (republish && reason == null) {
            throw new UserError("Say why: --republish --reason \"…\".");
        }
        var recording = services.orAll().stream()
                .filter(service -> service != Service.ANALYTICS)
                .toList();
        try (var reconciliation = Reconciliation.begin();
                var file = all == null ? null : file(all)) {
            for (var service : recording) {
                recorded(service, reconciliation);
            }
            published(recording, reconciliation);
            var differences = new FoundDifferences(most, this::known, some -> {
                if (file != null) {
                    some.forEach(one -> file.writeRecord(
                            cells(one).stream().map(Object::toString).toList()));
                }
                if (republish) {
                    republish(some);
                }
            });
            reconciliation.compare(differences::add);
            differences.end();
            return tell(differences);
        }
    }

    private int tell(FoundDifferences differences) throws IOException {
        var table = Table.of(COLUMNS);
        differences.shown().forEach(one -> table.row(cells(one).toArray()));
        output.print(table);
        output.note(differences.all() == 0 ? "Store and topic agree." : "Differences: " + differences.counts() + ".");
        if (differences.all() > differences.shown().size()) {
            output.note("The first %,d are shown; --all-to FILE writes all.".formatted(most));
        }
        republished.forEach((service, events) ->
                output.note("%s: %,d events are published again.".formatted(service.label(), events)));
        if (republish && republished.isEmpty()) {
            output.note("Nothing is missing, so nothing is published again.");
        }
        unreadable.tell(output);
        return differences.all() == 0 && unreadable.isEmpty() ? 0 : Casectl.FOUND;
    }

    private static CsvWriter file(Path all) throws IOException {
        var file = CsvWriter.builder().build(all);
        file.writeRecord(COLUMNS);
        return file;
    }

    private static List<Object> cells(Difference one) {
        return List.of(
                one.kind(), serviceOf(one.service()).label(), one.caseId(), one.version(), one.eventId(), one.times());
    }

    private static Service serviceOf(int number) {
        return Service.values()[number];
    }

    private void recorded(Service service, Reconciliation reconciliation) throws IOException, InterruptedException {
        try (var connection = system.connect(service);
                var progress = output.progress("events of " + service.label(), -1)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (var select = connection.prepareStatement(EVENTS)) {
                select.setFetchSize(FETCH);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        reconciliation.recorded(EventPlace.of(
                                service.ordinal(),
                                rows.getObject("case_id", UUID.class),
                                rows.getLong("version"),
                                rows.getObject("event_id", UUID.class),
                                rows.getString("data").getBytes(UTF_8)));
                        progress.step(1);
                    }
                }
            }
            connection.commit();
            awaitPublished(connection, service);
        } catch (SQLException e) {
            throw new UserError("The database of %s cannot be read: %s".formatted(service.label(), e.getMessage()));
        }
    }

    /** Waits until what was read has left the service, for a while: what waits in the slot is not missing. */
    private void awaitPublished(Connection connection, Service service) throws SQLException, InterruptedException {
        String now;
        try (var select = connection.createStatement();
                var row = select.executeQuery("select pg_current_wal_lsn()::text")) {
            row.next();
            now = row.getString(1);
        }
        var until = System.nanoTime() + SLOT_PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try (var select = connection.prepareStatement(PUBLISHED_UP_TO_NOW)) {
                select.setString(1, now);
                select.setString(2, service.label());
                try (var row = select.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
            }
            connection.commit();
            Thread.sleep(200);
        }
        output.note("The slot of %s is behind: what is said to be missing may still come.".formatted(service.label()));
    }

    private void published(List<Service> recording, Reconciliation reconciliation) throws IOException {
        try (var progress = output.progress("records of " + TOPIC, -1)) {
            PublishedRecords.read(system.kafka(), "casectl", List.of(TOPIC), record -> {
                progress.step(1);
                var event = event(record);
                if (event == null) {
                    unreadable.add(record);
                } else if (recording.contains(serviceOf(event.service()))) {
                    reconciliation.published(event);
                }
            });
        }
    }

    /** Returns the event; null if the record is none of a service. */
    private static @Nullable EventPlace event(ConsumerRecord<byte[], byte[]> record) {
        try {
            var envelope = Envelope.of(record.headers());
            return envelope.sequence() == null || record.key() == null || record.value() == null
                    ? null
                    : EventPlace.of(
                            Service.named(envelope.source().substring(1)).ordinal(),
                            UUID.fromString(new String(record.key(), UTF_8)),
                            envelope.sequence(),
                            envelope.id(),
                            record.value());
        } catch (Envelope.Malformed | IllegalArgumentException | UserError _) {
            return null;
        }
    }

    /** Returns those of the events that are recorded by now. */
    private Set<UUID> known(int number, List<UUID> events) throws IOException {
        var service = serviceOf(number);
        try (var connection = system.connect(service);
                var select = connection.prepareStatement("select event_id from event where event_id = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", events.toArray()));
            try (var rows = select.executeQuery()) {
                var known = new HashSet<UUID>();
                while (rows.next()) {
                    known.add(rows.getObject(1, UUID.class));
                }
                return known;
            }
        } catch (SQLException e) {
            throw new UserError("The database of %s cannot be read: %s".formatted(service.label(), e.getMessage()));
        }
    }

    private void republish(List<Difference> some) throws IOException, InterruptedException {
        var missing = some.stream()
                .filter(one -> one.kind() == Difference.Kind.MISSING)
                .collect(Collectors.groupingBy(
                        Difference::service, Collectors.mapping(Difference::eventId, Collectors.toList())));
        for (var of : missing.entrySet()) {
            var service = serviceOf(of.getKey());
            var answer = system.calls()
                    .post(
                            URI.create(system.of(service) + "/republications"),
                            Map.of(
                                    "request",
                                    UUID.randomUUID(),
                                    "events",
                                    of.getValue(),
                                    "reason",
                                    String.valueOf(reason)),
                            null);
            republished.merge(service, answer.path("published").asLong(), Long::sum);
        }
    }
}

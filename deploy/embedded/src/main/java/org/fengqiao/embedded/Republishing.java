package org.fengqiao.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

import org.fengqiao.connectors.RecordsAsWritten;

/**
 * Topics made again from the databases: each row becomes the record that the connector made of it, by the same
 * transformation, byte for byte. Events of all services go out in one order in which no event precedes one that led to
 * it: by the time at which they were recorded, a service's own order within a case first of all.
 */
final class Republishing {

    /**
     * The order of events. Within a case versions decide, whatever the clocks said; ids, which are made in the order of
     * time, decide where the (simulated) time stood still.
     */
    private static final String EVENTS = """
            select *, max(recorded_at) over stream as "order_time",
              max(event_id::text collate "C") over stream as "order_id"
            from event window stream as (partition by case_id order by version)
            order by "order_time", "order_id", case_id, version""";

    /** Messages that partners may still want to read, and the checkpoints, which are kept for ever. */
    private static final String MESSAGES = """
            select * from partner_message
            where topic not like '%.outbound'
              or recorded_at > (select max(recorded_at) from partner_message) - interval '30 days'
            order by topic, %s message_id""";

    private static final String REJECTIONS = "select * from rejected_record order by rejection_id";

    private static final int FETCHED_AT_ONCE = 1_000;
    private static final int SENT_AT_ONCE = 5_000;

    private final Installation installation;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private long records;

    Republishing(Installation installation) {
        this.installation = installation;
    }

    /** Publishes everything on topics that are empty; returns how many records that were. */
    long publish() throws SQLException, InterruptedException {
        try (var producer = new KafkaProducer<byte[], byte[]>(
                Map.of(
                        "bootstrap.servers",
                        installation.kafkaBootstrap(),
                        "acks",
                        "all",
                        // One request at a time keeps the order. Numbers of an idempotent producer would be those of a
                        // producer before the loss, of which the topics' own records still tell.
                        "enable.idempotence",
                        false,
                        "max.in.flight.requests.per.connection",
                        1,
                        "request.timeout.ms",
                        120_000,
                        "max.request.size",
                        4_194_304,
                        // A machine that recovers has much else to do.
                        "delivery.timeout.ms",
                        1_800_000,
                        "compression.type",
                        "none"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            publishEvents(producer);
            for (var service : Installation.PUBLISHING_SERVICES) {
                publishRest(producer, service);
            }
            awaitSent();
        }
        return records;
    }

    private void publishEvents(KafkaProducer<byte[], byte[]> producer) throws SQLException, InterruptedException {
        var heads = new PriorityQueue<Rows>();
        var opened = new ArrayList<Rows>();
        try {
            for (var service : Installation.PUBLISHING_SERVICES) {
                var rows = Rows.of(installation, service, "event", EVENTS);
                opened.add(rows);
                if (rows.next()) {
                    heads.add(rows);
                }
            }
            while (!heads.isEmpty()) {
                var first = heads.remove();
                send(producer, first.record());
                if (first.next()) {
                    heads.add(first);
                }
            }
        } finally {
            for (var rows : opened) {
                rows.close();
            }
        }
    }

    private void publishRest(KafkaProducer<byte[], byte[]> producer, String service)
            throws SQLException, InterruptedException {
        try (var connection = PostgresServer.connect(installation, service)) {
            if (Databases.hasTable(connection, "partner_message")) {
                var order = Databases.hasTable(connection, "partner_sequence") ? "sequence," : "";
                publishAll(producer, service, "partner_message", MESSAGES.replace("%s", order));
            }
            if (Databases.hasTable(connection, "rejected_record")) {
                publishAll(producer, service, "rejected_record", REJECTIONS);
            }
        }
    }

    private void publishAll(KafkaProducer<byte[], byte[]> producer, String service, String table, String query)
            throws SQLException, InterruptedException {
        try (var rows = Rows.of(installation, service, table, query)) {
            while (rows.next()) {
                send(producer, rows.record());
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, SourceRecord record) throws InterruptedException {
        var headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.key(), (byte[]) header.value()));
        sent.add(producer.send(new ProducerRecord<>(
                record.topic(), null, null, (byte[]) record.key(), (byte[]) record.value(), headers)));
        records++;
        if (sent.size() >= SENT_AT_ONCE) {
            awaitSent();
        }
    }

    private void awaitSent() throws InterruptedException {
        for (var one : sent) {
            try {
                one.get();
            } catch (ExecutionException refused) {
                throw new Trouble(
                        "Kafka did not take a record: " + refused.getCause().getMessage(), refused);
            }
        }
        sent.clear();
    }

    /** Rows of a table, each as the record that stands for it. */
    private static final class Rows implements AutoCloseable, Comparable<Rows> {

        /** With every digit that PostgreSQL has, zeros too. */
        private static final DateTimeFormatter AS_DEBEZIUM =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

        private static final Schema SOURCE =
                SchemaBuilder.struct().field("table", Schema.STRING_SCHEMA).build();

        private final RecordsAsWritten<SourceRecord> asWritten = new RecordsAsWritten<>();
        private final Connection connection;
        private final ResultSet rows;
        private final String table;
        private final Schema row;
        private final Schema change;
        private String place = "";

        private Rows(Connection connection, ResultSet rows, String service, String table) throws SQLException {
            this.connection = connection;
            this.rows = rows;
            this.table = table;
            this.row = schema(rows);
            this.change = SchemaBuilder.struct()
                    .field("op", Schema.STRING_SCHEMA)
                    .field("source", SOURCE)
                    .field("after", row)
                    .build();
            asWritten.configure(Map.of("source", "/" + service));
        }

        static Rows of(Installation installation, String service, String table, String query) throws SQLException {
            var connection = PostgresServer.connect(installation, service);
            if (!Databases.hasTable(connection, table)) {
                query = "select 1 where false";
            }
            // Row by row: a database need not fit into memory.
            connection.setAutoCommit(false);
            var statement = connection.createStatement();
            statement.setFetchSize(FETCHED_AT_ONCE);
            return new Rows(connection, statement.executeQuery(query), service, table);
        }

        private static Schema schema(ResultSet rows) throws SQLException {
            var columns = rows.getMetaData();
            var schema = SchemaBuilder.struct();
            for (var column = 1; column <= columns.getColumnCount(); column++) {
                schema.field(
                        columns.getColumnName(column),
                        switch (columns.getColumnType(column)) {
                            case Types.BINARY -> Schema.OPTIONAL_BYTES_SCHEMA;
                            case Types.BIT -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
                            default -> Schema.OPTIONAL_STRING_SCHEMA;
                        });
            }
            return schema.build();
        }

        boolean next() throws SQLException {
            if (!rows.next()) {
                return false;
            }
            if (table.equals("event")) {
                var time = rows.getObject("order_time", OffsetDateTime.class).toInstant();
                place = "%020d%09d%s".formatted(time.getEpochSecond(), time.getNano(), rows.getString("order_id"));
            }
            return true;
        }

        SourceRecord record() throws SQLException {
            var after = new Struct(row);
            for (var field : row.fields()) {
                after.put(field, value(field.name(), field.schema()));
            }
            var read = new Struct(change)
                    .put("op", "r")
                    .put("source", new Struct(SOURCE).put("table", table))
                    .put("after", after);
            return asWritten.apply(new SourceRecord(new HashMap<>(), new HashMap<>(), table, change, read));
        }

        private @Nullable Object value(String column, Schema schema) throws SQLException {
            return switch (schema.type()) {
                case BYTES -> rows.getBytes(column);
                case BOOLEAN -> rows.getBoolean(column);
                default ->
                    column.endsWith("_at") || column.equals("order_time")
                            ? written(rows.getObject(column, OffsetDateTime.class))
                            : rows.getString(column);
            };
        }

        private static @Nullable String written(@Nullable OffsetDateTime time) {
            return time == null ? null : AS_DEBEZIUM.format(time.withOffsetSameInstant(ZoneOffset.UTC));
        }

        @Override
        public int compareTo(Rows other) {
            return place.compareTo(other.place);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}

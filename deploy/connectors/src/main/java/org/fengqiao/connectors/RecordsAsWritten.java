package org.fengqiao.connectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Turns a row that Debezium read from one of a service's insert-only tables into the Kafka record that the row stands
 * for: key, value and headers as bytes, exactly as the service wrote them, so that the worker's converters have nothing
 * left to do ({@code ByteArrayConverter} for all three).
 *
 * <ul>
 *   <li>{@code event} becomes a CloudEvent (1.0, Kafka binary mode) of its case on the topic of all cases, or, if it
 *       is about an entry of a register, of that entry on the topic of registers.
 *   <li>{@code event_again} becomes the same record as the {@code event} it repeats.
 *   <li>{@code partner_message} becomes a CloudEvent on the topic and under the key that the row names.
 *   <li>{@code partner_redelivery} becomes the same record as the {@code partner_message} it repeats.
 *   <li>{@code rejected_record} becomes the record that was refused, byte for byte with its own headers, and why it
 *       was.
 *   <li>Anything else (Debezium's heartbeats and the database's heartbeat messages) becomes an empty record on the
 *       topic for heartbeats.
 * </ul>
 *
 * <p>No record is ever dropped here. Connect stores a source position only with a record that reaches Kafka, but tells
 * the connector that dropped ones were delivered too; the replication slot would then run ahead of the stored position,
 * and Debezium would rightly refuse to start again.
 *
 * @param <R> the kind of record, source records in practice
 */
public final class RecordsAsWritten<R extends ConnectRecord<R>> implements Transformation<R> {

    /** Prefix of the name of an event type's schema: this, the type, {@code .json}. */
    static final String SCHEMA_LOCATION = "https://fengqiao.org/schemas/";

    private static final String SOURCE = "source";
    private static final String EVENTS_TOPIC = "events.topic";
    private static final String REGISTERS_TOPIC = "registers.topic";
    private static final String HEARTBEATS_TOPIC = "heartbeats.topic";

    private static final ConfigDef CONFIGURATION = new ConfigDef()
            .define(
                    SOURCE,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.HIGH,
                    "The CloudEvents source of every event and message of this database, for example /intake.")
            .define(
                    EVENTS_TOPIC,
                    ConfigDef.Type.STRING,
                    "case-events",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.MEDIUM,
                    "The topic of the events of all cases.")
            .define(
                    REGISTERS_TOPIC,
                    ConfigDef.Type.STRING,
                    "reference-events",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.MEDIUM,
                    "The topic of the events of all registers.")
            .define(
                    HEARTBEATS_TOPIC,
                    ConfigDef.Type.STRING,
                    "connect-heartbeats",
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.LOW,
                    "The topic of the records that only carry a source position.");

    private static final JsonFactory JSON = new JsonFactory();

    /** Headers and the columns they are taken from; a column that is null or missing has no header. */
    private static final List<HeaderColumn> ENVELOPE = List.of(
            new HeaderColumn("event_id", "ce_id"),
            new HeaderColumn("message_id", "ce_id"),
            new HeaderColumn("type", "ce_type"),
            new HeaderColumn("occurred_at", "ce_time"),
            new HeaderColumn("recorded_at", "ce_recordedtime"),
            new HeaderColumn("version", "ce_sequence"),
            new HeaderColumn("sequence", "ce_sequence"),
            new HeaderColumn("correlation_id", "ce_correlationid"),
            new HeaderColumn("causation_id", "ce_causationid"),
            new HeaderColumn("actor_id", "ce_actorid"),
            new HeaderColumn("actor_unit", "ce_actorunit"),
            new HeaderColumn("actor_role", "ce_actorrole"),
            new HeaderColumn("on_behalf_of", "ce_onbehalfof"),
            new HeaderColumn("traceparent", "traceparent"));

    private static final List<HeaderColumn> REJECTION = List.of(
            new HeaderColumn("rejection_code", "rejection-code"),
            new HeaderColumn("rejection_detail", "rejection-detail"),
            new HeaderColumn("rejected_from", "rejected-from"),
            new HeaderColumn("value_size", "rejection-value-size"),
            new HeaderColumn("value_sha256", "rejection-value-sha256"));

    private String source = "";
    private String eventsTopic = "";
    private String registersTopic = "";
    private String heartbeatsTopic = "";

    private record HeaderColumn(String column, String header) {}

    @Override
    public ConfigDef config() {
        return CONFIGURATION;
    }

    @Override
    public void configure(Map<String, ?> settings) {
        var parsed = CONFIGURATION.parse(settings);
        source = (String) parsed.get(SOURCE);
        eventsTopic = (String) parsed.get(EVENTS_TOPIC);
        registersTopic = (String) parsed.get(REGISTERS_TOPIC);
        heartbeatsTopic = (String) parsed.get(HEARTBEATS_TOPIC);
    }

    /**
     * The record to write for what Debezium read.
     *
     * @throws DataException if the table is not one of the five, if the row was not inserted but changed or deleted,
     *     or if it lacks what its table requires; the connector stops, as there is nothing right to write
     */
    @Override
    public R apply(R read) {
        if (!(read.value() instanceof Struct change) || change.schema().field("op") == null || isMessage(change)) {
            return write(read, heartbeatsTopic, utf8(source), null, new ConnectHeaders());
        }
        var table = change.getStruct("source").getString("table");
        var operation = change.getString("op");
        var row = change.getStruct("after");
        if (row == null || !(operation.equals("c") || operation.equals("r"))) {
            throw new DataException(
                    "Table %s is insert-only, yet its replication tells of operation %s".formatted(table, operation));
        }
        return switch (table) {
            case "event", "event_again" -> {
                var entry = optional(row, "entry");
                var subject = entry == null ? text(row, "case_id") : entry;
                var topic = entry == null ? eventsTopic : registersTopic;
                yield write(read, topic, utf8(subject), required(row, "data"), envelope(row, subject));
            }
            case "partner_message", "partner_redelivery" ->
                write(
                        read,
                        text(row, "topic"),
                        required(row, "message_key"),
                        required(row, "data"),
                        envelope(row, optional(row, "case_id")));
            case "rejected_record" ->
                write(read, text(row, "topic"), bytes(row, "message_key"), bytes(row, "data"), rejection(row));
            default -> throw new DataException("Table %s is not one to be carried to Kafka".formatted(table));
        };
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** A message of {@code pg_logical_emit_message}, which is no row of any table. */
    private static boolean isMessage(Struct change) {
        return change.schema().field("after") == null;
    }

    private R write(R read, String topic, byte[] key, byte[] value, ConnectHeaders headers) {
        // The partition follows from the key, in the producer.
        return read.newRecord(
                topic,
                null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                key,
                Schema.OPTIONAL_BYTES_SCHEMA,
                value,
                read.timestamp(),
                headers);
    }

    /** @param subject the case or the entry that the row is about; null if it is about neither */
    private ConnectHeaders envelope(Struct row, String subject) {
        var headers = new ConnectHeaders();
        // CloudEvents wants the text "1.0".
        add(headers, "ce_specversion", utf8("1.0"));
        add(headers, "ce_source", utf8(source));
        if (subject != null) {
            add(headers, "ce_subject", utf8(subject));
        }
        addColumns(headers, row, ENVELOPE);
        add(headers, "ce_dataschema", utf8(SCHEMA_LOCATION + text(row, "type") + ".json"));
        add(headers, "content-type", utf8("application/json"));
        return headers;
    }

    private static ConnectHeaders rejection(Struct row) {
        var headers = new ConnectHeaders();
        for (var original : originalHeaders(text(row, "original_headers"))) {
            add(headers, original.name(), original.value());
        }
        addColumns(headers, row, REJECTION);
        if (row.schema().field("truncated") != null && Boolean.TRUE.equals(row.getBoolean("truncated"))) {
            add(headers, "rejection-truncated", utf8("true"));
        }
        return headers;
    }

    private record OriginalHeader(String name, byte[] value) {}

    /**
     * Reads {@code [["name", "base64 or null"], …]}: a list, since a Kafka record may carry a header twice, in an
     * order.
     */
    private static List<OriginalHeader> originalHeaders(String json) {
        var headers = new ArrayList<OriginalHeader>();
        try (var parser = JSON.createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                expect(parser.nextToken(), JsonToken.VALUE_STRING);
                var name = parser.getText();
                byte[] value = null;
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    expect(parser.currentToken(), JsonToken.VALUE_STRING);
                    value = Base64.getDecoder().decode(parser.getText());
                }
                expect(parser.nextToken(), JsonToken.END_ARRAY);
                headers.add(new OriginalHeader(name, value));
            }
            expect(parser.currentToken(), JsonToken.END_ARRAY);
        } catch (IOException | IllegalArgumentException unreadable) {
            // Not with its cause: a parser's message would carry what a partner sent into the log.
            throw new DataException("Column original_headers is not a list of pairs of a name and a value in Base64: "
                    + unreadable.getClass().getSimpleName());
        }
        return Collections.unmodifiableList(headers);
    }

    private static void expect(JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException("Found %s instead of %s".formatted(found, wanted));
        }
    }

    private static void addColumns(ConnectHeaders headers, Struct row, List<HeaderColumn> columns) {
        for (var column : columns) {
            if (row.schema().field(column.column()) != null) {
                var value = row.get(column.column());
                if (value != null) {
                    add(headers, column.header(), utf8(value.toString()));
                }
            }
        }
    }

    private static void add(ConnectHeaders headers, String name, byte[] value) {
        headers.add(name, value, Schema.OPTIONAL_BYTES_SCHEMA);
    }

    /** Returns the text of a column; null if the table has no such column, or the row has nothing in it. */
    private static String optional(Struct row, String column) {
        return row.schema().field(column) == null ? null : row.getString(column);
    }

    private static byte[] required(Struct row, String column) {
        return utf8(text(row, column));
    }

    private static String text(Struct row, String column) {
        var value = row.getString(column);
        if (value == null) {
            throw new DataException("Column %s is null".formatted(column));
        }
        return value;
    }

    private static byte[] bytes(Struct row, String column) {
        return switch (row.get(column)) {
            case null -> null;
            case byte[] whole -> whole;
            case ByteBuffer buffer -> {
                var copy = new byte[buffer.remaining()];
                buffer.duplicate().get(copy);
                yield copy;
            }
            default -> throw new DataException("Column %s is not of type bytea".formatted(column));
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

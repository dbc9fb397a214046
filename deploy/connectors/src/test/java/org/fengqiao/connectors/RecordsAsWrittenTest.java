package org.fengqiao.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordsAsWrittenTest {

    private static final Schema EVENT = columns(
                    "event_id",
                    "case_id",
                    "type",
                    "data",
                    "occurred_at",
                    "recorded_at",
                    "actor_id",
                    "actor_unit",
                    "traceparent",
                    "entry")
            .field("version", Schema.INT64_SCHEMA)
            .build();
    private static final Schema MESSAGE = columns("message_id", "topic", "message_key", "type", "data", "case_id")
            .field("sequence", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    private static final Schema REJECTED = columns(
                    "topic", "original_headers", "rejection_code", "rejection_detail", "rejected_from", "value_sha256")
            .field("truncated", Schema.BOOLEAN_SCHEMA)
            .field("value_size", Schema.OPTIONAL_INT64_SCHEMA)
            .field("message_key", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("data", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();

    private final RecordsAsWritten<SourceRecord> transformation = configured(Map.of("source", "/intake"));

    @Test
    void anEventIsACloudEventOfItsCase() {
        var written = transformation.apply(inserted("event", event()));

        assertThat(written.topic()).isEqualTo("case-events");
        assertThat(written.kafkaPartition()).isNull();
        assertThat(text(written.key())).isEqualTo("case-1");
        assertThat(text(written.value())).isEqualTo("{ \"spaced\" :1}");
        assertThat(headers(written))
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_source", "/intake"),
                        Map.entry("ce_subject", "case-1"),
                        Map.entry("ce_id", "event-1"),
                        Map.entry("ce_type", "fengqiao.intake.case-registered.v1"),
                        Map.entry("ce_time", "2024-03-01T01:00:00Z"),
                        Map.entry("ce_recordedtime", "2024-03-01T01:00:01Z"),
                        Map.entry("ce_sequence", "3"),
                        Map.entry("ce_actorid", "li-wei"),
                        Map.entry(
                                "ce_dataschema",
                                "https://fengqiao.org/schemas/fengqiao.intake.case-registered.v1.json"),
                        Map.entry("content-type", "application/json"));
    }

    @Test
    void anEventOfARegisterIsACloudEventOfItsEntryOnTheTopicOfRegisters() {
        var written = transformation.apply(inserted("event", event().put("entry", "units/kundulun-centre")));

        assertThat(written.topic()).isEqualTo("reference-events");
        assertThat(text(written.key())).isEqualTo("units/kundulun-centre");
        assertThat(headers(written)).containsEntry("ce_subject", "units/kundulun-centre");
    }

    @Test
    void anEventThatIsPublishedAgainIsTheSameRecord() {
        var first = transformation.apply(inserted("event", event()));
        var again = transformation.apply(inserted("event_again", event()));

        assertThat(headers(again)).isEqualTo(headers(first));
        assertThat(text(again.key())).isEqualTo(text(first.key()));
        assertThat(text(again.value())).isEqualTo(text(first.value()));
        assertThat(again.topic()).isEqualTo(first.topic());
    }

    @Test
    void whatTheConnectorAddsInHeadersIsNotPassedOn() {
        var read = inserted("event", event());
        read.headers().addString("__debezium.context.task", "0");

        assertThat(headers(transformation.apply(read))).doesNotContainKey("__debezium.context.task");
    }

    @Test
    void aMessageGoesToTheTopicAndUnderTheKeyThatItsRowNames() {
        var row = new Struct(MESSAGE)
                .put("message_id", "message-1")
                .put("topic", "police.outbound")
                .put("message_key", "110-2024-7")
                .put("type", "fengqiao.partner.referral-result.v1")
                .put("data", "{}")
                .put("case_id", "case-1");

        var written = transformation.apply(inserted("partner_message", row));

        assertThat(written.topic()).isEqualTo("police.outbound");
        assertThat(text(written.key())).isEqualTo("110-2024-7");
        assertThat(headers(written)).containsEntry("ce_id", "message-1").doesNotContainKey("ce_sequence");
    }

    @Test
    void aMessageToAPartnerHasItsNumberAndIsTheSameRecordWhenItIsDeliveredAgain() {
        var row = new Struct(MESSAGE)
                .put("message_id", "message-1")
                .put("topic", "police.outbound")
                .put("message_key", "110-2024-7")
                .put("type", "fengqiao.partner.referral-result.v1")
                .put("data", "{}")
                .put("sequence", 17L);

        var first = transformation.apply(inserted("partner_message", row));
        var again = transformation.apply(inserted("partner_redelivery", row));

        assertThat(headers(first)).containsEntry("ce_sequence", "17");
        assertThat(headers(again)).isEqualTo(headers(first));
        assertThat(text(again.key())).isEqualTo("110-2024-7");
        assertThat(text(again.value())).isEqualTo(text(first.value()));
        assertThat(again.topic()).isEqualTo(first.topic());
    }

    @Test
    void aRefusedRecordKeepsItsBytesAndItsHeadersInOrder() {
        var written = transformation.apply(inserted(
                "rejected_record",
                rejected("[[\"b\",\"MQ==\"],[\"a\",\"/w==\"],[\"b\",null]]")
                        .put("message_key", new byte[] {1, 2})
                        .put("data", ByteBuffer.wrap(new byte[] {(byte) 0xff, 0}))));

        assertThat(written.topic()).isEqualTo("police.rejected");
        assertThat((byte[]) written.key()).containsExactly(1, 2);
        assertThat((byte[]) written.value()).containsExactly(0xff, 0);
        assertThat(written.headers())
                .extracting(header -> header.key() + "=" + hex((byte[]) header.value()))
                .containsExactly(
                        "b=31", "a=ff", "b=null", "rejection-code=63", "rejection-detail=64", "rejected-from=70");
    }

    @Test
    void aRefusedRecordThatWasCutSaysSo() {
        var written = transformation.apply(inserted(
                "rejected_record",
                rejected("[]")
                        .put("truncated", true)
                        .put("value_size", 6291456L)
                        .put("value_sha256", "e3b0")));

        assertThat(headers(written))
                .containsEntry("rejection-truncated", "true")
                .containsEntry("rejection-value-size", "6291456")
                .containsEntry("rejection-value-sha256", "e3b0");
    }

    @Test
    void aRefusedRecordWithoutKeyAndValueStaysWithoutThem() {
        var written = transformation.apply(inserted("rejected_record", rejected("[]")));

        assertThat(written.key()).isNull();
        assertThat(written.value()).isNull();
    }

    @Test
    void headersThatCannotBeReadStopTheConnectorAndAreNotTold() {
        for (var unreadable : List.of(
                "", "{}", "[[\"secret\"]]", "[[\"secret\",\"%\"]]", "[[\"secret\",\"MQ==\"]", "[[1,\"MQ==\"]]")) {
            assertThatExceptionOfType(DataException.class)
                    .as(unreadable)
                    .isThrownBy(() -> transformation.apply(inserted("rejected_record", rejected(unreadable))))
                    .withMessageContaining("original_headers")
                    .withMessageNotContaining("secret")
                    .withNoCause();
        }
    }

    @Test
    void aHeartbeatIsARecordThatOnlyCarriesAPosition() {
        var beat = SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();
        var read = new SourceRecord(
                Map.of("server", "intake"), Map.of("lsn", 7L), "beats", beat, new Struct(beat).put("ts_ms", 1L));

        var written = transformation.apply(read);

        assertThat(written.topic()).isEqualTo("connect-heartbeats");
        assertThat(text(written.key())).isEqualTo("/intake");
        assertThat(written.value()).isNull();
        assertThat(written.sourceOffset()).isEqualTo(Map.of("lsn", 7L));
    }

    @Test
    void aLogicalMessageOfTheDatabaseOnlyCarriesAPositionToo() {
        var message = SchemaBuilder.struct().field("op", Schema.STRING_SCHEMA).build();
        var read = new SourceRecord(Map.of(), Map.of(), "intake.message", message, new Struct(message).put("op", "m"));

        assertThat(transformation.apply(read).topic()).isEqualTo("connect-heartbeats");
    }

    @Test
    void aRowThatWasChangedOrDeletedStopsTheConnector() {
        for (var operation : List.of("u", "d", "t")) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> transformation.apply(change("event", operation, EVENT, event())))
                    .withMessageContaining("insert-only");
        }
    }

    @Test
    void anUnknownTableStopsTheConnector() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> transformation.apply(inserted("deadline", event())))
                .withMessageContaining("deadline");
    }

    @Test
    void theSourceMustBeConfigured() {
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> configured(Map.of()));
    }

    private static RecordsAsWritten<SourceRecord> configured(Map<String, String> settings) {
        var transformation = new RecordsAsWritten<SourceRecord>();
        transformation.configure(settings);
        return transformation;
    }

    private static Struct event() {
        return new Struct(EVENT)
                .put("event_id", "event-1")
                .put("case_id", "case-1")
                .put("version", 3L)
                .put("type", "fengqiao.intake.case-registered.v1")
                .put("data", "{ \"spaced\" :1}")
                .put("occurred_at", "2024-03-01T01:00:00Z")
                .put("recorded_at", "2024-03-01T01:00:01Z")
                .put("actor_id", "li-wei");
    }

    private static Struct rejected(String originalHeaders) {
        return new Struct(REJECTED)
                .put("topic", "police.rejected")
                .put("original_headers", originalHeaders)
                .put("rejection_code", "c")
                .put("rejection_detail", "d")
                .put("rejected_from", "p")
                .put("truncated", false);
    }

    private static SchemaBuilder columns(String... names) {
        var builder = SchemaBuilder.struct().optional();
        for (var name : names) {
            builder.field(name, Schema.OPTIONAL_STRING_SCHEMA);
        }
        return builder;
    }

    private static SourceRecord inserted(String table, Struct row) {
        return change(table, "c", row.schema(), row);
    }

    private static SourceRecord change(String table, String operation, Schema rowSchema, Struct row) {
        var source = SchemaBuilder.struct().field("table", Schema.STRING_SCHEMA).build();
        var envelope = SchemaBuilder.struct()
                .field("op", Schema.STRING_SCHEMA)
                .field("source", source)
                .field("after", rowSchema)
                .build();
        var value = new Struct(envelope)
                .put("op", operation)
                .put("source", new Struct(source).put("table", table))
                .put("after", row);
        return new SourceRecord(Map.of(), Map.of(), "intake.public." + table, envelope, value);
    }

    private static Map<String, String> headers(SourceRecord written) {
        var headers = new LinkedHashMap<String, String>();
        written.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return headers;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }
}

package org.fengqiao.analytics.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** One event of a test's log, in the envelope in which the services' events travel. */
public record LogEntry(
        UUID caseId,
        String service,
        long sequence,
        UUID eventId,
        String event,
        Instant time,
        Instant recordedTime,
        String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each body is parsed once: {@link SlowCount} asks for the same ones again for every number. */
    private static final Map<String, JsonNode> PARSED = new ConcurrentHashMap<>();

    /** The full type. */
    public String type() {
        return "fengqiao." + service + "." + event + ".v1";
    }

    /** The body as a tree, to be read only. */
    public JsonNode json() {
        return PARSED.computeIfAbsent(body, LogEntry::parsed);
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same event under another number. */
    public LogEntry numbered(long other) {
        return new LogEntry(caseId, service, other, eventId, event, time, recordedTime, body);
    }

    /** The same event with another body. */
    public LogEntry saying(String other) {
        return new LogEntry(caseId, service, sequence, eventId, event, time, recordedTime, other);
    }

    /** The same event at another time. */
    public LogEntry at(Instant other) {
        return new LogEntry(caseId, service, sequence, eventId, event, other, recordedTime, body);
    }

    /** As a record to be consumed. */
    public ConsumerRecord<byte[], byte[]> consumed(long offset) {
        var record = new ConsumerRecord<>("case-events", 0, offset, key(), body.getBytes(UTF_8));
        headers().forEach(record.headers()::add);
        return record;
    }

    /** As a record to be produced. */
    public ProducerRecord<byte[], byte[]> produced() {
        return new ProducerRecord<>("case-events", null, key(), body.getBytes(UTF_8), headers());
    }

    private byte[] key() {
        return caseId.toString().getBytes(UTF_8);
    }

    private List<Header> headers() {
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", eventId.toString()),
                header("ce_source", "/" + service),
                header("ce_type", type()),
                header("ce_subject", caseId.toString()),
                header("ce_time", time.toString()),
                header("ce_recordedtime", recordedTime.toString()),
                header("ce_sequence", String.valueOf(sequence)),
                header("ce_correlationid", caseId.toString()),
                header("ce_actorid", "mediator-7"),
                header("ce_actorrole", "mediator"),
                header("content-type", "application/json"));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}

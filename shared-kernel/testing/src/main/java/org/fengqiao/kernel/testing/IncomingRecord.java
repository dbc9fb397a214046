package org.fengqiao.kernel.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import org.fengqiao.kernel.inbox.Reading;
import org.fengqiao.kernel.inbox.Reading.Asks;
import org.fengqiao.kernel.inbox.Reading.AsksNothing;
import org.fengqiao.kernel.inbox.Reading.Delivers;
import org.fengqiao.kernel.inbox.Reading.Unreadable;

/** Records as they come in from a topic, for tests that only read them; and the check of what was read. */
public final class IncomingRecord {

    private static final String CASE = "0198c0de-0000-7000-8000-000000000001";
    private static final String WHEN = "2024-03-01T08:30:00Z";
    private static final int LONGEST_DETAIL = 20_000;

    private IncomingRecord() {}

    /** Returns an event of the common log with a whole envelope, whatever its body is. */
    public static ConsumerRecord<byte[], byte[]> event(String type, byte[] body) {
        var record = record("case-events", CASE, type, body);
        header(record, "ce_source", "/" + (type.split("\\.").length > 1 ? type.split("\\.")[1] : "nobody"));
        header(record, "ce_recordedtime", WHEN);
        header(record, "ce_sequence", "1");
        header(record, "ce_actorid", "worker-1");
        header(record, "ce_actorrole", "mediator");
        header(record, "ce_correlationid", CASE);
        return record;
    }

    /** Returns a message of a partner with a whole envelope, whatever its key and body are. */
    public static ConsumerRecord<byte[], byte[]> message(String topic, String type, String key, byte[] body) {
        var record = record(topic, key, type, body);
        header(record, "ce_source", "/partner");
        header(record, "content-type", "application/json");
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, String key, String type, byte[] body) {
        var record = new ConsumerRecord<>(
                topic,
                0,
                1,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(UTF_8),
                body,
                new RecordHeaders(),
                Optional.empty());
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", CASE);
        header(record, "ce_type", type);
        header(record, "ce_time", WHEN);
        return record;
    }

    private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    /**
     * A record of a fuzzer's bytes: what stands in the first line, separated by blanks, and the body behind it.
     *
     * @param words those of the first line
     */
    public record Lines(List<String> words, byte[] body) {

        /** Takes bytes apart; a word that is missing is {@code ?}. */
        public static Lines of(byte[] bytes, int words) {
            var end = 0;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            var first = new ArrayList<>(List.of(new String(bytes, 0, end, UTF_8).split(" ", words)));
            while (first.size() < words) {
                first.add("?");
            }
            var from = Math.min(bytes.length, end + 1);
            return new Lines(first, java.util.Arrays.copyOfRange(bytes, from, bytes.length));
        }
    }

    /** Returns the approved samples of a service's events, each with its type in the name of its file. */
    public static List<Path> samples(String service) throws java.io.IOException {
        try (var files = Files.list(Path.of("..", service + "-service", "src/test/resources/approved"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Requires that what was read is a reading that can be told: a code, and a detail that is bounded and quotes no
     * control characters.
     */
    public static void requireTold(Reading<?> reading) {
        switch (reading) {
            case Asks<?>(var order) -> {
                if (order.caseId() == null || order.command() == null || order.cause() == null) {
                    throw new AssertionError("half an order: " + order.getClass());
                }
            }
            case AsksNothing<?> _ -> {
                // Nothing has to be told.
            }
            case Delivers<?>(var partner, var message, var envelope, var _) -> {
                if (partner.isEmpty() || message.source().isBlank() || envelope.id() == null) {
                    throw new AssertionError("half a request: " + message.getClass());
                }
            }
            case Unreadable<?>(var code, var detail) -> {
                if (!code.matches("[a-z]+\\.[a-z-]+")
                        || detail.isBlank()
                        || detail.length() > LONGEST_DETAIL
                        || detail.chars().anyMatch(Character::isISOControl)) {
                    throw new AssertionError("cannot be told: " + code + ": " + detail);
                }
            }
        }
    }
}

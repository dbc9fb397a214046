package org.fengqiao.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Invariants that hold after every fault: nothing is lost, nothing is there twice, every stream is 1..n and as it was
 * recorded.
 */
final class Invariants {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ContainerStack stack;
    private final Registrations registrations;

    Invariants(ContainerStack stack, Registrations registrations) {
        this.stack = stack;
        this.registrations = registrations;
    }

    /** Waits until everything that was recorded has been followed by everybody, and looks at all of it. */
    void hold() throws SQLException {
        everyRegistrationIsOneCaseThatRoutingHas();
        Answers.await(
                "all that is recorded is on the topic",
                PATIENCE,
                () -> versionsOnTheTopic().equals(versionsInTheTables()));
        for (var stream : versionsOnTheTopic().entrySet()) {
            assertThat(stream.getValue())
                    .as(stream.getKey())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, stream.getValue().size())
                                    .boxed()
                                    .toList());
        }
        for (var service : ContainerStack.SERVICES) {
            assertThat(rows(service, "select count(*)::text from parked_record"))
                    .as(service)
                    .containsExactly("0");
        }
        ContainerStack.RECORDING.forEach(this::digestsAreEqual);
        Answers.await(
                "analytics has counted every event",
                PATIENCE,
                () -> rows("analytics", "select count(*)::text from recorded_event")
                        .equals(List.of(Integer.toString(versionsOnTheTopic().values().stream()
                                .mapToInt(List::size)
                                .sum()))));
    }

    private void everyRegistrationIsOneCaseThatRoutingHas() throws SQLException {
        var cases = registrations.answered().values();
        assertThat(cases).doesNotHaveDuplicates();
        assertThat(rows("intake", "select case_id::text from event where type = 'fengqiao.intake.case-registered.v1'"))
                .containsExactlyInAnyOrderElementsOf(cases);
        Answers.await(
                "routing has every case",
                PATIENCE,
                () -> rows("routing", "select case_id::text from event where version = 1 and entry is null")
                        .containsAll(cases));
    }

    /** The service compares every stream with its chain of digests and the marks it made itself. */
    private void digestsAreEqual(String service) {
        var cursor = "";
        while (cursor != null) {
            var page = Answers.with(stack.token("operator", null))
                    .queryParam("limit", 200)
                    .queryParam("cursor", cursor)
                    .get(stack.address(service) + "/verdicts")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("items.finding", String.class)).as(service).allMatch("INTACT"::equals);
            cursor = page.getString("next");
        }
    }

    private Map<String, List<Long>> versionsInTheTables() throws SQLException {
        var streams = new TreeMap<String, List<Long>>();
        for (var service : ContainerStack.RECORDING) {
            for (var row :
                    rows(service, "select case_id || ' ' || version from event where entry is null order by version")) {
                var words = row.split(" ");
                streams.computeIfAbsent(words[0] + "/" + service, _ -> new ArrayList<>())
                        .add(Long.parseLong(words[1]));
            }
        }
        return streams;
    }

    /** The versions of each case and service, in the order of the topic. */
    private Map<String, List<Long>> versionsOnTheTopic() {
        var streams = new TreeMap<String, List<Long>>();
        read(
                "case-events",
                record -> streams.computeIfAbsent(
                                text(record.key())
                                        + text(record.headers()
                                                .lastHeader("ce_source")
                                                .value()),
                                _ -> new ArrayList<>())
                        .add(Long.parseLong(
                                text(record.headers().lastHeader("ce_sequence").value()))));
        return streams;
    }

    /** Returns the keys of all records on a topic. */
    Set<String> keysOn(String topic) {
        var keys = new HashSet<String>();
        read(topic, record -> keys.add(text(record.key())));
        return keys;
    }

    /** Reads a topic from its beginning to its present end. */
    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var settings = stack.kafkaClient();
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    private List<String> rows(String service, String query) throws SQLException {
        return Sql.rows(stack.superuserJdbcUrl(service), query);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}

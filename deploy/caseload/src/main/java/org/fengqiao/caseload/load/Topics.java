package org.fengqiao.caseload.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import org.fengqiao.caseload.Json;

/** Reading topics with nothing but Kafka's own client. */
public final class Topics {

    /** The common log. */
    public static final String CASE_EVENTS = "case-events";

    private Topics() {}

    /** A consumer that sees what was committed, and belongs to no group. */
    static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ConsumerConfig.CLIENT_ID_CONFIG, "load",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All partitions of the topic. */
    static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** The consumer, set to hear only what comes from now on. */
    public static KafkaConsumer<byte[], byte[]> fromNowOn(String bootstrap, String topic) {
        var consumer = consumer(bootstrap);
        var partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    /** A header of the record as text; empty if it has none. */
    public static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    /**
     * Measures what no reader can beat: reads the whole topic, parses each value and does nothing with it.
     *
     * @return events and seconds
     */
    static Floor readAndParse(String bootstrap, String topic) throws IOException {
        try (var consumer = consumer(bootstrap)) {
            var partitions = partitions(consumer, topic);
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var open = ends.entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            long events = 0;
            var started = System.nanoTime();
            while (!open.isEmpty()) {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    if (message.value() != null) {
                        Json.MAPPER.readTree(message.value());
                    }
                    events++;
                }
                open.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
            }
            return new Floor(events, (System.nanoTime() - started) / 1e9);
        }
    }

    /** Number of events, and the seconds they took. */
    record Floor(long events, double seconds) {
        double perSecond() {
            return events / seconds;
        }
    }
}

package org.fengqiao.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Records of a topic as a reader of committed records sees them. */
final class CommittedRecords implements AutoCloseable {

    /** Since the last record came: on a busy machine a backlog takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    CommittedRecords(String bootstrap, String topic) {
        this.topic = topic;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads until so many records of that key have been read, and returns them in order. */
    List<ConsumerRecord<byte[], byte[]>> ofKey(UUID key, int count) {
        return until(records -> of(key, records).size() >= count, key);
    }

    private List<ConsumerRecord<byte[], byte[]>> until(
            Predicate<List<ConsumerRecord<byte[], byte[]>>> condition, UUID key) {
        var lastCame = System.nanoTime();
        while (!condition.test(read)) {
            if (System.nanoTime() - lastCame > PATIENCE.toNanos()) {
                throw new AssertionError(
                        "Only %d records of %s on %s".formatted(of(key, read).size(), key, topic));
            }
            var before = size();
            poll(Duration.ofMillis(100));
            if (size() > before) {
                lastCame = System.nanoTime();
            }
        }
        return of(key, read);
    }

    /** Reads on until there is nothing more to read, and returns everything. */
    List<ConsumerRecord<byte[], byte[]>> all() {
        var partitions = consumer.assignment();
        consumer.endOffsets(partitions).forEach((partition, end) -> {
            while (consumer.position(partition) < end) {
                poll(Duration.ofMillis(100));
            }
        });
        return List.copyOf(read);
    }

    void poll(Duration patience) {
        consumer.poll(patience).forEach(read::add);
    }

    int size() {
        return read.size();
    }

    /** All that was read so far, by key, in order. */
    Map<String, List<ConsumerRecord<byte[], byte[]>>> byKey() {
        var keys = new LinkedHashMap<String, List<ConsumerRecord<byte[], byte[]>>>();
        for (var record : read) {
            keys.computeIfAbsent(text(record.key()), _ -> new ArrayList<>()).add(record);
        }
        return keys;
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(UUID key, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> record.key() != null && text(record.key()).equals(key.toString()))
                .toList();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** All headers by name, as text; no test of ours has one twice. */
    static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return headers;
    }

    @Override
    public void close() {
        consumer.close();
    }
}

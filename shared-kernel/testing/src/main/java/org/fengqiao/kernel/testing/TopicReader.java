package org.fengqiao.kernel.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning, committed records only, and keeps what it has read. It belongs to no consumer
 * group, so that any number of them read the same topic.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    /**
     * @param bootstrap host and port of a broker
     * @param topic a topic that exists
     */
    public TopicReader(String bootstrap, String topic) {
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

    /**
     * Reads on until the condition holds for all records read so far, oldest first in each partition.
     *
     * @param patience how long to wait for it
     * @return all records read so far
     * @throws AssertionError if the condition does not come to hold in time
     */
    public List<ConsumerRecord<byte[], byte[]>> until(
            Predicate<List<ConsumerRecord<byte[], byte[]>>> condition, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.test(read)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("After %s, %s held %d records and not what was waited for"
                        .formatted(patience, topic, read.size()));
            }
            consumer.poll(POLL).forEach(read::add);
        }
        return List.copyOf(read);
    }

    /** Reads on until at least so many records were read. */
    public List<ConsumerRecord<byte[], byte[]>> until(int count, Duration patience) {
        return until(records -> records.size() >= count, patience);
    }

    /** The last value of a header as text; empty if the record has no such header or it is null. */
    public static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .flatMap(header -> Optional.ofNullable(header.value()))
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.close();
    }
}

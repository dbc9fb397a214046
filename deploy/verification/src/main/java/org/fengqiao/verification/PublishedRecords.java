package org.fengqiao.verification;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import org.fengqiao.local.UserError;

/** The records of topics as they were published, up to those that were there when reading began. */
public final class PublishedRecords {

    /** In milliseconds. */
    private static final int KAFKA_PATIENCE = 10_000;

    /** Use of a record. */
    @FunctionalInterface
    public interface Reader {
        /** Reads one record. */
        void read(ConsumerRecord<byte[], byte[]> published) throws IOException;
    }

    private PublishedRecords() {}

    /**
     * Reads the topics one after the other, each partition in its order.
     *
     * @param kafka the bootstrap servers
     * @throws UserError if the broker is away
     */
    static void read(String kafka, List<String> topics, Reader reader) throws IOException {
        read(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka), "verify", topics, reader);
    }

    /**
     * Reads the topics one after the other, each partition in its order.
     *
     * @param kafka settings of Kafka's client: the bootstrap servers, and how it says who it is
     * @param client the name by which brokers know the reader
     * @throws UserError if the broker is away
     */
    public static void read(Map<String, Object> kafka, String client, List<String> topics, Reader reader)
            throws IOException {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, client);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_PATIENCE);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var topic : topics) {
                read(consumer, topic, reader);
            }
        } catch (TimeoutException _) {
            throw new UserError("The broker at %s is away, so nothing published can be read."
                    .formatted(kafka.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)));
        }
    }

    private static void read(KafkaConsumer<byte[], byte[]> consumer, String topic, Reader reader) throws IOException {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var unread = new HashMap<>(consumer.endOffsets(partitions));
        while (true) {
            unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (unread.isEmpty()) {
                return;
            }
            for (var published : consumer.poll(Duration.ofMillis(500))) {
                reader.read(published);
            }
        }
    }
}

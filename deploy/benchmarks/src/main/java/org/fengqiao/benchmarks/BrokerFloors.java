package org.fengqiao.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.fengqiao.kernel.json.Json;

/**
 * Floors of the broker, what it does at best: records are written with {@code acks=all} and read by a client that does
 * nothing else.
 */
final class BrokerFloors {

    private final String bootstrap;
    private final ObjectMapper json = Json.mapper();

    /** @param bootstrap where the broker is */
    BrokerFloors(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /**
     * Rates of one topic, in records a second.
     *
     * @param throughBroker from the first one sent to the last one read, one after the other
     * @param parsed read and parsed, when all are there
     */
    record Rates(double throughBroker, double parsed) {}

    /**
     * Writes and reads a topic of one partition.
     *
     * @param many so many records
     */
    Rates measure(int many) throws Exception {
        var partition = new TopicPartition("benchmark-" + UUID.randomUUID(), 0);
        var value = json.writeValueAsBytes(new Referrals.Happened.Reminded(Instant.now()));
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)))
                    .all()
                    .get();
            var started = System.nanoTime();
            produce(partition, many, value);
            consume(partition, many, false);
            var through = many / seconds(started);
            started = System.nanoTime();
            consume(partition, many, true);
            var parsed = many / seconds(started);
            admin.deleteTopics(List.of(partition.topic())).all().get();
            return new Rates(through, parsed);
        }
    }

    private void produce(TopicPartition partition, int many, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>(many);
            for (var record = 0; record < many; record++) {
                sent.add(producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, value)));
            }
            for (var each : sent) {
                each.get();
            }
        }
    }

    private void consume(TopicPartition partition, int many, boolean parsing) throws Exception {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (var read = 0; read < many; ) {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    if (parsing) {
                        json.readValue(message.value(), Referrals.Happened.Reminded.class);
                    }
                    read++;
                }
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}

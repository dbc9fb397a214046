package org.fengqiao.caseload.partner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.fengqiao.caseload.Json;

/**
 * The systems of the four partners: they send on their inbound topics and hear all that is sent to them on the outbound
 * ones, from the moment they are connected or from the beginning. They outlive a restart of the broker.
 */
public final class PartnerSystems implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Time that a message may take to reach the broker: long enough for a broker that is killed to be back. */
    private static final Duration DELIVERY = Duration.ofMinutes(3);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reading;
    private volatile boolean closed;

    /**
     * A message to a partner.
     *
     * @param partner to whom
     * @param type its name, without {@code fengqiao.partner.} and version, such as {@code referral-acknowledged}; or
     *     {@code rejected}
     * @param key the record's key
     * @param body its value
     */
    public record Received(Partner partner, String type, String key, JsonNode body) {}

    /**
     * Connects.
     *
     * @param bootstrap the broker
     * @param hear is told of every message to a partner from now on, one after another
     */
    public PartnerSystems(String bootstrap, Consumer<Received> hear) throws InterruptedException {
        this(bootstrap, hear, false);
    }

    /**
     * Connects.
     *
     * @param bootstrap the broker
     * @param hear is told of every message to a partner, one after another
     * @param everything whether that begins with what was sent long ago
     */
    public PartnerSystems(String bootstrap, Consumer<Received> hear, boolean everything) throws InterruptedException {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "partners",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) DELIVERY.toMillis(),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        DELIVERY.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "partners",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var connected = new CountDownLatch(1);
        this.reading = Thread.ofPlatform().daemon().name("partners").start(() -> read(connected, hear, everything));
        connected.await();
    }

    /**
     * Sends a message on the partner's inbound topic, and returns when the broker has it.
     *
     * @param key the partner's reference, or the filing id
     * @param messageId names the message, so that a repeat can be told
     * @throws IOException if the broker does not take it within three minutes
     */
    public void send(Partner partner, String type, String key, UUID messageId, OffsetDateTime occurredAt, Object body)
            throws IOException, InterruptedException {
        try {
            producer.send(record(partner, type, key, messageId, occurredAt, body))
                    .get(DELIVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException exception) {
            throw new IOException(
                    "The broker did not take " + type + " " + key + ": " + exception.getMessage(), exception);
        }
    }

    /**
     * Sends many messages without waiting for each; {@link #flush} waits for all.
     *
     * @param failed is told if one is not taken
     */
    public void sendSoon(
            Partner partner,
            String type,
            String key,
            UUID messageId,
            OffsetDateTime occurredAt,
            Object body,
            Consumer<Exception> failed) {
        var _ = producer.send(record(partner, type, key, messageId, occurredAt, body), (_, exception) -> {
            if (exception != null) {
                failed.accept(exception);
            }
        });
    }

    /** Returns when all that was sent is with the broker. */
    public void flush() {
        producer.flush();
    }

    private ProducerRecord<byte[], byte[]> record(
            Partner partner, String type, String key, UUID messageId, OffsetDateTime occurredAt, Object body) {
        try {
            var message =
                    new ProducerRecord<>(partner.inbound(), key.getBytes(UTF_8), Json.MAPPER.writeValueAsBytes(body));
            header(message, "ce_specversion", "1.0");
            header(message, "ce_id", messageId.toString());
            header(message, "ce_source", partner.source());
            header(message, "ce_type", "fengqiao.partner." + type + ".v1");
            header(message, "ce_time", occurredAt.toInstant().toString());
            header(message, "content-type", "application/json");
            return message;
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException("Our own message can't be written as JSON.", exception);
        }
    }

    private static void header(ProducerRecord<byte[], byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(UTF_8));
    }

    private void read(CountDownLatch connected, Consumer<Received> hear, boolean everything) {
        try (consumer) {
            consumer.assign(partitions());
            if (everything) {
                consumer.seekToBeginning(List.of());
            } else {
                consumer.seekToEnd(List.of());
            }
            // The end is looked up when a position is asked for, and has to be looked up before anything is sent.
            consumer.assignment().forEach(consumer::position);
            connected.countDown();
            while (!closed) {
                for (var message : consumer.poll(POLL)) {
                    received(message, hear);
                }
            }
        } catch (WakeupException exception) {
            if (!closed) {
                throw exception;
            }
        }
    }

    private List<TopicPartition> partitions() {
        var partitions = new ArrayList<TopicPartition>();
        for (var partner : Partner.values()) {
            for (var topic : List.of(partner.outbound(), partner.rejected())) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
        }
        return partitions;
    }

    private static void received(ConsumerRecord<byte[], byte[]> message, Consumer<Received> hear) {
        var partner = Arrays.stream(Partner.values())
                .filter(candidate ->
                        message.topic().startsWith(candidate.outbound().replace("outbound", "")))
                .findFirst()
                .orElseThrow();
        var key = message.key() == null ? "" : new String(message.key(), UTF_8);
        if (message.topic().equals(partner.rejected())) {
            var why = Json.MAPPER.createObjectNode();
            for (var name : List.of("rejection-code", "rejection-detail", "rejected-from")) {
                var header = message.headers().lastHeader(name);
                why.put(name, header == null ? null : new String(header.value(), UTF_8));
            }
            hear.accept(new Received(partner, "rejected", key, why));
            return;
        }
        var type = new String(message.headers().lastHeader("ce_type").value(), UTF_8)
                .replaceAll("^fengqiao\\.partner\\.|\\.v\\d+$", "");
        try {
            hear.accept(new Received(partner, type, key, Json.MAPPER.readTree(message.value())));
        } catch (IOException exception) {
            throw new java.io.UncheckedIOException("A message on " + message.topic() + " is no JSON.", exception);
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            reading.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}

package org.fengqiao.kernel.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to topics what a partner's system would write: well-formed messages, and whatever else arrives in practice.
 */
public final class PartnerProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    /** @param bootstrap host and port of a broker */
    public PartnerProducer(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        // The largest record that a partner's topic takes.
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        4 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends a well-formed message in the envelope of the contract and returns when the broker has it.
     *
     * @param source the partner's, for example {@code /police}
     * @param reference the key: the partner's own reference
     * @param message in kebab case, for example {@code referral-submitted}; version 1
     * @param json the value
     */
    public RecordMetadata send(
            String topic, String source, String reference, String message, String json, Instant time) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", source);
        headers.put("ce_type", "fengqiao.partner." + message + ".v1");
        headers.put("ce_time", time.toString());
        headers.put("content-type", "application/json");
        var record = new ProducerRecord<>(
                topic, reference.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return send(record);
    }

    /** Sends a record just as it is and returns when the broker has it. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

package org.fengqiao.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records as partners send them. */
final class PartnerRecords {

    private PartnerRecords() {}

    /**
     * Sends one, and returns when the broker has it.
     *
     * @param message its type, without prefix and version
     * @param time when the partner says that it was written
     */
    static void send(String kafka, String partner, String message, String key, String json, Instant time)
            throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var record = new ProducerRecord<>(partner + ".inbound", key.getBytes(UTF_8), json.getBytes(UTF_8));
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            UUID.randomUUID().toString(),
                            "ce_source",
                            "/" + partner,
                            "ce_type",
                            "fengqiao.partner." + message + ".v1",
                            "ce_time",
                            time.toString(),
                            "content-type",
                            "application/json")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
            producer.send(record).get();
        }
    }
}

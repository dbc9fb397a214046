package org.fengqiao.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;

import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;

/** Puts records on the common log as the other services' connectors do. */
final class CommonLog implements AutoCloseable {

    private final PartnerProducer producer = new PartnerProducer(Infrastructure.bootstrap());

    /** A record of another service, such as {@code mediation.mediation-concluded}. */
    static ProducerRecord<byte[], byte[]> event(UUID caseId, String type, String json, Instant time) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", "/" + type.substring(0, type.indexOf('.')));
        headers.put("ce_type", "fengqiao." + type + ".v1");
        headers.put("ce_subject", caseId.toString());
        headers.put("ce_time", time.toString());
        headers.put("ce_recordedtime", time.toString());
        headers.put("ce_sequence", "1");
        headers.put("ce_correlationid", caseId.toString());
        headers.put("ce_actorid", "test");
        headers.put("ce_actorrole", "system");
        headers.put("content-type", "application/json");
        var record = new ProducerRecord<>("case-events", caseId.toString().getBytes(UTF_8), json.getBytes(UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    /** Appends it, and waits for the broker. */
    void append(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    /** Appends a record of another service. */
    void append(UUID caseId, String type, String json, Instant time) {
        append(event(caseId, type, json, time));
    }

    @Override
    public void close() {
        producer.close();
    }
}

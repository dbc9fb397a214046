package org.fengqiao.kernel.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The common log as a test of one service sees it: what other services would write to it, and what the service under
 * test wrote.
 */
public final class CaseLog implements AutoCloseable {

    private static final String TOPIC = "case-events";

    private final PartnerProducer producer;
    private final TopicReader reader;
    private final AtomicLong sequence = new AtomicLong();

    /** @param bootstrap host and port of a broker */
    public CaseLog(String bootstrap) {
        producer = new PartnerProducer(bootstrap);
        reader = new TopicReader(bootstrap, TOPIC);
    }

    /**
     * Writes an event of another service.
     *
     * @param service such as {@code routing}
     * @param event in kebab case, such as {@code case-claimed}; version 1
     * @param json the value; need not be JSON
     * @return the record as it was sent, to be sent again
     */
    public ProducerRecord<byte[], byte[]> write(String service, String event, UUID caseId, String json, Instant time) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", "/" + service);
        headers.put("ce_type", "fengqiao." + service + "." + event + ".v1");
        headers.put("ce_subject", caseId.toString());
        headers.put("ce_time", time.toString());
        headers.put("ce_recordedtime", time.toString());
        headers.put("ce_sequence", Long.toString(sequence.incrementAndGet()));
        headers.put("ce_correlationid", caseId.toString());
        headers.put("ce_actorid", service);
        headers.put("ce_actorrole", "system");
        headers.put("content-type", "application/json");
        var record = new ProducerRecord<>(TOPIC, caseId.toString().getBytes(UTF_8), json.getBytes(UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        write(record);
        return record;
    }

    /**
     * Writes what routing does when a case is given to a unit, as far as it tells where the case belongs.
     *
     * @param custody counts the assignments of the case from 1
     */
    public void assigned(UUID caseId, int custody, String unit, Instant time) {
        write("routing", "case-assigned", caseId, "{\"custody\":%d,\"unit\":\"%s\"}".formatted(custody, unit), time);
    }

    /** Writes a record just as it is. */
    public void write(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    /** Reads on until the service has written so many events of the case, and answers them in their order. */
    public List<ConsumerRecord<byte[], byte[]>> until(String service, UUID caseId, int count) {
        return of(
                service,
                caseId,
                reader.until(records -> of(service, caseId, records).size() >= count, java.time.Duration.ofMinutes(1)));
    }

    /** The event names of records, such as {@code mediation-opened}. */
    public static List<String> names(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> TopicReader.header(record, "ce_type").orElseThrow())
                .map(type -> type.split("\\.")[2])
                .toList();
    }

    /** The headers of a record as text. */
    public static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            String service, UUID caseId, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> record.key() != null
                        && caseId.toString().equals(new String(record.key(), UTF_8))
                        && TopicReader.header(record, "ce_source")
                                .filter(("/" + service)::equals)
                                .isPresent())
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        reader.close();
    }
}

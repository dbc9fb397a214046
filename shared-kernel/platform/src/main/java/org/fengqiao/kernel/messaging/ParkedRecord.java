package org.fengqiao.kernel.messaging;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.NullUnmarked;

import org.fengqiao.kernel.identity.Identifiers;

/** A record of the common log that was set aside, whole, so that it can be tried again. */
@Entity
@Table(name = "parked_record")
@NullUnmarked
public class ParkedRecord {

    static final int LONGEST_DETAIL = 4_000;

    @Id
    @Column(name = "parked_id")
    private UUID parkedId;

    @Column(nullable = false)
    private String consumer;

    @Column(nullable = false)
    private String topic;

    @Column(nullable = false)
    private int partition;

    @Column(name = "record_offset", nullable = false)
    private long offset;

    @Column(name = "case_key", nullable = false)
    private String caseKey;

    @Column(name = "record_key")
    private byte[] key;

    private byte[] data;

    @Column(nullable = false)
    private String headers;

    @Column(nullable = false)
    private String code;

    @Column(nullable = false)
    private String detail;

    @Column(name = "parked_at", nullable = false)
    private Instant parkedAt;

    protected ParkedRecord() {}

    ParkedRecord(
            String consumer,
            String caseKey,
            ConsumerRecord<byte[], byte[]> record,
            String code,
            String detail,
            Instant parkedAt) {
        this.parkedId = Identifiers.next();
        this.consumer = consumer;
        this.topic = record.topic();
        this.partition = record.partition();
        this.offset = record.offset();
        this.caseKey = caseKey;
        this.key = record.key();
        this.data = record.value();
        this.headers = RecordHeaders.write(record.headers());
        this.code = code;
        this.detail = StorableText.of(detail, LONGEST_DETAIL);
        this.parkedAt = parkedAt;
    }

    UUID parkedId() {
        return parkedId;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                data,
                RecordHeaders.read(headers),
                Optional.empty());
    }
}

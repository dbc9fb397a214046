package org.fengqiao.kernel.inbox;

import java.time.Instant;
import java.util.UUID;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullUnmarked;

import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.messaging.RecordHeaders;

/**
 * A partner's record that goes back to the partner with the reason: a row of an insert-only table that Debezium carries
 * to its topic.
 */
@Entity
@Table(name = "rejected_record")
@NullUnmarked
public class RejectedRecord {

    @Id
    @Column(name = "rejection_id")
    private UUID rejectionId;

    @Column(nullable = false)
    private String topic;

    @Column(name = "message_key")
    private byte[] messageKey;

    private byte[] data;

    @Column(name = "original_headers", nullable = false)
    private String originalHeaders;

    @Column(name = "rejection_code", nullable = false)
    private String rejectionCode;

    @Column(name = "rejection_detail", nullable = false)
    private String rejectionDetail;

    @Column(name = "rejected_from", nullable = false)
    private String rejectedFrom;

    @Column(name = "recorded_at", nullable = false)
    private Instant recordedAt;

    protected RejectedRecord() {}

    RejectedRecord(
            String topic, ConsumerRecord<byte[], byte[]> record, String code, String detail, Instant recordedAt) {
        this.rejectionId = Identifiers.next();
        this.topic = topic;
        this.messageKey = record.key();
        this.data = record.value();
        this.originalHeaders = RecordHeaders.write(record.headers());
        this.rejectionCode = code;
        this.rejectionDetail = detail;
        this.rejectedFrom = record.topic() + "-" + record.partition() + "@" + record.offset();
        this.recordedAt = recordedAt;
    }
}

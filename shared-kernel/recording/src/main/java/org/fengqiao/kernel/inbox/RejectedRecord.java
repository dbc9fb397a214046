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
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.messaging.RecordHeaders;
import org.fengqiao.kernel.messaging.Sha256;
import org.fengqiao.kernel.messaging.StorableText;

/**
 * A partner's record that goes back to the partner with the reason: a row of an insert-only table that Debezium carries
 * to its topic. It goes back whole unless it is larger than what can be published: see {@link RejectionLimits}.
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

    private boolean truncated;

    @Column(name = "value_size")
    private Long valueSize;

    @Column(name = "value_sha256")
    private String valueSha256;

    @Column(name = "recorded_at", nullable = false)
    private Instant recordedAt;

    protected RejectedRecord() {}

    RejectedRecord(String topic, ConsumerRecord<byte[], byte[]> record, Attempt.Failed because, Instant recordedAt) {
        var headers = RejectionLimits.headers(record.headers());
        this.rejectionId = Identifiers.next();
        this.topic = topic;
        this.messageKey = RejectionLimits.key(record.key());
        this.data = RejectionLimits.value(record.value());
        this.originalHeaders = RecordHeaders.write(headers);
        this.rejectionCode = because.code();
        this.rejectionDetail = StorableText.of(because.detail(), RejectionLimits.DETAIL);
        this.rejectedFrom = record.topic() + "-" + record.partition() + "@" + record.offset();
        this.truncated = messageKey != record.key() || data != record.value() || !headers.equals(record.headers());
        if (data != record.value()) {
            this.valueSize = (long) record.value().length;
            this.valueSha256 = Sha256.hex(record.value());
        }
        this.recordedAt = recordedAt;
    }
}

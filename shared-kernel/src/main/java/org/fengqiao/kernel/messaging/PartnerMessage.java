package org.fengqiao.kernel.messaging;

import java.time.Instant;
import java.util.UUID;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.Cause;

/** A message to a partner system: a row of an insert-only table that Debezium carries to the partner's topic. */
@Entity
@Table(name = "partner_message")
@NullUnmarked
public class PartnerMessage {

    @Id
    @Column(name = "message_id")
    private UUID messageId;

    @Column(nullable = false)
    private String topic;

    @Column(name = "message_key", nullable = false)
    private String messageKey;

    @Column(nullable = false)
    private String type;

    @Column(nullable = false)
    private String data;

    @Column(name = "case_id")
    private UUID caseId;

    @Column(name = "occurred_at", nullable = false)
    private Instant occurredAt;

    @Column(name = "recorded_at", nullable = false)
    private Instant recordedAt;

    @Column(name = "correlation_id", nullable = false)
    private UUID correlationId;

    @Column(name = "causation_id")
    private UUID causationId;

    private String traceparent;

    protected PartnerMessage() {}

    /**
     * A message that follows from an event.
     *
     * @param caseId null if it is about no single case
     * @param causedBy the event's id; null if it follows from no event
     */
    public PartnerMessage(
            UUID messageId,
            String topic,
            String messageKey,
            String type,
            String data,
            @Nullable UUID caseId,
            Cause cause,
            @Nullable UUID causedBy,
            Instant recordedAt) {
        this.messageId = messageId;
        this.topic = topic;
        this.messageKey = messageKey;
        this.type = type;
        this.data = data;
        this.caseId = caseId;
        this.occurredAt = cause.occurredAt();
        this.recordedAt = recordedAt;
        this.correlationId = cause.correlationId();
        this.causationId = causedBy;
        this.traceparent = cause.traceparent();
    }

    /** A message that is about no single case, such as one about all streams of a service. */
    public static PartnerMessage ofNoCase(
            UUID messageId,
            String topic,
            String messageKey,
            String type,
            String data,
            Cause cause,
            Instant recordedAt) {
        return new PartnerMessage(messageId, topic, messageKey, type, data, null, cause, null, recordedAt);
    }
}

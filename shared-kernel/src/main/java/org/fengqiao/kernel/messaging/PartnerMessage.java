package org.fengqiao.kernel.messaging;

import static org.fengqiao.kernel.data.Columns.column;
import static org.fengqiao.kernel.data.Columns.times;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
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

    private static final String INSERT = """
            insert into partner_message (message_id, topic, message_key, type, data, case_id, occurred_at, recorded_at, correlation_id, causation_id, traceparent)
            select message_id, topic, message_key, type, data, case_id, cast(occurred_at as timestamptz), cast(recorded_at as timestamptz), correlation_id,
              causation_id, traceparent
            from unnest(
              cast(:ids as uuid[]), cast(:topics as text[]), cast(:keys as text[]), cast(:types as text[]), cast(:data as text[]), cast(:cases as uuid[]),
              cast(:occurred as text[]), cast(:recorded as text[]), cast(:correlations as uuid[]), cast(:causations as uuid[]), cast(:traces as text[]))
              as said (message_id, topic, message_key, type, data, case_id, occurred_at, recorded_at, correlation_id, causation_id, traceparent)""";

    protected PartnerMessage() {}

    /** Writes messages in one statement, in their order. */
    public static Uni<Void> insert(Mutiny.StatelessSession session, List<PartnerMessage> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(INSERT)
                        .setParameter("ids", column(messages, one -> one.messageId, UUID[]::new))
                        .setParameter("topics", column(messages, one -> one.topic, String[]::new))
                        .setParameter("keys", column(messages, one -> one.messageKey, String[]::new))
                        .setParameter("types", column(messages, one -> one.type, String[]::new))
                        .setParameter("data", column(messages, one -> one.data, String[]::new))
                        .setParameter("cases", column(messages, one -> one.caseId, UUID[]::new))
                        .setParameter("occurred", times(messages, one -> one.occurredAt))
                        .setParameter("recorded", times(messages, one -> one.recordedAt))
                        .setParameter("correlations", column(messages, one -> one.correlationId, UUID[]::new))
                        .setParameter("causations", column(messages, one -> one.causationId, UUID[]::new))
                        .setParameter("traces", column(messages, one -> one.traceparent, String[]::new))
                        .executeUpdate()
                        .replaceWithVoid();
    }

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

package org.fengqiao.kernel.eventstore;

import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.sql.Upsert;

/**
 * A message to a partner system: a row of an insert-only table that Debezium carries to the partner's topic.
 *
 * @param messageId its identifier, {@code ce_id} on the topic
 * @param topic the partner's topic
 * @param messageKey what it is ordered by
 * @param type its full name
 * @param data its JSON, with what is personal in boxes
 * @param caseId null if it is about no single case
 * @param cause who did what it follows from, and when
 * @param causedBy the event it follows from; null if it follows from none
 * @param recordedAt when it was written
 */
public record PartnerMessage(
        UUID messageId,
        String topic,
        String messageKey,
        String type,
        String data,
        @Nullable UUID caseId,
        Cause cause,
        @Nullable UUID causedBy,
        Instant recordedAt) {

    private static final Upsert<PartnerMessage> INSERT = Upsert.<PartnerMessage>into("partner_message")
            .fixed(uuid("message_id", PartnerMessage::messageId))
            .fixed(text("topic", PartnerMessage::topic))
            .fixed(text("message_key", PartnerMessage::messageKey))
            .fixed(text("type", PartnerMessage::type))
            .fixed(text("data", PartnerMessage::data))
            .fixed(uuid("case_id", PartnerMessage::caseId))
            .fixed(time("occurred_at", message -> message.cause().occurredAt()))
            .fixed(time("recorded_at", PartnerMessage::recordedAt))
            .fixed(uuid("correlation_id", message -> message.cause().correlationId()))
            .fixed(uuid("causation_id", PartnerMessage::causedBy))
            .fixed(text("traceparent", message -> message.cause().traceparent()))
            .build();

    /** Returns the same message with other JSON. */
    PartnerMessage with(String otherData) {
        return new PartnerMessage(
                messageId, topic, messageKey, type, otherData, caseId, cause, causedBy, recordedAt);
    }

    /** Writes messages in one statement, in their order. */
    public static Uni<Void> insert(Mutiny.StatelessSession session, List<PartnerMessage> messages) {
        return INSERT.write(session, messages);
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

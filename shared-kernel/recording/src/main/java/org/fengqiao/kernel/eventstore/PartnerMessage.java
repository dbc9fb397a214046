package org.fengqiao.kernel.eventstore;

import static org.fengqiao.kernel.data.Columns.column;
import static org.fengqiao.kernel.data.Columns.times;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;

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

    private static final String INSERT = """
            insert into partner_message (message_id, topic, message_key, type, data, case_id, occurred_at, recorded_at, correlation_id, causation_id, traceparent)
            select message_id, topic, message_key, type, data, case_id, cast(occurred_at as timestamptz), cast(recorded_at as timestamptz), correlation_id,
              causation_id, traceparent
            from unnest(
              cast(:ids as uuid[]), cast(:topics as text[]), cast(:keys as text[]), cast(:types as text[]), cast(:data as text[]), cast(:cases as uuid[]),
              cast(:occurred as text[]), cast(:recorded as text[]), cast(:correlations as uuid[]), cast(:causations as uuid[]), cast(:traces as text[]))
              as said (message_id, topic, message_key, type, data, case_id, occurred_at, recorded_at, correlation_id, causation_id, traceparent)""";

    /** Writes messages in one statement, in their order. */
    public static Uni<Void> insert(Mutiny.StatelessSession session, List<PartnerMessage> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(INSERT)
                        .setParameter("ids", column(messages, PartnerMessage::messageId, UUID[]::new))
                        .setParameter("topics", column(messages, PartnerMessage::topic, String[]::new))
                        .setParameter("keys", column(messages, PartnerMessage::messageKey, String[]::new))
                        .setParameter("types", column(messages, PartnerMessage::type, String[]::new))
                        .setParameter("data", column(messages, PartnerMessage::data, String[]::new))
                        .setParameter("cases", column(messages, PartnerMessage::caseId, UUID[]::new))
                        .setParameter(
                                "occurred", times(messages, one -> one.cause().occurredAt()))
                        .setParameter("recorded", times(messages, PartnerMessage::recordedAt))
                        .setParameter(
                                "correlations",
                                column(messages, one -> one.cause().correlationId(), UUID[]::new))
                        .setParameter("causations", column(messages, PartnerMessage::causedBy, UUID[]::new))
                        .setParameter(
                                "traces", column(messages, one -> one.cause().traceparent(), String[]::new))
                        .executeUpdate()
                        .replaceWithVoid();
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

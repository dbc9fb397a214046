package org.fengqiao.kernel.eventstore;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Statement;

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

    /** A message and its place among those of one statement. */
    private record Placed(PartnerMessage message, long place, long behind) {}

    private static final Columns<Placed> COLUMNS = Columns.of(
            "u",
            uuid("message_id", placed -> placed.message().messageId()),
            text("topic", placed -> placed.message().topic()),
            text("message_key", placed -> placed.message().messageKey()),
            text("type", placed -> placed.message().type()),
            text("data", placed -> placed.message().data()),
            uuid("case_id", placed -> placed.message().caseId()),
            time("occurred_at", placed -> placed.message().cause().occurredAt()),
            time("recorded_at", placed -> placed.message().recordedAt()),
            uuid("correlation_id", placed -> placed.message().cause().correlationId()),
            uuid("causation_id", placed -> placed.message().causedBy()),
            text("traceparent", placed -> placed.message().cause().traceparent()),
            bigint("place", Placed::place),
            bigint("behind", Placed::behind));

    private static final String WRITTEN = "message_id, topic, message_key, type, data, case_id, occurred_at,"
            + " recorded_at, correlation_id, causation_id, traceparent";

    /**
     * Numbers and writes in one statement. The row of a partner's topic stays locked until the transaction ends:
     * numbers are given in the order of commits, which is the order of the topic. Of several topics the rows are locked
     * in the order of their names, so that no two transactions wait for each other.
     */
    private static final Statement INSERT =
            Statement.of("""
            with u as (select * from %s),
            numbered as (
              insert into partner_sequence as s (topic, last)
              select topic, count(*) from u where topic like '%%.outbound' group by topic order by topic
              on conflict (topic) do update set last = s.last + excluded.last
              returning topic, last)
            insert into partner_message (%s, sequence)
            select %s, numbered.last - u.behind
            from u left join numbered using (topic) order by u.place\
            """.formatted(COLUMNS.table(), WRITTEN, "u." + WRITTEN.replace(", ", ", u.")));

    /** Returns the same message with other JSON. */
    PartnerMessage with(String otherData) {
        return new PartnerMessage(messageId, topic, messageKey, type, otherData, caseId, cause, causedBy, recordedAt);
    }

    /**
     * Writes messages in one statement, in their order, and gives those to a partner the next numbers of its topic.
     * Must come last among the statements of a transaction that may wait for another one: the topic is locked from then
     * on.
     */
    public static Uni<Void> insert(Mutiny.StatelessSession session, List<PartnerMessage> messages) {
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : INSERT.bind(COLUMNS, placed(messages)).execute(session).replaceWithVoid();
    }

    private static List<Placed> placed(List<PartnerMessage> messages) {
        var behind = new HashMap<String, Long>();
        var placed = new ArrayList<Placed>(messages.size());
        for (var at = messages.size() - 1; at >= 0; at--) {
            var message = messages.get(at);
            placed.add(new Placed(message, at, behind.merge(message.topic(), 1L, Long::sum) - 1));
        }
        return placed.reversed();
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

package org.fengqiao.analytics.projection;

import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sql.Column;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/**
 * Extent of the log that numbers are counted from, so that nobody takes an old number for a new one.
 *
 * @param time when the newest event that counts was recorded; null if none counts yet
 * @param positions how far each partition was read
 * @param parkedCases cases of which not everything counts, since a record of theirs waits for an operator
 * @param gaps how many times events of a case were given up, which count nowhere
 */
public record KnownUpTo(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant time,
        List<PartitionPosition> positions,
        long parkedCases,
        long gaps) {

    private static final Statement POSITIONS = Statement.of("""
            select p.topic, p.partition, p.next_offset, k.recorded_at
            from position p left join known_up_to k on k.topic = p.topic and k.partition = p.partition
            where p.consumer = :consumer order by p.topic, p.partition""");

    private static final Statement LEFT_OUT = Statement.of("""
            select (select count(distinct case_key) from parked_record where consumer = :consumer) as parked,
              (select count(*) from given_up) as gaps""");

    private static final Upsert<Followed> FOLLOWED = Upsert.<Followed>into("known_up_to")
            .key(text("topic", one -> one.partition().topic()))
            .key(integer("partition", one -> one.partition().partition()))
            .merged(Column.time("recorded_at", Followed::recordedAt), "greatest(t.recorded_at, excluded.recorded_at)")
            .build();

    public KnownUpTo {
        positions = List.copyOf(positions);
    }

    /**
     * Position in a partition.
     *
     * @param nextOffset everything before it counts, is parked or was given up
     * @param time when the newest event from it that counts was recorded; null if none counts yet
     */
    public record PartitionPosition(
            String topic,
            int partition,
            long nextOffset,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Instant time) {}

    /** An event that was followed from a partition, by the time at which it was recorded. */
    public record Followed(TopicPartition partition, Instant recordedAt) {

        private static Followed later(Followed one, Followed other) {
            return one.recordedAt().isBefore(other.recordedAt()) ? other : one;
        }
    }

    /** Returns how far the log is known now. */
    public static Uni<KnownUpTo> now(Mutiny.StatelessSession session, String consumer) {
        return POSITIONS
                .bind("consumer", consumer)
                .list(
                        session,
                        row -> new PartitionPosition(
                                row.getString("topic"),
                                row.getInteger("partition"),
                                row.getLong("next_offset"),
                                row.getValue("recorded_at") == null ? null : Rows.time(row, "recorded_at")))
                .flatMap(positions -> LEFT_OUT.bind("consumer", consumer)
                        .list(
                                session,
                                row -> new KnownUpTo(
                                        newest(positions), positions, row.getLong("parked"), row.getLong("gaps")))
                        .map(List::getFirst));
    }

    private static @Nullable Instant newest(List<PartitionPosition> positions) {
        return positions.stream()
                .map(PartitionPosition::time)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Notes what was followed, in one statement however much it was. */
    public static Uni<Void> note(Mutiny.StatelessSession session, Collection<Followed> followed) {
        var newest = new HashMap<TopicPartition, Followed>();
        followed.forEach(one -> newest.merge(one.partition(), one, Followed::later));
        var inOrder = newest.values().stream()
                .sorted(Comparator.comparing((Followed one) -> one.partition().topic())
                        .thenComparing(one -> one.partition().partition()))
                .toList();
        return inOrder.isEmpty() ? Uni.createFrom().voidItem() : FOLLOWED.write(session, inOrder);
    }
}

package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.messaging.Positions.Kept;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/**
 * Decision of operators when a topic was deleted and made anew under the positions kept: its readers wait, since
 * neither to go on at the offset kept nor to begin anew is right in every case. What is said is on record.
 */
@Singleton
public class TopicRestarts {

    private static final Logger LOG = Logger.getLogger(TopicRestarts.class);

    private static final Statement RECORD = Statement.of("""
            insert into position_restart (restart_id, consumer, topic, kept_topic_id, topic_id, begins_from,
              positions, reason, actor_id, restarted_at)
            values (:id, :consumer, :topic, :kept, :topicId, :from, :positions, :reason, :actor, :at)""");

    private final Positions positions;
    private final Broker broker;
    private final InstantSource clock;
    private final Upsert<Restarted> restart;

    TopicRestarts(@Identifier(Positions.LISTENER) Positions positions, Broker broker, InstantSource clock) {
        this.positions = positions;
        this.broker = broker;
        this.clock = clock;
        this.restart = Upsert.<Restarted>into("position")
                .key(text("consumer", _ -> positions.consumer()))
                .key(text("topic", one -> one.topic))
                .key(integer("partition", one -> one.partition))
                .set(bigint("next_offset", one -> one.next))
                .set(text("topic_id", one -> one.topicId))
                .build();
    }

    /** The place from which a topic that was made anew is read. */
    public enum From {
        /** Its first record. */
        @JsonProperty("beginning")
        BEGINNING,
        /** Behind its last record: what is on it now is not read. */
        @JsonProperty("end")
        END,
        /** The offset kept, as if it were the old topic: for one that was restored with its offsets. */
        @JsonProperty("kept")
        KEPT
    }

    /** Result of it. */
    public sealed interface Outcome {
        /** The topic is read from these positions. */
        record Restarts(String topic, List<PartitionRestart> partitions) implements Outcome {}

        /** There is nothing to say, or not this. */
        enum Refused implements Outcome {
            /** This service keeps no position of such a topic. */
            NOT_READ,
            /** The broker has no such topic now. */
            MISSING,
            /** The topic is the one of which positions are kept. */
            NOT_REPLACED,
            /** The offset kept lies behind the end of the new topic. */
            BEHIND_THE_END
        }
    }

    /**
     * The offset from which a partition goes on.
     *
     * @param kept the offset that was kept; null if none was
     * @param next the offset from which it is read
     */
    public record PartitionRestart(int partition, @Nullable Long kept, long next) {}

    private record Restarted(String topic, int partition, long next, String topicId) {}

    /** Has the topic read from there, in the session's transaction; readers that wait go on when it has committed. */
    public Uni<Outcome> restart(Mutiny.StatelessSession session, String topic, From from, String reason, String actor) {
        return positions
                .lockKept(session, topic)
                .flatMap(kept -> kept.isEmpty()
                        ? Uni.createFrom().item(Outcome.Refused.NOT_READ)
                        : broker.topics(List.of(topic)).flatMap(found -> {
                            var now = found.get(topic);
                            if (now == null) {
                                return Uni.createFrom().item(Outcome.Refused.MISSING);
                            }
                            var keptId = kept.values().stream()
                                    .map(Kept::topicId)
                                    .filter(id -> id != null && !id.equals(now.id()))
                                    .findFirst();
                            return keptId.isEmpty()
                                    ? Uni.createFrom().item(Outcome.Refused.NOT_REPLACED)
                                    : restart(session, now, kept, keptId.get(), from, reason, actor);
                        }));
    }

    private Uni<Outcome> restart(
            Mutiny.StatelessSession session,
            Broker.Topic topic,
            Map<TopicPartition, Kept> kept,
            String keptId,
            From from,
            String reason,
            String actor) {
        var partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .collect(toSet());
        return Uni.combine()
                .all()
                .unis(broker.beginnings(partitions), broker.ends(partitions))
                .asTuple()
                .flatMap(offsets -> {
                    var ends = offsets.getItem2();
                    if (from == From.KEPT
                            && kept.entrySet().stream()
                                    .anyMatch(one -> one.getValue().next() > ends.getOrDefault(one.getKey(), 0L))) {
                        return Uni.createFrom().item(Outcome.Refused.BEHIND_THE_END);
                    }
                    var restarts = restarts(partitions, kept, from, offsets.getItem1(), ends);
                    return write(session, topic, kept, keptId, restarts, from, reason, actor)
                            .replaceWith(new Outcome.Restarts(topic.name(), restarts));
                });
    }

    private static List<PartitionRestart> restarts(
            Set<TopicPartition> partitions,
            Map<TopicPartition, Kept> kept,
            From from,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .map(partition -> {
                    var before = kept.get(partition);
                    long next = switch (from) {
                        case BEGINNING -> beginnings.get(partition);
                        case END -> ends.get(partition);
                        case KEPT -> before == null ? beginnings.get(partition) : before.next();
                    };
                    return new PartitionRestart(partition.partition(), before == null ? null : before.next(), next);
                })
                .sorted(java.util.Comparator.comparing(PartitionRestart::partition))
                .toList();
    }

    private Uni<Void> write(
            Mutiny.StatelessSession session,
            Broker.Topic topic,
            Map<TopicPartition, Kept> kept,
            String keptId,
            List<PartitionRestart> restarts,
            From from,
            String reason,
            String actor) {
        // Partitions that the new topic does not have keep a row, so that nothing is left of the old one.
        var gone = kept.keySet().stream()
                .filter(partition -> partition.partition() >= topic.partitions())
                .map(partition -> new Restarted(topic.name(), partition.partition(), 0, topic.id()));
        var rows = java.util.stream.Stream.concat(
                        restarts.stream()
                                .map(one -> new Restarted(topic.name(), one.partition(), one.next(), topic.id())),
                        gone)
                .toList();
        var told = restarts.stream()
                .map(one -> one.partition() + ": " + one.kept() + " -> " + one.next())
                .collect(joining(", "));
        return restart.write(session, rows)
                .chain(() -> RECORD.bind("id", Identifiers.next())
                        .bind("consumer", positions.consumer())
                        .bind("topic", topic.name())
                        .bind("kept", keptId)
                        .bind("topicId", topic.id())
                        .bind("from", from)
                        .bind("positions", told)
                        .bind("reason", reason)
                        .bind("actor", actor)
                        .bind("at", clock.instant())
                        .execute(session))
                .invoke(() -> LOG.warnf("%s has topic %s read anew, from %s: %s", actor, topic.name(), from, told))
                .replaceWithVoid();
    }
}

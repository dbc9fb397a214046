package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.toMap;
import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.time.Schedule;

/**
 * Pauses of this service's consumers: nothing of a paused topic is done, by any instance, from when the pause is
 * answered until an operator resumes it, restarts included. Both are on record with their reasons.
 *
 * <p>What decides is a column of the stored positions, read in the transaction of the work. The table of pauses is read
 * every second besides ({@code fengqiao.messaging.pauses-every}), so that a paused poll waits without asking again.
 */
@Singleton
public class Pauses {

    private static final Logger LOG = Logger.getLogger(Pauses.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private static final Statement STANDING = Statement.of("""
            select topic, reason, paused_by, paused_at from position_pause
            where consumer = :consumer and resumed_at is null order by topic""");

    private static final Statement PAUSE = Statement.of("""
            insert into position_pause (pause_id, consumer, topic, reason, paused_by, paused_at)
            values (:id, :consumer, :topic, :reason, :by, :at)""");

    private static final Statement RESUME = Statement.of("""
            update position_pause set resume_reason = :reason, resumed_by = :by, resumed_at = :at
            where consumer = :consumer and topic = :topic and resumed_at is null
            returning topic, reason, paused_by, paused_at""");

    private static final Statement GO_ON =
            Statement.of("update position set paused = false where consumer = :consumer and topic = :topic");

    private final Positions positions;
    private final Broker broker;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;
    private final Upsert<TopicPartition> stop;
    private volatile Map<String, Pause> standing = Map.of();

    Pauses(
            @Identifier(Positions.LISTENER) Positions positions,
            Broker broker,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        this.positions = positions;
        this.broker = broker;
        this.sessions = sessions;
        this.clock = clock;
        this.stop = Upsert.<TopicPartition>into("position")
                .key(text("consumer", _ -> positions.consumer()))
                .key(text("topic", TopicPartition::topic))
                .key(integer("partition", TopicPartition::partition))
                .fixed(bigint("next_offset", _ -> 0L))
                .set(bool("paused", _ -> true))
                .build();
    }

    /**
     * A pause that stands.
     *
     * @param by the operator
     */
    public record Pause(String topic, String reason, String by, Instant since) {

        private static Pause of(Row row) {
            return new Pause(
                    row.getString("topic"),
                    row.getString("reason"),
                    row.getString("paused_by"),
                    Rows.time(row, "paused_at"));
        }
    }

    /** Failure of work on a paused topic: it is done when the topic is resumed. */
    static final class Paused extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Paused(TopicPartition partition) {
            super(partition + " is paused");
        }
    }

    /** Schedules reading the pauses. Until it is done first, the column of the positions alone decides. */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.messaging.pauses-every:1s}", Duration.ofSeconds(1), "pauses", this::refresh);
    }

    private Uni<Void> refresh() {
        return sessions.withStatelessSession(this::standing).replaceWithVoid();
    }

    /** Returns the pauses that stand, by topic. */
    public Map<String, Pause> standing() {
        return standing;
    }

    /** Reads the pauses that stand, in the order of their topics. */
    public Uni<List<Pause>> standing(Mutiny.StatelessSession session) {
        return STANDING.bind("consumer", positions.consumer())
                .list(session, Pause::of)
                .invoke(this::note);
    }

    private void note(List<Pause> found) {
        standing = found.stream().collect(toMap(Pause::topic, pause -> pause, (one, _) -> one, TreeMap::new));
    }

    /** Returns whether the topic is paused, as far as this instance knows. */
    public boolean isPaused(String topic) {
        return standing.containsKey(topic);
    }

    /** Completes when none of these topics is paused, as far as this instance knows. */
    Uni<Void> over(Collection<String> topics) {
        return Uni.createFrom()
                .deferred(() -> topics.stream().noneMatch(this::isPaused)
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(LOOK_AGAIN)
                                .chain(() -> over(topics)));
    }

    /** Reads the pauses anew, and completes when none of these topics is paused. */
    Uni<Void> overAfterAll(Collection<String> topics) {
        return refresh().chain(() -> over(topics));
    }

    /** Returns whether this service has a consumer of the topic. */
    private Uni<Boolean> reads(Mutiny.StatelessSession session, String topic) {
        return positions
                .stored(session)
                .map(stored -> java.util.stream.Stream.concat(stored.keySet().stream(), positions.assigned().stream())
                        .anyMatch(partition -> partition.topic().equals(topic)));
    }

    /**
     * Pauses the consumers of a topic, in the session's transaction; one that is paused already stays as it is. Waits
     * for work on its records that is under way.
     *
     * @return the pause that stands; empty if this service does not read the topic
     */
    public Uni<Optional<Pause>> pause(Mutiny.StatelessSession session, String topic, String reason, String by) {
        return reads(session, topic)
                .flatMap(reads -> reads
                        ? positions
                                .lock(session, topic)
                                .chain(() -> standing(session))
                                .flatMap(_ -> isPaused(topic)
                                        ? Uni.createFrom().item(Optional.of(standing.get(topic)))
                                        : newPause(session, topic, reason, by).map(Optional::of))
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Pause> newPause(Mutiny.StatelessSession session, String topic, String reason, String by) {
        var pause = new Pause(topic, reason, by, clock.instant());
        return broker.topics(List.of(topic))
                .onFailure()
                .recoverWithItem(Map.of())
                .flatMap(found -> positions.stored(session).flatMap(stored -> {
                    var partitions = java.util.stream.Stream.concat(
                                    stored.keySet().stream()
                                            .filter(one -> one.topic().equals(topic)),
                                    IntStream.range(
                                                    0,
                                                    found.containsKey(topic)
                                                            ? found.get(topic).partitions()
                                                            : 0)
                                            .mapToObj(number -> new TopicPartition(topic, number)))
                            .distinct()
                            .sorted(java.util.Comparator.comparing(TopicPartition::partition))
                            .toList();
                    return stop.write(session, partitions);
                }))
                .chain(() -> PAUSE.bind("id", Identifiers.next())
                        .bind("consumer", positions.consumer())
                        .bind("topic", topic)
                        .bind("reason", reason)
                        .bind("by", by)
                        .bind("at", pause.since())
                        .execute(session))
                .invoke(() -> LOG.warnf("%s pauses topic %s", by, topic))
                .replaceWith(pause);
    }

    /**
     * Resumes the consumers of a topic, in the session's transaction.
     *
     * @return the pause that has ended; null if the topic was not paused
     */
    public Uni<@Nullable Pause> resume(Mutiny.StatelessSession session, String topic, String reason, String by) {
        return RESUME.bind("reason", reason)
                .bind("by", by)
                .bind("at", clock.instant())
                .bind("consumer", positions.consumer())
                .bind("topic", topic)
                .first(session, Pause::of)
                .call(ended -> ended == null
                        ? Uni.createFrom().voidItem()
                        : GO_ON.bind("consumer", positions.consumer())
                                .bind("topic", topic)
                                .execute(session)
                                .invoke(() -> LOG.warnf("%s resumes topic %s", by, topic)));
    }

    /** Reads the pauses anew, after one was made or ended. */
    public Uni<Void> look() {
        return refresh();
    }
}

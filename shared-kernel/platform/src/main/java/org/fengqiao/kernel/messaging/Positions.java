package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.failures.Failures;

/** How far this service has come in each topic, kept in its own database; Kafka's committed offsets don't matter. */
@Singleton
@Identifier(Positions.LISTENER)
public class Positions implements KafkaConsumerRebalanceListener {

    /** The name under which the channels' configuration knows this listener. */
    public static final String LISTENER = "positions";

    private static final Logger LOG = Logger.getLogger(Positions.class);

    /** Locks, reads and moves in one statement. A second owner of the partition waits here, then sees what was done. */
    private static final String ADVANCE = """
            insert into position as p (consumer, topic, partition, next_offset)
            select :consumer, b.* from unnest(cast(:topics as text[]), cast(:partitions as int[]), cast(:ends as bigint[])) b (topic, partition, next_offset) order by topic, partition
            on conflict (consumer, topic, partition) do update set next_offset = greatest(p.next_offset, excluded.next_offset)
            returning p.topic, p.partition, coalesce(old.next_offset, 0)""";

    private static final String FIND = "select topic, partition, next_offset from position where consumer = :consumer";

    private static final String LOCK =
            "select topic, partition, next_offset from position where consumer = :consumer and topic = :topic order by partition for update";

    private final String consumer;
    private final Mutiny.SessionFactory sessions;
    private volatile boolean closing;
    private final Map<TopicPartition, Long> delivered = new ConcurrentHashMap<>();
    private final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Stretch> passed = new ConcurrentHashMap<>();

    /**
     * Records in a row that are of no concern to this service: they were passed over without a transaction of their own.
     *
     * @param from where the stored position stands or stood, the first of them
     * @param to behind the last of them
     */
    record Stretch(long from, long to) {
        private Stretch and(Stretch next) {
            return new Stretch(from, next.to);
        }
    }

    Positions(@ConfigProperty(name = "fengqiao.service") String consumer, Mutiny.SessionFactory sessions) {
        this.consumer = consumer;
        this.sessions = sessions;
    }

    /** The consumer these positions belong to: the service's name. */
    public String consumer() {
        return consumer;
    }

    /**
     * When the service stops its first consumer, the others are given its place in the group. To go on asking a database that is closed would keep that
     * consumer, and its membership, alive: whoever starts next would wait for it.
     */
    void stop(@Observes ShutdownEvent event) {
        closing = true;
    }

    /**
     * Runs on Kafka's polling thread, which may block. It throws only when the service is stopping: a failed callback leaves the partition assigned, but
     * not sought, and nothing of it would be taken.
     */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        var stored = await(() -> sessions.withStatelessSession(this::stored)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .until(_ -> !closing));
        for (var partition : partitions) {
            var next = stored.getOrDefault(partition, 0L);
            kafka.seek(partition, next);
            delivered.put(partition, next);
            passed.remove(partition);
            assigned.add(partition);
        }
        LOG.infof("assigned %d partitions: %s", partitions.size(), partitions);
    }

    /** Somebody else reads these from now on. */
    @Override
    public void onPartitionsRevoked(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        assigned.removeAll(partitions);
    }

    /** The partitions that this process is to read. */
    public Set<TopicPartition> assigned() {
        return Set.copyOf(assigned);
    }

    /** The next offset of each partition this service has ever read from. */
    public Uni<Map<TopicPartition, Long>> stored(Mutiny.StatelessSession session) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("consumer", consumer)
                .getResultList()
                .map(Positions::byPartition);
    }

    /** Keeps every reader of the topic waiting until this transaction ends, and answers where they stand. */
    public Uni<Map<TopicPartition, Long>> lock(Mutiny.StatelessSession session, String topic) {
        return session.createNativeQuery(LOCK, Object[].class)
                .setParameter("consumer", consumer)
                .setParameter("topic", topic)
                .getResultList()
                .map(Positions::byPartition);
    }

    /** Remembers what has been handed to us, and answers where the stored position has to stand at least. */
    Map<TopicPartition, @Nullable Long> deliver(Map<TopicPartition, Long> ends) {
        var begins = new HashMap<TopicPartition, @Nullable Long>();
        ends.forEach((partition, end) -> {
            var begin = delivered.put(partition, end);
            var stretch = passed.get(partition);
            begins.put(partition, stretch == null ? begin : Long.valueOf(stretch.from()));
        });
        return begins;
    }

    /**
     * Passes over what has been handed to us and is of no concern: the stored positions follow within {@link #settle}'s interval, or with the
     * next record that is. After a crash in between it is read, and passed over, once more.
     */
    void pass(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> {
            var begin = delivered.put(partition, end);
            if (begin == null) {
                throw new PollTransactions.Gap(partition + ": never assigned");
            }
            passed.merge(partition, new Stretch(begin, end), Stretch::and);
        });
    }

    /**
     * The next offset that is of any interest.
     *
     * @param stored as the database says
     * @param reached where this process' consumers will read on: behind what was handed to us, and behind the end marks of transactions that
     *     nobody is handed. It counts only when all that was handed to us is done
     */
    public long next(TopicPartition partition, long stored, Map<TopicPartition, Long> reached) {
        return Objects.equals(delivered.get(partition), stored)
                ? Math.max(stored, reached.getOrDefault(partition, stored))
                : stored;
    }

    /** What was passed over up to here is stored now. */
    void settled(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) ->
                passed.computeIfPresent(partition, (_, stretch) -> stretch.to() <= end ? null : stretch));
    }

    /** Stores how far records that are of no concern were passed over, so that the lag that is measured is the real one. */
    @Scheduled(
            every = "${fengqiao.messaging.settle-every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            delayed = "1s")
    Uni<Void> settle() {
        var stretches = Map.copyOf(passed);
        if (stretches.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, Long> begins = new HashMap<>();
        stretches.forEach((partition, stretch) -> {
            begins.put(partition, stretch.from());
            ends.put(partition, stretch.to());
        });
        return sessions.withStatelessTransaction((session, _) ->
                        advance(session, ends).invoke(done -> PollTransactions.refuseGaps(begins, done)))
                .invoke(() -> settled(ends))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("positions again at the next turn: %s", Failures.inShort(e)))
                .onFailure()
                .recoverWithNull();
    }

    /** Moves to {@code ends}, never back, and answers where each partition stood: records below are already done. */
    Uni<Map<TopicPartition, Long>> advance(Mutiny.StatelessSession session, Map<TopicPartition, Long> ends) {
        return session.createNativeQuery(ADVANCE, Object[].class)
                .setParameter("consumer", consumer)
                .setParameter(
                        "topics",
                        ends.keySet().stream().map(TopicPartition::topic).toArray(String[]::new))
                .setParameter(
                        "partitions",
                        ends.keySet().stream().map(TopicPartition::partition).toArray(Integer[]::new))
                .setParameter("ends", ends.values().toArray(Long[]::new))
                .getResultList()
                .map(Positions::byPartition);
    }

    private static Map<TopicPartition, Long> byPartition(List<Object[]> rows) {
        return rows.stream()
                .collect(toMap(
                        row -> new TopicPartition((String) row[0], (Integer) row[1]),
                        row -> ((Number) row[2]).longValue()));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException("no positions", e);
        }
    }
}

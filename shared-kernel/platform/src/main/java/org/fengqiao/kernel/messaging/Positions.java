package org.fengqiao.kernel.messaging;

import static java.util.Comparator.comparing;
import static java.util.Map.Entry.comparingByKey;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.sqlclient.Row;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.time.Schedule;

/** Positions of this service in each topic, kept in its own database; Kafka's committed offsets don't matter. */
@Singleton
@Identifier(Positions.LISTENER)
public class Positions implements KafkaConsumerRebalanceListener {

    /** The name under which the channels' configuration knows this listener. */
    public static final String LISTENER = "positions";

    private static final Logger LOG = Logger.getLogger(Positions.class);

    private static final String ADVANCED =
            "t.topic, t.partition, coalesce(old.next_offset, 0) as next_offset, t.paused";

    /** The order in which all transactions lock positions, so that two of them never wait for each other. */
    private static final Comparator<TopicPartition> ORDER =
            comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    /** Pause between two looks for what an operator says. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Statement FIND =
            Statement.of("select topic, partition, next_offset, topic_id from position where consumer = :consumer");

    private static final Statement LOCK = Statement.of("""
            select topic, partition, next_offset from position where consumer = :consumer and topic = :topic
            order by partition for update\
            """);

    private final String consumer;
    private final Mutiny.SessionFactory sessions;
    private final Broker broker;
    private final Retries retries;

    /** Locks, reads and moves in one statement. A second owner of the partition waits here, then sees what was done. */
    private final Upsert<Map.Entry<TopicPartition, Long>> ends;

    private volatile boolean closing;
    private final Map<TopicPartition, Long> delivered = new ConcurrentHashMap<>();
    private final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Stretch> passed = new ConcurrentHashMap<>();

    /** The ids of the topics that are read, as they were when their partitions were assigned. */
    private final Map<String, String> topicIds = new ConcurrentHashMap<>();

    /** Topics that were made anew while they were read. */
    private final Set<String> replaced = ConcurrentHashMap.newKeySet();

    /** Failure of a channel whose topic was made anew: to go on would skip its first records. */
    static final class Replaced extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Replaced(String topic) {
            super(topic + " was made anew while it was read");
        }
    }

    /**
     * A stored position.
     *
     * @param next the offset that is to be done next
     * @param topicId the topic of which it is; null if that is not known
     */
    record Kept(long next, @Nullable String topicId) {

        private boolean isOfAnother(String id) {
            return topicId != null && !topicId.equals(id);
        }
    }

    /**
     * Records in a row that are of no concern to this service: they were passed over without a transaction of their
     * own.
     *
     * @param from where the stored position stands or stood, the first of them
     * @param to behind the last of them
     */
    record Stretch(long from, long to) {
        private Stretch and(Stretch next) {
            return new Stretch(from, next.to);
        }
    }

    Positions(
            @ConfigProperty(name = "fengqiao.service") String consumer,
            Mutiny.SessionFactory sessions,
            Broker broker,
            Retries retries) {
        this.consumer = consumer;
        this.sessions = sessions;
        this.broker = broker;
        this.retries = retries;
        this.ends = Upsert.<Map.Entry<TopicPartition, Long>>into("position")
                .key(text("consumer", _ -> consumer))
                .key(text("topic", end -> end.getKey().topic()))
                .key(integer("partition", end -> end.getKey().partition()))
                .merged(bigint("next_offset", Map.Entry::getValue), "greatest(t.next_offset, excluded.next_offset)")
                .merged(
                        text("topic_id", end -> topicIds.get(end.getKey().topic())),
                        "coalesce(t.topic_id, excluded.topic_id)")
                .returning(ADVANCED)
                .build();
    }

    /** The consumer these positions belong to: the service's name. */
    public String consumer() {
        return consumer;
    }

    /**
     * Has {@link #settle} done every second ({@code fengqiao.messaging.settle-every}), and {@link #lookForReplaced}
     * every ten ({@code fengqiao.messaging.topics-every}).
     */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.messaging.settle-every:1s}", Duration.ofSeconds(1), "positions", this::settle);
        schedule.every(
                "${fengqiao.messaging.topics-every:10s}", Duration.ofSeconds(10), "topics", this::lookForReplaced);
    }

    /**
     * Takes no partition any more. When the service stops its first consumer, the others are given its place in the
     * group, when the database may be closed already. To go on asking for positions would keep that consumer, and its
     * membership, alive: whoever starts next would wait for it.
     */
    void stop(@Observes ShutdownEvent event) {
        closing = true;
    }

    /**
     * Begins to read the partitions where the stored positions stand. Runs on Kafka's polling thread, which may block:
     * trouble with the database or the broker is waited out. While a position is not known, nothing of its partition is
     * read.
     *
     * <p>While a topic was made anew under the positions kept, it waits for an operator to say how to go on. Each
     * channel has a consumer and a group of its own, so that no other waits with it.
     */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        whereToGoOn(partitions).ifPresentOrElse(kept -> take(kafka, partitions, kept), () -> leave(kafka, partitions));
    }

    private void take(Consumer<?, ?> kafka, Collection<TopicPartition> partitions, Map<TopicPartition, Kept> kept) {
        for (var partition : partitions) {
            var position = kept.get(partition);
            var next = position == null ? 0L : position.next();
            kafka.seek(partition, next);
            delivered.put(partition, next);
            passed.remove(partition);
            assigned.add(partition);
        }
        retries.goOn(partitions);
        LOG.infof("assigned %d partitions: %s", partitions.size(), partitions);
    }

    /**
     * Leaves the partitions alone until the consumer is closed. To throw would do the same, but Kafka and the connector
     * would log an error at many a stop.
     */
    private void leave(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        kafka.pause(partitions);
        LOG.infof("stopping: %d partitions not taken: %s", partitions.size(), partitions);
    }

    /**
     * Returns the positions kept of the topics as they are now, however long that takes; empty if the service stops.
     */
    private Optional<Map<TopicPartition, Kept>> whereToGoOn(Collection<TopicPartition> partitions) {
        try {
            return closing ? Optional.empty() : Optional.of(keptOfTheirTopics(partitions));
        } catch (RuntimeException e) {
            if (closing) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Map<TopicPartition, Kept> keptOfTheirTopics(Collection<TopicPartition> partitions) {
        var names = partitions.stream().map(TopicPartition::topic).collect(toSet());
        for (var told = false; ; told = true) {
            var topics = persistently(() -> broker.topics(names));
            var kept = persistently(() -> sessions.withStatelessSession(this::kept));
            var ofOthers = partitions.stream()
                    .filter(partition -> isOfAnother(kept.get(partition), topics.get(partition.topic())))
                    .collect(toSet());
            if (ofOthers.isEmpty()) {
                topics.values().forEach(topic -> topicIds.put(topic.name(), topic.id()));
                replaced.removeAll(names);
                return kept;
            }
            if (!told) {
                tell(ofOthers, kept);
            }
            pause();
        }
    }

    private static boolean isOfAnother(@Nullable Kept kept, Broker.@Nullable Topic topic) {
        return kept != null && topic != null && kept.isOfAnother(topic.id());
    }

    private void tell(Set<TopicPartition> ofOthers, Map<TopicPartition, Kept> kept) {
        var beginnings = persistently(() -> broker.beginnings(ofOthers));
        var ends = persistently(() -> broker.ends(ofOthers));
        for (var partition : ofOthers) {
            var next = kept.get(partition).next();
            var offsets = "offset %d was kept of another topic of this name, this one has %d to %d"
                    .formatted(next, beginnings.get(partition), ends.get(partition));
            var reason = "topic-replaced: %s; say how to go on: POST /positions/%s/restart"
                    .formatted(offsets, partition.topic());
            LOG.errorf("%s waits: %s", partition, reason);
            retries.inVain(partition, next, null, reason, Retries.GoingOn.BY_AN_OPERATOR);
        }
    }

    private <T> T persistently(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> Uni.createFrom()
                    .<T>deferred(work::get)
                    .onFailure(_ -> !closing)
                    .invoke(e -> LOG.warnf("positions are asked for again: %s", Failures.inShort(e)))
                    .onFailure(_ -> !closing)
                    .retry()
                    .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                    .indefinitely());
        } catch (Throwable e) {
            throw new IllegalStateException("no positions", e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for an operator");
        }
        if (closing) {
            throw new IllegalStateException("the service stops while it waits for an operator");
        }
    }

    /**
     * Looks whether a topic was made anew while it is read, which a consumer does not tell. Its channel is ended then:
     * the process that starts next finds the topic's id to be another than the kept one.
     */
    private Uni<Void> lookForReplaced() {
        return broker.topics(assigned.stream().map(TopicPartition::topic).collect(toSet()))
                .invoke(topics -> topics.values().stream()
                        .filter(topic -> !topic.id().equals(topicIds.getOrDefault(topic.name(), topic.id())))
                        .filter(topic -> replaced.add(topic.name()))
                        .forEach(this::end))
                .replaceWithVoid();
    }

    private void end(Broker.Topic topic) {
        LOG.errorf("topic %s was made anew while it was read: its channel ends", topic.name());
        assigned.stream()
                .filter(partition -> partition.topic().equals(topic.name()))
                .forEach(partition -> retries.inVain(
                        partition,
                        delivered.getOrDefault(partition, 0L),
                        null,
                        "topic-replaced: it was made anew while it was read",
                        Retries.GoingOn.BY_A_NEW_START));
    }

    private void refuseReplaced(Map<TopicPartition, Long> ends) {
        if (!replaced.isEmpty()) {
            ends.keySet().stream()
                    .map(TopicPartition::topic)
                    .filter(replaced::contains)
                    .findFirst()
                    .ifPresent(topic -> {
                        throw new Replaced(topic);
                    });
        }
    }

    /** Forgets the partitions, which somebody else reads from now on. */
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
        return kept(session)
                .map(kept -> kept.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, one -> one.getValue().next())));
    }

    private Uni<Map<TopicPartition, Kept>> kept(Mutiny.StatelessSession session) {
        return FIND.bind("consumer", consumer)
                .list(
                        session,
                        row -> Map.entry(
                                new TopicPartition(row.getString("topic"), row.getInteger("partition")),
                                new Kept(row.getLong("next_offset"), row.getString("topic_id"))))
                .map(all -> all.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The positions of one topic, which its readers wait for until this transaction ends. */
    Uni<Map<TopicPartition, Kept>> lockKept(Mutiny.StatelessSession session, String topic) {
        return lock(session, topic)
                .chain(() -> kept(session))
                .map(all -> all.entrySet().stream()
                        .filter(one -> one.getKey().topic().equals(topic))
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Keeps every reader of the topic waiting until this transaction ends, and answers where they stand. */
    public Uni<Map<TopicPartition, Long>> lock(Mutiny.StatelessSession session, String topic) {
        return LOCK.bind("consumer", consumer)
                .bind("topic", topic)
                .list(session, Positions::position)
                .map(Positions::byPartition);
    }

    /** Remembers what has been handed to us, and answers where the stored position has to stand at least. */
    Map<TopicPartition, @Nullable Long> deliver(Map<TopicPartition, Long> ends) {
        refuseReplaced(ends);
        var begins = new HashMap<TopicPartition, @Nullable Long>();
        ends.forEach((partition, end) -> {
            var begin = delivered.put(partition, end);
            var stretch = passed.get(partition);
            begins.put(partition, stretch == null ? begin : Long.valueOf(stretch.from()));
        });
        return begins;
    }

    /**
     * Passes over what has been handed to us and is of no concern: the stored positions follow within {@link #settle}'s
     * interval, or with the next record that is. After a crash in between it is read, and passed over, once more.
     */
    void pass(Map<TopicPartition, Long> ends) {
        refuseReplaced(ends);
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
     * @param reached where this process' consumers will read on: behind what was handed to us, and behind the end marks
     *     of transactions that nobody is handed. It counts only when all that was handed to us is done
     */
    public long next(TopicPartition partition, long stored, Map<TopicPartition, Long> reached) {
        return Objects.equals(delivered.get(partition), stored)
                ? Math.max(stored, reached.getOrDefault(partition, stored))
                : stored;
    }

    /** Marks what was passed over up to these ends as stored. */
    void settled(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) ->
                passed.computeIfPresent(partition, (_, stretch) -> stretch.to() <= end ? null : stretch));
    }

    /**
     * Stores how far records that are of no concern were passed over, so that the lag that is measured is the real one.
     */
    private Uni<Void> settle() {
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
        return sessions.withStatelessTransaction((session, _) -> move(session, ends, Positions::position)
                        .invoke(done -> PollTransactions.refuseGaps(begins, done)))
                .invoke(() -> settled(ends))
                .replaceWithVoid();
    }

    /**
     * Moves to {@code ends}, never back, and answers where each partition stood: records below are already done. Fails
     * with {@link Pauses.Paused} if nothing is to be done of one of them now.
     */
    Uni<Map<TopicPartition, Long>> advance(Mutiny.StatelessSession session, Map<TopicPartition, Long> ends) {
        return move(session, ends, Positions::positionUnlessPaused);
    }

    private Uni<Map<TopicPartition, Long>> move(
            Mutiny.StatelessSession session,
            Map<TopicPartition, Long> ends,
            Function<Row, Map.Entry<TopicPartition, Long>> reading) {
        var inOrder = ends.entrySet().stream().sorted(comparingByKey(ORDER)).toList();
        return this.ends.returning(session, inOrder, reading).map(Positions::byPartition);
    }

    private static Map.Entry<TopicPartition, Long> positionUnlessPaused(Row row) {
        var position = position(row);
        if (row.getBoolean("paused")) {
            throw new Pauses.Paused(position.getKey());
        }
        return position;
    }

    private static Map.Entry<TopicPartition, Long> position(Row row) {
        return Map.entry(
                new TopicPartition(row.getString("topic"), row.getInteger("partition")), row.getLong("next_offset"));
    }

    private static Map<TopicPartition, Long> byPartition(List<Map.Entry<TopicPartition, Long>> positions) {
        return positions.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

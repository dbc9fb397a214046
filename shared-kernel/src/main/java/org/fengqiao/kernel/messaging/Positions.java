package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jakarta.inject.Singleton;

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
    private final Map<TopicPartition, Long> delivered = new ConcurrentHashMap<>();

    Positions(@ConfigProperty(name = "fengqiao.service") String consumer, Mutiny.SessionFactory sessions) {
        this.consumer = consumer;
        this.sessions = sessions;
    }

    /** The consumer these positions belong to: the service's name. */
    public String consumer() {
        return consumer;
    }

    /** Runs on Kafka's polling thread, which may block. It never throws: a failed callback leaves the partition assigned, but not sought. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        var stored = await(() -> sessions.withStatelessSession(this::stored)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely());
        for (var partition : partitions) {
            var next = stored.getOrDefault(partition, 0L);
            kafka.seek(partition, next);
            delivered.put(partition, next);
        }
        LOG.infof("assigned %d partitions: %s", partitions.size(), partitions);
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

    /** Remembers what has been handed to us, and answers where it should have begun. */
    Map<TopicPartition, @Nullable Long> deliver(Map<TopicPartition, Long> ends) {
        var begins = new HashMap<TopicPartition, @Nullable Long>();
        ends.forEach((partition, end) -> begins.put(partition, delivered.put(partition, end)));
        return begins;
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

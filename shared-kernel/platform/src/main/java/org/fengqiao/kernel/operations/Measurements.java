package org.fengqiao.kernel.operations;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.messaging.Broker;
import org.fengqiao.kernel.messaging.Pauses;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.time.Schedule;

/**
 * Measurements of what this process reads: {@code fengqiao_consumer_lag} (records, by topic), {@code
 * fengqiao_consumer_paused} (1 or 0, by topic), {@code fengqiao_parked_cases} and {@code fengqiao_parked_records}.
 */
@Singleton
public class Measurements {

    /** A consumer that is stuck does not tell where it stands; what is stored counts then. */
    private static final Duration CONSUMER_ANSWERS = Duration.ofSeconds(3);

    private static final String PARKED =
            "select count(distinct case_key), count(*) from parked_record where consumer = :consumer";

    private final Gauges gauges;
    private final Positions positions;
    private final Broker broker;
    private final Mutiny.SessionFactory sessions;
    private final KafkaClientService kafka;
    private final Progress progress;
    private final Pauses pauses;
    private final Lags lags;

    Measurements(
            Gauges gauges,
            @Identifier(Positions.LISTENER) Positions positions,
            Broker broker,
            Mutiny.SessionFactory sessions,
            KafkaClientService kafka,
            Progress progress,
            Pauses pauses,
            Lags lags) {
        this.gauges = gauges;
        this.positions = positions;
        this.broker = broker;
        this.sessions = sessions;
        this.kafka = kafka;
        this.progress = progress;
        this.pauses = pauses;
        this.lags = lags;
    }

    /** Schedules all measurements. */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.operations.measure-every:5s}", Duration.ofSeconds(2), "measurements", this::measure);
    }

    /**
     * Measures everything once. What cannot be measured now keeps its last value; that it cannot is for readiness to
     * tell.
     */
    private Uni<Void> measure() {
        return sessions.withStatelessSession(session -> parked(session).chain(() -> positions.stored(session)))
                .flatMap(this::lag)
                .onFailure()
                .invoke(progress::unknown);
    }

    private Uni<Void> parked(Mutiny.StatelessSession session) {
        return session.createNativeQuery(PARKED, Object[].class)
                .setParameter("consumer", positions.consumer())
                .getSingleResult()
                .invoke(row -> {
                    gauges.set("fengqiao.parked.cases", ((Number) row[0]).longValue());
                    gauges.set("fengqiao.parked.records", ((Number) row[1]).longValue());
                })
                .replaceWithVoid();
    }

    private Uni<Void> lag(Map<TopicPartition, Long> stored) {
        var assigned = positions.assigned();
        var done = new HashMap<>(stored);
        assigned.forEach(partition -> done.putIfAbsent(partition, 0L));
        return Uni.combine()
                .all()
                .unis(broker.ends(done.keySet()), reached())
                .asTuple()
                .invoke(both -> {
                    var byTopic = new TreeMap<String, Long>();
                    var reached = new HashMap<TopicPartition, Progress.PartitionPosition>();
                    both.getItem1().forEach((partition, end) -> {
                        var next = positions.next(partition, done.get(partition), both.getItem2());
                        byTopic.merge(partition.topic(), Math.max(0, end - next), Long::sum);
                        if (assigned.contains(partition)) {
                            reached.put(partition, new Progress.PartitionPosition(next, end));
                        }
                    });
                    byTopic.forEach((topic, lag) -> {
                        var tags = Tags.of("topic", topic);
                        gauges.set("fengqiao.consumer.lag", tags, lag);
                        gauges.set("fengqiao.consumer.paused", tags, pauses.isPaused(topic) ? 1 : 0);
                    });
                    lags.found(byTopic, Clock.systemUTC().instant());
                    progress.found(reached, Clock.systemUTC().instant());
                })
                .replaceWithVoid();
    }

    /**
     * Returns where this process' consumers will read on, which is behind the end marks of transactions, too. One that
     * does not answer, since it waits for an operator, holds up no other's answer.
     */
    private Uni<Map<TopicPartition, Long>> reached() {
        return Multi.createFrom()
                .iterable(kafka.getConsumerChannels())
                .onItem()
                .transformToIterable(channel -> kafka.getConsumers(channel))
                .onItem()
                .transformToUniAndMerge(consumer -> consumer.getPositions()
                        .ifNoItem()
                        .after(CONSUMER_ANSWERS)
                        .recoverWithItem(Map.of()))
                .collect()
                .in(() -> (Map<TopicPartition, Long>) new HashMap<TopicPartition, Long>(), Map::putAll);
    }
}

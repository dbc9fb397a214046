package org.fengqiao.kernel.operations;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.messaging.Positions;

/**
 * What Prometheus is told beside the framework's own metrics: {@code fengqiao_consumer_lag} (records, by topic), {@code fengqiao_slot_lag_bytes},
 * {@code fengqiao_slot_active}, {@code fengqiao_parked_cases}, {@code fengqiao_parked_records}, {@code fengqiao_deadlines_running},
 * {@code fengqiao_deadlines_overdue} (due and not yet dealt with), {@code fengqiao_deadlines_breached} (passed, and still owed) and
 * {@code fengqiao_deadlines_refused}.
 */
@Singleton
public class Measurements {

    private static final Logger LOG = Logger.getLogger(Measurements.class);

    /** A consumer that is stuck does not tell where it stands; what is stored counts then. */
    private static final Duration CONSUMER_ANSWERS = Duration.ofSeconds(3);

    private static final String PARKED =
            "select count(distinct case_key), count(*) from parked_record where consumer = :consumer";

    private static final String DEADLINES = """
            select count(*) filter (where next_at is not null),
              count(*) filter (where next_at <= cast(cast(:now as text) as timestamptz)),
              count(*) filter (where state = 'BREACHED'),
              count(*) filter (where refusal is not null) from deadline""";

    private final MeterRegistry registry;
    private final Positions positions;
    private final Broker broker;
    private final ReplicationSlot slot;
    private final Mutiny.SessionFactory sessions;
    private final OperationsConfiguration configuration;
    private final java.time.InstantSource clock;
    private final KafkaClientService kafka;
    private final Progress progress;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    Measurements(
            MeterRegistry registry,
            @Identifier(Positions.LISTENER) Positions positions,
            Broker broker,
            ReplicationSlot slot,
            Mutiny.SessionFactory sessions,
            OperationsConfiguration configuration,
            java.time.InstantSource clock,
            KafkaClientService kafka,
            Progress progress) {
        this.registry = registry;
        this.positions = positions;
        this.broker = broker;
        this.slot = slot;
        this.sessions = sessions;
        this.configuration = configuration;
        this.clock = clock;
        this.kafka = kafka;
        this.progress = progress;
    }

    /** Measures everything once. What cannot be measured now keeps its last value; that it cannot is for readiness to tell. */
    @Scheduled(
            every = "${fengqiao.operations.measure-every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            delayed = "2s")
    Uni<Void> measure() {
        return sessions.withStatelessSession(session -> parked(session)
                        .chain(() -> deadlines(session))
                        .chain(() -> slot.state(session).invoke(this::slot))
                        .chain(() -> positions.stored(session)))
                .flatMap(this::lag)
                .onFailure()
                .invoke(e -> {
                    progress.unknown();
                    LOG.debugf("not measured: %s", Failures.inShort(e));
                })
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> parked(Mutiny.StatelessSession session) {
        return session.createNativeQuery(PARKED, Object[].class)
                .setParameter("consumer", positions.consumer())
                .getSingleResult()
                .invoke(row -> {
                    set("fengqiao.parked.cases", Tags.empty(), row[0]);
                    set("fengqiao.parked.records", Tags.empty(), row[1]);
                })
                .replaceWithVoid();
    }

    private Uni<Void> deadlines(Mutiny.StatelessSession session) {
        if (!configuration.publishes()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(DEADLINES, Object[].class)
                .setParameter("now", clock.instant().toString())
                .getSingleResult()
                .invoke(row -> {
                    set("fengqiao.deadlines.running", Tags.empty(), row[0]);
                    set("fengqiao.deadlines.overdue", Tags.empty(), row[1]);
                    set("fengqiao.deadlines.breached", Tags.empty(), row[2]);
                    set("fengqiao.deadlines.refused", Tags.empty(), row[3]);
                })
                .replaceWithVoid();
    }

    private void slot(ReplicationSlot.State state) {
        if (state instanceof ReplicationSlot.State.Present(var active, var lag, var _)) {
            set("fengqiao.slot.lag.bytes", Tags.empty(), lag);
            set("fengqiao.slot.active", Tags.empty(), active ? 1 : 0);
        }
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
                    var standings = new HashMap<TopicPartition, Progress.Standing>();
                    both.getItem1().forEach((partition, end) -> {
                        var next = positions.next(partition, done.get(partition), both.getItem2());
                        byTopic.merge(partition.topic(), Math.max(0, end - next), Long::sum);
                        if (assigned.contains(partition)) {
                            standings.put(partition, new Progress.Standing(next, end));
                        }
                    });
                    byTopic.forEach((topic, lag) -> set("fengqiao.consumer.lag", Tags.of("topic", topic), lag));
                    progress.found(standings, Clock.systemUTC().instant());
                })
                .replaceWithVoid();
    }

    /** Where this process' consumers will read on, which is behind the end marks of transactions, too. */
    private Uni<Map<TopicPartition, Long>> reached() {
        return Multi.createFrom()
                .iterable(kafka.getConsumerChannels())
                .onItem()
                .transformToIterable(channel -> kafka.getConsumers(channel))
                .onItem()
                .transformToUniAndConcatenate(KafkaConsumer::getPositions)
                .collect()
                .in(() -> (Map<TopicPartition, Long>) new HashMap<TopicPartition, Long>(), Map::putAll)
                .ifNoItem()
                .after(CONSUMER_ANSWERS)
                .recoverWithItem(Map.of());
    }

    private void set(String name, Tags tags, Object value) {
        gauges.computeIfAbsent(name + tags, _ -> registry.gauge(name, tags, new AtomicLong()))
                .set(((Number) value).longValue());
    }
}

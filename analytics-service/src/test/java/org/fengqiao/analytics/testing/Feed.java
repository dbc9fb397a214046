package org.fengqiao.analytics.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.analytics.inbound.CaseEvents;
import org.fengqiao.kernel.testing.Infrastructure;

/** Feeds a log to the service under test: in batches of the test's choice, or through the real topic. */
@ApplicationScoped
public class Feed {

    private final CaseEvents caseEvents;
    private final Mutiny.SessionFactory sessions;

    Feed(CaseEvents caseEvents, Mutiny.SessionFactory sessions) {
        this.caseEvents = caseEvents;
        this.sessions = sessions;
    }

    /** One poll with these entries. */
    public void batch(List<LogEntry> entries) {
        var records = new ArrayList<org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]>>();
        entries.forEach(entry -> records.add(entry.consumed(records.size())));
        inTransaction(session -> caseEvents.process(session, records));
    }

    /** Work in a transaction of the service. */
    public <T> T inTransaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return get(() -> sessions.withStatelessTransaction((session, _) -> work.apply(session)));
    }

    /** The number that a query of one row and column says. */
    public long number(String query) {
        return inTransaction(
                session -> session.createNativeQuery(query, Long.class).getSingleResult());
    }

    /** Waits until so many events of the case are part of its history. */
    public void awaitHistory(UUID caseId, int events) {
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> number("select count(*) from recorded_event where case_id = '" + caseId + "'"),
                        count -> count == events);
    }

    /** Puts entries on the real topic, in this order. */
    public static void publish(List<LogEntry> entries) {
        try (var producer = producer()) {
            entries.forEach(entry -> producer.send(entry.produced()));
        }
    }

    /** A producer to the real broker. */
    public static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", Infrastructure.bootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static <T> T get(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

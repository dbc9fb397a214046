package org.fengqiao.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import jakarta.inject.Inject;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.tracing.Tracing;

@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class PollTransactionsTest {

    /**
     * One that the application's own consumers don't read: they would be assigned its partitions in the middle of a
     * test.
     */
    static final String TOPIC = "seldom-read";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static final TopicPartition PARTITION = new TopicPartition(TOPIC, 11);

    @Inject
    PollTransactions transactions;

    @Inject
    @Identifier(Positions.LISTENER)
    Positions positions;

    @Inject
    Retries retries;

    @Inject
    Tracing tracing;

    @Inject
    Pauses pauses;

    @Inject
    Broker broker;

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void aPollBehindOneThatWasNeverDoneStopsTheChannel() {
        positions.deliver(Map.of(PARTITION, 3L)); // handed out, and then dropped without being done
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(
                        () -> transactions.consume(poll(PARTITION, 3, 3), new Doing())))
                .isInstanceOf(PollTransactions.Gap.class);
    }

    @Test
    void aPollThatWasNeverAssignedStopsTheChannel() {
        var elsewhere = new TopicPartition(TOPIC, 10);
        var poll = new ConsumerRecords<byte[], byte[]>(
                Map.of(elsewhere, List.of(new ConsumerRecord<>(TOPIC, 10, 0, new byte[0], new byte[0]))), Map.of());
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> transactions.consume(poll, new Doing())))
                .isInstanceOf(PollTransactions.Gap.class);
    }

    @Test
    void recordsThatAreOfNoConcernTakeNoTransactionAndTheStoredPositionFollows() throws Throwable {
        var partition = new TopicPartition(TOPIC, 9);
        assign(partition);
        var nothing = new Doing() {
            @Override
            public Optional<Long> read(ConsumerRecord<byte[], byte[]> record) {
                return Optional.empty();
            }
        };
        VertxContextSupport.subscribeAndAwait(() -> transactions.consume(poll(partition, 0, 1), nothing));
        assertThat(nothing.done).isEmpty();
        assertThat(stored(partition)).isZero();
        await().atMost(PATIENCE).until(() -> stored(partition) == 2);
    }

    @Test
    void whatConcernsIsDoneOnceAlthoughWhatWasPassedOverBeforeItWasNotStoredYet() throws Throwable {
        var partition = new TopicPartition(TOPIC, 8);
        assign(partition);
        positions.pass(Map.of(partition, 5L));
        var doing = new Doing();
        for (var delivered = 0; delivered < 2; delivered++) {
            VertxContextSupport.subscribeAndAwait(() -> transactions.consume(poll(partition, 5, 6), doing));
            assertThat(stored(partition)).isEqualTo(7);
            positions.deliver(Map.of(partition, 5L)); // a second owner begins where the first one did
        }
        assertThat(doing.done).containsExactly(5L, 6L);
    }

    @Test
    void aPollThatWasNeverDoneIsMissedAlthoughOthersWerePassedOverAfterIt() throws Throwable {
        var partition = new TopicPartition(TOPIC, 7);
        assign(partition);
        positions.deliver(Map.of(partition, 3L)); // handed out, and then dropped without being done
        positions.pass(Map.of(partition, 4L));
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(
                        () -> transactions.consume(poll(partition, 4, 4), new Doing())))
                .isInstanceOf(PollTransactions.Gap.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 4, 9})
    void aRecordThatTheDatabaseRefusesIsSetAsideAndTheOthersAreDoneOnceAndInOrder(long bad) throws Throwable {
        var partition = new TopicPartition(TOPIC, 20 + (int) bad);
        assign(partition);
        var doing = new Doing() {
            @Override
            public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
                // What cannot be stored: the database finds a text with a NUL in it.
                return write(session, fresh, offset -> offset == bad ? "A\u0000B" : "good");
            }
        };
        consume(partition, 0, 9, doing);
        assertThat(doing.aside).containsExactly(bad + " kernel.unprocessable");
        assertThat(written(partition)).containsExactlyElementsOf(offsetsBut(bad));
        assertThat(stored(partition)).isEqualTo(10);
        assertThat(stuck(partition)).isEmpty();
    }

    @Test
    void aBugThatShowsWithOneRecordIsThatRecords() throws Throwable {
        var partition = new TopicPartition(TOPIC, 40);
        assign(partition);
        var doing = new Doing() {
            @Override
            public Optional<Long> read(ConsumerRecord<byte[], byte[]> record) {
                if (record.offset() == 2) {
                    throw new ArithmeticException("long overflow");
                }
                return super.read(record);
            }

            @Override
            public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
                if (fresh.contains(5L)) {
                    throw new IllegalStateException("a decider's bug");
                }
                return write(session, fresh, _ -> "good");
            }
        };
        consume(partition, 0, 6, doing);
        assertThat(doing.aside).containsExactly("2 kernel.unprocessable", "5 kernel.unprocessable");
        assertThat(written(partition)).containsExactly(0L, 1L, 3L, 4L, 6L);
        assertThat(stored(partition)).isEqualTo(7);
    }

    @Test
    void eachPartitionOfAPollGoesOnByItself() throws Throwable {
        var partitions =
                List.of(new TopicPartition(TOPIC, 50), new TopicPartition(TOPIC, 51), new TopicPartition(TOPIC, 52));
        partitions.forEach(this::assign);
        var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        partitions.forEach(partition -> records.putAll(recordsOf(partition, 0, 3)));
        var doing = new Doing() {
            @Override
            public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
                return fresh.contains(1L)
                        ? Uni.createFrom().failure(new IllegalArgumentException("not this one"))
                        : super.process(session, fresh);
            }
        };
        VertxContextSupport.subscribeAndAwait(
                () -> transactions.consume(new ConsumerRecords<>(records, Map.of()), doing));
        assertThat(doing.aside).containsOnly("1 kernel.unprocessable").hasSize(3);
        assertThat(doing.done).containsExactly(0L, 2L, 3L, 0L, 2L, 3L, 0L, 2L, 3L);
        for (var partition : partitions) {
            assertThat(stored(partition)).isEqualTo(4);
        }
    }

    @Test
    void aPartitionIsReadFromWhereTheStoredPositionStandsHoweverLongTheDatabaseDoesNotTell() throws Throwable {
        var partition = new TopicPartition(TOPIC, 6);
        assign(partition);
        VertxContextSupport.subscribeAndAwait(() -> transactions.consume(poll(partition, 0, 4), new Doing()));
        try (var consumer = consumerOf(partition);
                var kafka = Executors.newSingleThreadExecutor();
                var hidden = new HiddenPositions()) {
            var assignment = kafka.submit(() -> positions.onPartitionsAssigned(consumer, List.of(partition)));
            await().atMost(PATIENCE).until(() -> hidden.askedFor() >= 2);
            assertThat(assignment).isNotDone();
            hidden.end();
            assertThat(assignment).succeedsWithin(PATIENCE);
            assertThat(consumer.position(partition)).isEqualTo(5);
            assertThat(consumer.paused()).isEmpty();
        }
    }

    @Test
    void troubleIsTriedAgainUntilItPassesAndNothingIsSetAside() throws Throwable {
        var partition = new TopicPartition(TOPIC, 60);
        assign(partition);
        var attempts = new AtomicInteger();
        var seen = new ArrayList<Retries.Retried>();
        var doing = new Doing() {
            @Override
            public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
                if (attempts.incrementAndGet() < 5) {
                    return Uni.createFrom().failure(new PgException("the server stops", "FATAL", "57P01", ""));
                }
                seen.addAll(stuck(partition));
                return super.process(session, fresh);
            }
        };
        consume(partition, 0, 3, doing);
        assertThat(doing.aside).isEmpty();
        assertThat(doing.done).containsExactly(0L, 1L, 2L, 3L);
        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.offset()).isZero();
            assertThat(one.attempts()).isEqualTo(4);
            assertThat(one.reason()).contains("57P01");
        });
        assertThat(stuck(partition)).isEmpty();
    }

    @Test
    void ofARaceThatIsLostOnceNobodyIsSetAside() throws Throwable {
        var partition = new TopicPartition(TOPIC, 61);
        assign(partition);
        var lost = new AtomicBoolean();
        var doing = new Doing() {
            @Override
            public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
                if (lost.compareAndSet(false, true)) {
                    return Uni.createFrom().failure(new PgException("somebody was faster", "ERROR", "23505", ""));
                }
                return super.process(session, fresh);
            }
        };
        consume(partition, 0, 0, doing);
        assertThat(doing.aside).isEmpty();
        assertThat(doing.done).containsExactly(0L);
    }

    @Test
    void whatTheDatabaseDoesNotUnderstandEndsTheChannelAndSaysSo() throws Throwable {
        var partition = new TopicPartition(TOPIC, 62);
        assign(partition);
        var doing = new Doing() {
            @Override
            public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
                return session.createNativeQuery("select no_such_column from position")
                        .getResultList()
                        .replaceWithVoid();
            }
        };
        assertThatThrownBy(() -> consume(partition, 0, 3, doing)).isNotNull();
        assertThat(doing.aside).isEmpty();
        assertThat(stored(partition)).isZero();
        assertThat(stuck(partition))
                .extracting(Retries.Retried::goingOn)
                .containsExactly(Retries.GoingOn.BY_A_NEW_START);
        assign(partition);
        assertThat(stuck(partition)).isEmpty();
    }

    /** Notes which records are done and which are turned away, by their offsets. */
    private static class Doing implements Inbox<Long> {
        final List<Long> done = new ArrayList<>();
        final List<String> aside = new ArrayList<>();

        @Override
        public Optional<Long> read(ConsumerRecord<byte[], byte[]> record) {
            return Optional.of(record.offset());
        }

        @Override
        public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
            done.addAll(fresh);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> turnAway(
                Mutiny.StatelessSession session,
                ConsumerRecord<byte[], byte[]> record,
                ParkingLot.Attempt.Failed because) {
            aside.add(record.offset() + " " + because.code());
            return Uni.createFrom().voidItem();
        }

        /** Stores a row for each, at places of another consumer's: what is rolled back is not seen afterwards. */
        Uni<Void> write(Mutiny.StatelessSession session, List<Long> fresh, LongFunction<String> text) {
            return session.createNativeQuery("""
                            insert into position (consumer, topic, partition, next_offset)
                            select 'written-' || r.offset_text, cast(r.text as text), :partition,
                              cast(r.offset_text as bigint)
                            from unnest(cast(:offsets as text[]), cast(:texts as text[])) r (offset_text, text)""")
                    .setParameter("partition", ofPartition)
                    .setParameter("offsets", fresh.stream().map(String::valueOf).toArray(String[]::new))
                    .setParameter("texts", fresh.stream().map(text::apply).toArray(String[]::new))
                    .executeUpdate()
                    .replaceWithVoid();
        }

        int ofPartition;
    }

    private List<Retries.Retried> stuck(TopicPartition partition) {
        return retries.stuck(Duration.ZERO, Instant.MAX).stream()
                .filter(one -> one.partition().equals(partition))
                .toList();
    }

    private void consume(TopicPartition partition, long from, long to, Doing doing) throws Throwable {
        doing.ofPartition = partition.partition();
        VertxContextSupport.subscribeAndAwait(() -> transactions.consume(poll(partition, from, to), doing));
    }

    private List<Long> written(TopicPartition partition) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() ->
                sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select next_offset from position where consumer like 'written-%' and partition = "
                                        + partition.partition() + " order by next_offset",
                                Long.class)
                        .getResultList()));
    }

    private static List<Long> offsetsBut(long bad) {
        return LongStream.range(0, 10).filter(offset -> offset != bad).boxed().toList();
    }

    @Test
    void aServiceThatIsStoppingTakesNoPartition() {
        var partition = new TopicPartition(TOPIC, 5);
        var stopping = new Positions("intake", sessions, broker, retries);
        stopping.stop(new ShutdownEvent());
        try (var consumer = consumerOf(partition)) {
            stopping.onPartitionsAssigned(consumer, List.of(partition));
            assertThatItIsLeftAlone(partition, consumer, stopping);
        }
    }

    @Test
    void aServiceThatStopsWhileItAsksForPositionsTakesNoPartition() {
        var partition = new TopicPartition(TOPIC, 4);
        var stopping = new Positions("intake", sessions, broker, retries);
        try (var consumer = consumerOf(partition);
                var kafka = Executors.newSingleThreadExecutor();
                var hidden = new HiddenPositions()) {
            var assignment = kafka.submit(() -> stopping.onPartitionsAssigned(consumer, List.of(partition)));
            await().atMost(PATIENCE).until(() -> hidden.askedFor() >= 1);
            stopping.stop(new ShutdownEvent());
            assertThat(assignment).succeedsWithin(PATIENCE);
            hidden.end();
            assertThatItIsLeftAlone(partition, consumer, stopping);
        }
    }

    private void assertThatItIsLeftAlone(
            TopicPartition partition, MockConsumer<byte[], byte[]> consumer, Positions stopping) {
        assertThat(consumer.paused()).containsExactly(partition);
        assertThat(stopping.assigned()).isEmpty();
        var handedOutNevertheless = new PollTransactions(sessions, stopping, retries, tracing, pauses);
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(
                        () -> handedOutNevertheless.consume(poll(partition, 0, 0), new Doing())))
                .isInstanceOf(PollTransactions.Gap.class);
    }

    /** Has the database refuse to tell the positions while this is open. */
    private static final class HiddenPositions extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger(Positions.class.getName());
        private final AtomicInteger refusals = new AtomicInteger();

        HiddenPositions() {
            logger.addHandler(this);
            asSuperuser("revoke select on position from intake_service");
        }

        /** Returns how often somebody has asked in vain. */
        int askedFor() {
            return refusals.get();
        }

        @Override
        public void publish(LogRecord record) {
            if (record.getMessage().startsWith("positions are asked for again")) {
                refusals.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        void end() {
            asSuperuser("grant select on position to intake_service");
            logger.removeHandler(this);
        }

        @Override
        public void close() {
            end();
        }

        private static void asSuperuser(String sql) {
            try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static MockConsumer<byte[], byte[]> consumerOf(TopicPartition partition) {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.assign(List.of(partition));
        return consumer;
    }

    private void assign(TopicPartition partition) {
        try (var consumer = consumerOf(partition)) {
            positions.onPartitionsAssigned(consumer, List.of(partition));
        }
    }

    private long stored(TopicPartition partition) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> sessions.withStatelessSession(positions::stored))
                    .getOrDefault(partition, 0L);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static ConsumerRecords<byte[], byte[]> poll(TopicPartition partition, long from, long to) {
        return new ConsumerRecords<>(recordsOf(partition, from, to), Map.of());
    }

    private static Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> recordsOf(
            TopicPartition partition, long from, long to) {
        return Map.of(
                partition,
                LongStream.rangeClosed(from, to)
                        .mapToObj(offset -> new ConsumerRecord<>(
                                partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))
                        .toList());
    }
}

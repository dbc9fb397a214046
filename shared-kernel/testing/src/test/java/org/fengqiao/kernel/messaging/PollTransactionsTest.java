package org.fengqiao.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

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
    Mutiny.SessionFactory sessions;

    @Test
    void aPollBehindOneThatWasNeverDoneStopsTheChannel() {
        positions.deliver(Map.of(PARTITION, 3L)); // handed out, and then dropped without being done
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> transactions.consume(
                        poll(PARTITION, 3, 3), (_, _) -> Uni.createFrom().voidItem())))
                .isInstanceOf(PollTransactions.Gap.class);
    }

    @Test
    void aPollThatWasNeverAssignedStopsTheChannel() {
        var elsewhere = new TopicPartition(TOPIC, 10);
        var poll = new ConsumerRecords<byte[], byte[]>(
                Map.of(elsewhere, List.of(new ConsumerRecord<>(TOPIC, 10, 0, new byte[0], new byte[0]))), Map.of());
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() ->
                        transactions.consume(poll, (_, _) -> Uni.createFrom().voidItem())))
                .isInstanceOf(PollTransactions.Gap.class);
    }

    @Test
    void recordsThatAreOfNoConcernTakeNoTransactionAndTheStoredPositionFollows() throws Throwable {
        var partition = new TopicPartition(TOPIC, 9);
        assign(partition);
        VertxContextSupport.subscribeAndAwait(
                () -> transactions.consume(poll(partition, 0, 1), _ -> Optional.empty(), (_, _) -> {
                    throw new AssertionError("nothing to do");
                }));
        assertThat(stored(partition)).isZero();
        await().atMost(PATIENCE).until(() -> stored(partition) == 2);
    }

    @Test
    void whatConcernsIsDoneOnceAlthoughWhatWasPassedOverBeforeItWasNotStoredYet() throws Throwable {
        var partition = new TopicPartition(TOPIC, 8);
        assign(partition);
        positions.pass(Map.of(partition, 5L));
        var done = new ArrayList<Long>();
        for (var delivered = 0; delivered < 2; delivered++) {
            VertxContextSupport.subscribeAndAwait(() -> transactions.consume(poll(partition, 5, 6), (_, fresh) -> {
                fresh.forEach(record -> done.add(record.offset()));
                return Uni.createFrom().voidItem();
            }));
            assertThat(stored(partition)).isEqualTo(7);
            positions.deliver(Map.of(partition, 5L)); // a second owner begins where the first one did
        }
        assertThat(done).containsExactly(5L, 6L);
    }

    @Test
    void aPollThatWasNeverDoneIsMissedAlthoughOthersWerePassedOverAfterIt() throws Throwable {
        var partition = new TopicPartition(TOPIC, 7);
        assign(partition);
        positions.deliver(Map.of(partition, 3L)); // handed out, and then dropped without being done
        positions.pass(Map.of(partition, 4L));
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> transactions.consume(
                        poll(partition, 4, 4), (_, _) -> Uni.createFrom().voidItem())))
                .isInstanceOf(PollTransactions.Gap.class);
    }

    @Test
    void aPartitionIsReadFromWhereTheStoredPositionStandsHoweverLongTheDatabaseDoesNotTell() throws Throwable {
        var partition = new TopicPartition(TOPIC, 6);
        assign(partition);
        VertxContextSupport.subscribeAndAwait(() -> transactions.consume(
                poll(partition, 0, 4), (_, _) -> Uni.createFrom().voidItem()));
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
    void aServiceThatIsStoppingTakesNoPartition() {
        var partition = new TopicPartition(TOPIC, 5);
        var stopping = new Positions("intake", sessions);
        stopping.stop(new ShutdownEvent());
        try (var consumer = consumerOf(partition)) {
            stopping.onPartitionsAssigned(consumer, List.of(partition));
            assertThatItIsLeftAlone(partition, consumer, stopping);
        }
    }

    @Test
    void aServiceThatStopsWhileItAsksForPositionsTakesNoPartition() {
        var partition = new TopicPartition(TOPIC, 4);
        var stopping = new Positions("intake", sessions);
        try (var consumer = consumerOf(partition);
                var kafka = Executors.newSingleThreadExecutor();
                var hidden = new HiddenPositions()) {
            var assignment = kafka.submit(() -> stopping.onPartitionsAssigned(consumer, List.of(partition)));
            await().atMost(PATIENCE).until(() -> hidden.askedFor() >= 1);
            stopping.stop(new ShutdownEvent());
            assertThat(assignment).succeedsWithin(PATIENCE);
            assertThatItIsLeftAlone(partition, consumer, stopping);
        }
    }

    private void assertThatItIsLeftAlone(
            TopicPartition partition, MockConsumer<byte[], byte[]> consumer, Positions stopping) {
        assertThat(consumer.paused()).containsExactly(partition);
        assertThat(stopping.assigned()).isEmpty();
        var handedOutNevertheless = new PollTransactions(sessions, stopping);
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> handedOutNevertheless.consume(
                        poll(partition, 0, 0), (_, _) -> Uni.createFrom().voidItem())))
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
        return new ConsumerRecords<>(
                Map.of(
                        partition,
                        LongStream.rangeClosed(from, to)
                                .mapToObj(offset -> new ConsumerRecord<>(
                                        partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))
                                .toList()),
                Map.of());
    }
}

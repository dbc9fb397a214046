package org.fengqiao.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import jakarta.inject.Inject;

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
        await().atMost(Duration.ofMinutes(1)).until(() -> stored(partition) == 2);
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

    private void assign(TopicPartition partition) {
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(List.of(partition));
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

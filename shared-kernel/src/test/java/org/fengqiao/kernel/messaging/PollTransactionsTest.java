package org.fengqiao.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
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

    static final TopicPartition PARTITION = new TopicPartition("case-events", 11);

    @Inject
    PollTransactions transactions;

    @Inject
    @Identifier(Positions.LISTENER)
    Positions positions;

    static ConsumerRecords<byte[], byte[]> poll(long offset) {
        return new ConsumerRecords<>(
                Map.of(
                        PARTITION,
                        List.of(new ConsumerRecord<>(
                                PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]))),
                Map.of());
    }

    @Test
    void aPollBehindOneThatWasNeverDoneStopsTheChannel() {
        positions.deliver(Map.of(PARTITION, 3L)); // handed out, and then dropped without being done
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() ->
                        transactions.consume(poll(3), (_, _) -> Uni.createFrom().voidItem())))
                .isInstanceOf(PollTransactions.Gap.class);
    }

    @Test
    void aPollThatWasNeverAssignedStopsTheChannel() {
        var elsewhere = new TopicPartition("case-events", 10);
        var poll = new ConsumerRecords<byte[], byte[]>(
                Map.of(elsewhere, List.of(new ConsumerRecord<>("case-events", 10, 0, new byte[0], new byte[0]))),
                Map.of());
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() ->
                        transactions.consume(poll, (_, _) -> Uni.createFrom().voidItem())))
                .isInstanceOf(PollTransactions.Gap.class);
    }
}

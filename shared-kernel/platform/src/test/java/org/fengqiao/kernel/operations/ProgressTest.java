package org.fengqiao.kernel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.operations.Progress.PartitionPosition;

/** Progress: a reader that goes on, however slowly, is alive. */
class ProgressTest {

    private static final TopicPartition PARTITION = new TopicPartition("case-events", 3);
    private static final Instant NINE = Instant.parse("2024-03-01T01:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Progress progress = new Progress();

    private void found(long next, long end, Instant at) {
        progress.found(Map.of(PARTITION, new PartitionPosition(next, end)), at);
    }

    @Test
    void whatWaitsAndDoesNotMoveIsStuckOncePatienceIsOver() {
        found(10, 20, NINE);
        found(10, 25, NINE.plusSeconds(60));
        found(10, 30, NINE.plusSeconds(120));

        assertThat(progress.stuck(PATIENCE, NINE.plusSeconds(119))).isEmpty();
        assertThat(progress.stuck(PATIENCE, NINE.plusSeconds(120)))
                .containsExactly(new Progress.Waiting(PARTITION, 10, 20, NINE));
    }

    @Test
    void aLongQueueThatMovesIsNotStuck() {
        found(10, 100_000, NINE);
        found(11, 100_000, NINE.plusSeconds(119));

        assertThat(progress.stuck(PATIENCE, NINE.plusSeconds(200))).isEmpty();
    }

    @Test
    void whoHasNothingToReadIsNotStuck() {
        found(20, 20, NINE);
        found(20, 20, NINE.plusSeconds(1000));

        assertThat(progress.stuck(PATIENCE, NINE.plusSeconds(1000))).isEmpty();
    }

    @Test
    void waitingForAnAbsentDatabaseOrBrokerDoesNotCount() {
        found(10, 20, NINE);
        progress.unknown();
        found(10, 20, NINE.plusSeconds(200));

        assertThat(progress.stuck(PATIENCE, NINE.plusSeconds(201))).isEmpty();
    }

    @Test
    void aPartitionThatWasGivenToAnotherIsNoLongerThisOnesConcern() {
        found(10, 20, NINE);
        progress.found(Map.of(), NINE.plusSeconds(100));

        assertThat(progress.stuck(PATIENCE, NINE.plusSeconds(300))).isEmpty();
    }
}

package org.fengqiao.kernel.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.inject.Singleton;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Times since which each partition that this process reads has had records waiting and none dealt with. A process can
 * look healthy and have lost the thread that reads; only what it does tells.
 */
@Singleton
public class Progress {

    private final AtomicReference<Map<TopicPartition, Waiting>> waiting = new AtomicReference<>(Map.of());

    /**
     * Records that wait in a partition.
     *
     * @param next the offset that is to be dealt with next
     * @param records how many wait, the end marks of transactions included
     * @param since when the oldest measurement was taken that found {@code next} where it still is, in real time
     */
    public record Waiting(TopicPartition partition, long next, long records, Instant since) {}

    /**
     * The position reached in a partition.
     *
     * @param next the offset that is to be dealt with next
     * @param end the offset behind the last record there is
     */
    record PartitionPosition(long next, long end) {}

    /** The finding at that time; partitions that are not named are no longer this process' concern. */
    void found(Map<TopicPartition, PartitionPosition> positions, Instant at) {
        var now = new HashMap<TopicPartition, Waiting>();
        positions.forEach((partition, position) -> {
            if (position.end() > position.next()) {
                now.put(partition, waiting(partition, position, at));
            }
        });
        waiting.set(Map.copyOf(now));
    }

    private Waiting waiting(TopicPartition partition, PartitionPosition position, Instant at) {
        @Nullable Waiting before = waiting.get().get(partition);
        var since = before != null && before.next() == position.next() ? before.since() : at;
        return new Waiting(partition, position.next(), position.end() - position.next(), since);
    }

    /** Nothing could be measured: the database or the broker is away, and nobody can be blamed for waiting. */
    void unknown() {
        waiting.set(Map.of());
    }

    /** Returns the partitions in which nothing has moved for that long, longest first. */
    public List<Waiting> stuck(Duration patience, Instant at) {
        return waiting.get().values().stream()
                .filter(one -> Duration.between(one.since(), at).compareTo(patience) >= 0)
                .sorted(java.util.Comparator.comparing(Waiting::since)
                        .thenComparing(one -> one.partition().toString()))
                .toList();
    }
}

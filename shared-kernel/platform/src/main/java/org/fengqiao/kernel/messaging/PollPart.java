package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records of a poll that are done in one transaction, and the stretch of each partition that is done with them.
 *
 * @param <T> what records are read as
 * @param records those that are of concern, in their order: at least one
 * @param begins where the stored position of each partition has to stand at least; null if it is not known
 * @param ends where it stands afterwards
 */
record PollPart<T>(
        List<ReadRecord<T>> records, Map<TopicPartition, @Nullable Long> begins, Map<TopicPartition, Long> ends) {

    record Halves<T>(PollPart<T> first, PollPart<T> second) {}

    /** The offset behind the last record of each partition of a poll. */
    static Map<TopicPartition, Long> ends(ConsumerRecords<byte[], byte[]> poll) {
        return poll.partitions().stream()
                .collect(toMap(p -> p, p -> poll.records(p).getLast().offset() + 1));
    }

    ReadRecord<T> first() {
        return records.getFirst();
    }

    boolean isOne() {
        return records.size() == 1;
    }

    boolean hasUnreadable() {
        return records.stream().anyMatch(one -> one.unreadable() != null);
    }

    /** Those that are not done yet. */
    List<ReadRecord<T>> fresh(Map<TopicPartition, Long> done) {
        return records.stream()
                .filter(one -> one.record().offset() >= done.get(partitionOf(one)))
                .toList();
    }

    /**
     * Two parts that make up this one. A partition of which both have records is divided behind the last one of the
     * first; whatever else there is belongs to the second.
     */
    Halves<T> halves() {
        var half = records.size() / 2;
        var first = records.subList(0, half);
        var second = records.subList(half, records.size());
        Map<TopicPartition, Long> firstEnds = new HashMap<>();
        first.forEach(one -> firstEnds.put(partitionOf(one), one.record().offset() + 1));
        var divided = partitionOf(second.getFirst());
        firstEnds.replaceAll((partition, end) -> partition.equals(divided) ? end : ends.get(partition));
        Map<TopicPartition, @Nullable Long> firstBegins = new HashMap<>();
        Map<TopicPartition, @Nullable Long> secondBegins = new HashMap<>(begins);
        Map<TopicPartition, Long> secondEnds = new HashMap<>(ends);
        firstEnds.forEach((partition, end) -> {
            firstBegins.put(partition, begins.get(partition));
            if (partition.equals(divided)) {
                secondBegins.put(partition, end);
            } else {
                secondBegins.remove(partition);
                secondEnds.remove(partition);
            }
        });
        return new Halves<>(
                new PollPart<>(first, firstBegins, firstEnds), new PollPart<>(second, secondBegins, secondEnds));
    }

    private static TopicPartition partitionOf(ReadRecord<?> one) {
        return new TopicPartition(one.record().topic(), one.record().partition());
    }
}

package org.fengqiao.kernel.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records that hold up their partition, because they are tried again, wait for an operator, or ended their channel. */
@Singleton
public class Retries {

    private final Map<TopicPartition, Retried> retried = new ConcurrentHashMap<>();

    /** Way in which a partition that is held up goes on. */
    public enum GoingOn {
        /** By itself, when the trouble is over: the record is tried again and again. */
        BY_ITSELF,
        /** By an operator, who says how. */
        BY_AN_OPERATOR,
        /** By a restart of the process. */
        BY_A_NEW_START
    }

    /**
     * A record that holds up its partition.
     *
     * @param offset of the record
     * @param caseId the case it is about; null if its key names none
     * @param reason the kind of trouble, without anything of what the record holds
     * @param since when it was first tried in vain, in real time
     * @param attempts how often it was tried in vain
     */
    public record Retried(
            TopicPartition partition,
            long offset,
            @Nullable UUID caseId,
            String reason,
            Instant since,
            int attempts,
            GoingOn goingOn) {

        private Retried and(Retried again) {
            return offset == again.offset && goingOn == again.goingOn
                    ? new Retried(partition, offset, caseId, again.reason, since, attempts + 1, goingOn)
                    : again;
        }
    }

    /** Notes that a record was tried in vain, or that its partition waits at it. */
    void inVain(ConsumerRecord<byte[], byte[]> record, String reason, GoingOn goingOn) {
        inVain(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                caseOf(record),
                reason,
                goingOn);
    }

    /** The same for an offset of which the record is not known. */
    void inVain(TopicPartition partition, long offset, @Nullable UUID caseId, String reason, GoingOn goingOn) {
        var one =
                new Retried(partition, offset, caseId, reason, Clock.systemUTC().instant(), 1, goingOn);
        retried.merge(partition, one, Retried::and);
    }

    /** Forgets what held up these partitions: they go on. */
    void goOn(Collection<TopicPartition> partitions) {
        if (!retried.isEmpty()) {
            retried.keySet().removeAll(partitions);
        }
    }

    /**
     * Returns the partitions that are held up, longest first: those that don't go on by themselves at once, the others
     * after some patience and three attempts. A lost race is no trouble.
     */
    public List<Retried> stuck(Duration patience, Instant at) {
        return retried.values().stream()
                .filter(one -> one.goingOn() != GoingOn.BY_ITSELF
                        || one.attempts() >= 3 && !one.since().plus(patience).isAfter(at))
                .sorted(Comparator.comparing(Retried::since)
                        .thenComparing(one -> one.partition().toString()))
                .toList();
    }

    /** Returns whether the partition waits for an operator, whom a new start would not replace. */
    public boolean waitsForOperator(TopicPartition partition) {
        var one = retried.get(partition);
        return one != null && one.goingOn() == GoingOn.BY_AN_OPERATOR;
    }

    private static @Nullable UUID caseOf(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.key().length != 36) {
            return null;
        }
        try {
            return UUID.fromString(new String(record.key(), UTF_8));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}

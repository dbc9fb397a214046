package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import jakarta.inject.Singleton;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.failures.Failures;

/**
 * One poll is one transaction: the position moves together with the work, so every record has its effect exactly once,
 * whatever crashes. Trouble is tried again until it passes; a batch that was let go would be overtaken by the next.
 * Only a bug ends the channel.
 */
@Singleton
public class PollTransactions {

    private static final Logger LOG = Logger.getLogger(PollTransactions.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Mutiny.SessionFactory sessions;
    private final Positions positions;

    PollTransactions(Mutiny.SessionFactory sessions, @Identifier(Positions.LISTENER) Positions positions) {
        this.sessions = sessions;
        this.positions = positions;
    }

    /**
     * Work on the records of a poll that are not done yet, in the order they came.
     *
     * @param <T> what they were read as
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does all of it in the session's transaction. May be called again with the same records if the transaction
         * fails.
         */
        Uni<Void> apply(Mutiny.StatelessSession session, List<T> fresh);
    }

    private record Read<T>(ConsumerRecord<byte[], byte[]> record, T as) {
        boolean isFresh(Map<TopicPartition, Long> done) {
            return record.offset() >= done.get(new TopicPartition(record.topic(), record.partition()));
        }
    }

    /**
     * A batch that skips records nobody has done: a bug (no seek, a swallowed failure), never something to go on from.
     */
    static final class Gap extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Gap(String what) {
            super(what);
        }
    }

    /** Applies the work to the fresh records of the poll and moves the positions, in one transaction. */
    public Uni<Void> consume(ConsumerRecords<byte[], byte[]> poll, Work<ConsumerRecord<byte[], byte[]>> work) {
        return consume(poll, Optional::of, work);
    }

    /**
     * Applies the work to those fresh records of the poll that concern this service and moves the positions, in one
     * transaction. If none does, there is no transaction: the positions follow soon.
     *
     * @param reader reads a record; empty if it is of no concern. Pure, and never throws
     */
    public <T> Uni<Void> consume(
            ConsumerRecords<byte[], byte[]> poll,
            Function<ConsumerRecord<byte[], byte[]>, Optional<T>> reader,
            Work<T> work) {
        if (poll.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<TopicPartition, Long> ends = poll.partitions().stream()
                .collect(toMap(p -> p, p -> poll.records(p).getLast().offset() + 1));
        var concerning = StreamSupport.stream(poll.spliterator(), false)
                .flatMap(record -> reader.apply(record).map(as -> new Read<>(record, as)).stream())
                .toList();
        if (concerning.isEmpty()) {
            return Uni.createFrom().voidItem().invoke(() -> positions.pass(ends));
        }
        var begins = positions.deliver(ends);
        return Uni.createFrom()
                .deferred(() -> sessions.withStatelessTransaction((session, _) -> positions
                        .advance(session, ends)
                        .flatMap(done -> {
                            refuseGaps(begins, done);
                            var fresh = concerning.stream()
                                    .filter(read -> read.isFresh(done))
                                    .map(Read::as)
                                    .toList();
                            if (fresh.size() < concerning.size()) {
                                LOG.infof(
                                        "%d of %d records were done before",
                                        concerning.size() - fresh.size(), concerning.size());
                            }
                            return fresh.isEmpty() ? Uni.createFrom().voidItem() : work.apply(session, fresh);
                        })))
                .invoke(() -> positions.settled(ends))
                .onFailure(PollTransactions::mayPass)
                .invoke(e -> LOG.warnf("the batch is tried again: %s", Failures.inShort(e)))
                .onFailure(PollTransactions::mayPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onFailure()
                .invoke(e -> LOG.error(
                        "a bug ends this channel; nothing is lost, the position stays where it is",
                        Failures.withoutContent(e)));
    }

    static void refuseGaps(Map<TopicPartition, ? extends @Nullable Long> begins, Map<TopicPartition, Long> done) {
        begins.forEach((partition, begin) -> {
            if (begin == null || done.get(partition) < begin) {
                throw new Gap(partition + ": done up to " + done.get(partition) + ", delivered from " + begin);
            }
        });
    }

    /**
     * A lost race or trouble with the database. Bugs (unreadable history, a gap, bad SQL) and a closing pool stop the
     * channel.
     */
    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof IllegalStateException
                || failure instanceof NullPointerException
                || failure instanceof ClassCastException
                || failure instanceof IllegalArgumentException
                || failure instanceof SQLGrammarException
                || "Pool closed".equals(failure.getMessage()));
    }
}

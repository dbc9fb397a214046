package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/**
 * One poll is one transaction: the position moves together with the work, so every record has its effect exactly once, whatever crashes.
 * Trouble is tried again until it passes; a batch that was let go would be overtaken by the next. Only a bug ends the channel.
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

    /** What is done with the records of a poll that are not done yet, in the order they came. */
    @FunctionalInterface
    public interface Work {
        /** Does all of it in the session's transaction. May be called again with the same records if the transaction fails. */
        Uni<Void> apply(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> fresh);
    }

    /** A batch that skips records nobody has done: a bug (no seek, a swallowed failure), never something to go on from. */
    static final class Gap extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Gap(String what) {
            super(what);
        }
    }

    /** Applies the work to the fresh records of the poll and moves the positions, in one transaction. */
    public Uni<Void> consume(ConsumerRecords<byte[], byte[]> poll, Work work) {
        if (poll.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<TopicPartition, Long> ends = poll.partitions().stream()
                .collect(toMap(p -> p, p -> poll.records(p).getLast().offset() + 1));
        var begins = positions.deliver(ends);
        return Uni.createFrom()
                .deferred(() -> sessions.withStatelessTransaction((session, _) -> positions
                        .advance(session, ends)
                        .flatMap(done -> {
                            refuseGaps(begins, done);
                            var fresh = StreamSupport.stream(poll.spliterator(), false)
                                    .filter(record -> record.offset()
                                            >= done.get(new TopicPartition(record.topic(), record.partition())))
                                    .toList();
                            if (fresh.size() < poll.count()) {
                                LOG.infof(
                                        "%d of %d records were done before", poll.count() - fresh.size(), poll.count());
                            }
                            return fresh.isEmpty() ? Uni.createFrom().voidItem() : work.apply(session, fresh);
                        })))
                .onFailure(PollTransactions::mayPass)
                .invoke(e -> LOG.warnf("the batch is tried again: %s", reason(e)))
                .onFailure(PollTransactions::mayPass)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onFailure()
                .invoke(e -> LOG.error("a bug ends this channel; nothing is lost, the position stays where it is", e));
    }

    private static void refuseGaps(Map<TopicPartition, @Nullable Long> begins, Map<TopicPartition, Long> done) {
        begins.forEach((partition, begin) -> {
            if (begin == null || done.get(partition) < begin) {
                throw new Gap(partition + ": done up to " + done.get(partition) + ", delivered from " + begin);
            }
        });
    }

    /** A lost race or trouble with the database. Bugs (unreadable history, a gap, bad SQL) and a closing pool stop the channel. */
    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof IllegalStateException
                || failure instanceof NullPointerException
                || failure instanceof ClassCastException
                || failure instanceof IllegalArgumentException
                || failure instanceof SQLGrammarException
                || "Pool closed".equals(failure.getMessage()));
    }

    /** A constraint's message may quote the values it was about, which may be personal: its first line doesn't. */
    private static String reason(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}

package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import jakarta.inject.Singleton;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.failures.Blame;
import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.messaging.Retries.GoingOn;
import org.fengqiao.kernel.tracing.Tracing;

/**
 * One poll is one transaction: the position moves together with the work, so every record has its effect exactly once,
 * whatever crashes. Trouble is tried again until it passes; a batch that was let go would be overtaken by the next.
 *
 * <p>A poll that fails for what is in it is done in halves, each a transaction of its own, down to the record that
 * fails alone: that one is turned away, and the others are done in their order ({@link Blame} tells the two apart).
 * Only a gap between positions and a bug that has nothing to do with records end the channel.
 */
@Singleton
public class PollTransactions {

    private static final Logger LOG = Logger.getLogger(PollTransactions.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Mutiny.SessionFactory sessions;
    private final Positions positions;
    private final Retries retries;
    private final Tracing tracing;
    private final Pauses pauses;

    PollTransactions(
            Mutiny.SessionFactory sessions,
            @Identifier(Positions.LISTENER) Positions positions,
            Retries retries,
            Tracing tracing,
            Pauses pauses) {
        this.sessions = sessions;
        this.positions = positions;
        this.retries = retries;
        this.tracing = tracing;
        this.pauses = pauses;
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

    /**
     * Has those fresh records of the poll that concern this service done, and moves the positions, in one transaction
     * where nothing is wrong with any of them. If none is of concern, there is no transaction: the positions follow
     * soon. While a topic of the poll is paused, nothing is done.
     */
    public <T> Uni<Void> consume(ConsumerRecords<byte[], byte[]> poll, Inbox<T> inbox) {
        return poll.isEmpty()
                ? Uni.createFrom().voidItem()
                : pauses.over(topics(poll.partitions())).chain(() -> consumeNow(poll, inbox));
    }

    private static Set<String> topics(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).collect(toSet());
    }

    private <T> Uni<Void> consumeNow(ConsumerRecords<byte[], byte[]> poll, Inbox<T> inbox) {
        var spans = new PollSpans(tracing);
        var concerning = StreamSupport.stream(poll.spliterator(), false)
                .flatMap(record -> ReadRecord.read(record, inbox, spans).stream())
                .toList();
        var ends = PollPart.ends(poll);
        if (concerning.isEmpty()) {
            return stoppingAtBugs(
                    poll.iterator().next(), Uni.createFrom().voidItem().invoke(() -> positions.pass(ends)));
        }
        return spans.around(stoppingAtBugs(
                concerning.getFirst().record(),
                Uni.createFrom()
                        .deferred(() -> settled(new PollPart<>(concerning, positions.deliver(ends), ends), inbox))));
    }

    private Uni<Void> stoppingAtBugs(ConsumerRecord<byte[], byte[]> first, Uni<Void> work) {
        return work.onFailure().invoke(e -> {
            retries.inVain(first, Failures.inShort(e), GoingOn.BY_A_NEW_START);
            LOG.error(
                    "a bug ends this channel; nothing is lost, the position stays where it is",
                    Failures.withoutContent(e));
        });
    }

    private <T> Uni<Void> settled(PollPart<T> part, Inbox<T> inbox) {
        if (part.isOne()) {
            return untilTroublePasses(part, inbox, () -> oneRecord(part, inbox));
        }
        return (part.hasUnreadable()
                ? inHalves(part, inbox)
                : untilTroublePasses(
                        part,
                        inbox,
                        () -> inOneTransaction(part, inbox)
                                .onFailure(e -> blame(e, inbox) == Blame.RECORD)
                                .recoverWithUni(e -> {
                                    LOG.infof(
                                            "%d records are done in halves, since one of them fails: %s",
                                            part.records().size(), Failures.inShort(e));
                                    return inHalves(part, inbox);
                                })));
    }

    private <T> Uni<Void> inHalves(PollPart<T> part, Inbox<T> inbox) {
        var halves = part.halves();
        return settled(halves.first(), inbox).chain(() -> settled(halves.second(), inbox));
    }

    /** Once more before it is turned away: what failed for somebody who was faster holds the second time. */
    private <T> Uni<Void> oneRecord(PollPart<T> part, Inbox<T> inbox) {
        var one = part.first();
        if (one.unreadable() != null) {
            return aside(part, inbox, one.unreadable());
        }
        return inOneTransaction(part, inbox)
                .onFailure(e -> blame(e, inbox) == Blame.RECORD)
                .recoverWithUni(() -> inOneTransaction(part, inbox))
                .onFailure(e -> blame(e, inbox) == Blame.RECORD)
                .recoverWithUni(e -> aside(part, inbox, e));
    }

    private <T> Uni<Void> aside(PollPart<T> part, Inbox<T> inbox, Throwable failure) {
        var record = part.first().record();
        LOG.errorf(
                Failures.withoutContent(failure),
                "record %s-%d@%d cannot be done, and is parked or rejected",
                record.topic(),
                record.partition(),
                record.offset());
        return transaction(part, (session, _) -> inbox.turnAway(session, record, inbox.reason(failure)));
    }

    private <T> Uni<Void> inOneTransaction(PollPart<T> part, Inbox<T> inbox) {
        return transaction(
                part,
                (session, fresh) -> inbox.process(
                        session, fresh.stream().map(ReadRecord::as).toList()));
    }

    @FunctionalInterface
    private interface Work<T> {
        /** Does these, at least one, in the session's transaction. */
        Uni<Void> of(Mutiny.StatelessSession session, List<ReadRecord<T>> fresh);
    }

    private <T> Uni<Void> transaction(PollPart<T> part, Work<T> work) {
        return sessions.withStatelessTransaction((session, _) -> positions
                        .advance(session, part.ends())
                        .flatMap(done -> {
                            refuseGaps(part.begins(), done);
                            var fresh = part.fresh(done);
                            if (fresh.size() < part.records().size()) {
                                LOG.infof(
                                        "%d of %d records were done before",
                                        part.records().size() - fresh.size(),
                                        part.records().size());
                            }
                            return fresh.isEmpty() ? Uni.createFrom().voidItem() : work.of(session, fresh);
                        }))
                .invoke(() -> {
                    positions.settled(part.ends());
                    retries.goOn(part.ends().keySet());
                })
                .onFailure(Pauses.Paused.class)
                .recoverWithUni(
                        () -> pauses.overAfterAll(topics(part.ends().keySet())).chain(() -> transaction(part, work)));
    }

    private <T> Uni<Void> untilTroublePasses(PollPart<T> part, Inbox<T> inbox, Supplier<Uni<? extends Void>> work) {
        Predicate<Throwable> isTrouble = e -> blame(e, inbox) == Blame.CIRCUMSTANCES;
        return Uni.createFrom()
                .<Void>deferred(work)
                .onFailure(isTrouble)
                .invoke(e -> {
                    retries.inVain(part.first().record(), Failures.inShort(e), GoingOn.BY_ITSELF);
                    LOG.warnf("the batch is tried again: %s", Failures.inShort(e));
                })
                .onFailure(isTrouble)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    static void refuseGaps(Map<TopicPartition, ? extends @Nullable Long> begins, Map<TopicPartition, Long> done) {
        begins.forEach((partition, begin) -> {
            if (begin == null || done.get(partition) < begin) {
                throw new Gap(partition + ": done up to " + done.get(partition) + ", delivered from " + begin);
            }
        });
    }

    private static Blame blame(Throwable failure, Inbox<?> inbox) {
        if (failure instanceof Gap || failure instanceof Positions.Replaced) {
            return Blame.PROGRAM;
        }
        return inbox.passes(failure) ? Blame.CIRCUMSTANCES : Blame.of(failure);
    }
}

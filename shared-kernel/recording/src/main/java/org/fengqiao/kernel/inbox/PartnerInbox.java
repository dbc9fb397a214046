package org.fengqiao.kernel.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.delivery.Books;
import org.fengqiao.kernel.delivery.DeliveryMessage.Reconciliation;
import org.fengqiao.kernel.delivery.DeliveryMessage.RedeliveryRequested;
import org.fengqiao.kernel.delivery.ReceivedMessage;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Ledger;
import org.fengqiao.kernel.eventstore.RecordProtection;
import org.fengqiao.kernel.eventstore.Redelivery;
import org.fengqiao.kernel.inbox.Reading.Asks;
import org.fengqiao.kernel.inbox.Reading.AsksNothing;
import org.fengqiao.kernel.inbox.Reading.Delivers;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.messaging.Inbox;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.Opening;

/**
 * Turns the records of partners' topics ({@code <partner>.inbound}) into commands: all cases of a poll are loaded in
 * one query, decided in memory in their order, and everything that follows is written in one transaction with the
 * position. A record that cannot be read or is refused goes back to {@code <partner>.rejected}, for the partner to
 * mend.
 *
 * @param <C> the service's commands
 */
public final class PartnerInbox<C> {

    private final PollTransactions transactions;
    private final Ledger<C, ?, ?> ledger;
    private final Function<ConsumerRecord<byte[], byte[]>, Reading<C>> reader;
    private final Opening<C> opening;

    /**
     * An inbox of a service.
     *
     * @param reader says what a record asks, such as a {@link PartnerReader}. Pure, and never throws
     */
    public PartnerInbox(
            CaseService<C, ?, ?> service,
            PollTransactions transactions,
            Function<ConsumerRecord<byte[], byte[]>, Reading<C>> reader) {
        this(service, transactions, reader, Opening.none());
    }

    /**
     * An inbox of a service that must read in clear what a case has on record.
     *
     * @param reader says what a record asks, such as a {@link PartnerReader}. Pure, and never throws
     * @param opening gives the commands of a poll the keys to it
     */
    public PartnerInbox(
            CaseService<C, ?, ?> service,
            PollTransactions transactions,
            Function<ConsumerRecord<byte[], byte[]>, Reading<C>> reader,
            Opening<C> opening) {
        this.transactions = transactions;
        this.ledger = service.ledger();
        this.reader = reader;
        this.opening = opening;
    }

    /** Consumes one poll. */
    public Uni<Void> consume(ConsumerRecords<byte[], byte[]> poll) {
        return transactions.consume(poll, new OnePoll());
    }

    /** Failure of a transaction by which it became known that somebody was erased. */
    private static final class NowKnown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NowKnown(Throwable tooLate) {
            super("somebody was erased, as is known now", tooLate);
        }
    }

    /** The work on one poll. */
    private final class OnePoll implements Inbox<Received<C>> {

        /**
         * The cases in which somebody was erased, so that nothing more can be put in words about them. It is known only
         * when the words are to be closed; the transaction is then tried again, and knows.
         */
        private final Set<UUID> silent = ConcurrentHashMap.newKeySet();

        @Override
        public Optional<Received<C>> read(ConsumerRecord<byte[], byte[]> record) {
            var reading = reader.apply(record);
            return reading instanceof AsksNothing ? Optional.empty() : Optional.of(new Received<>(record, reading));
        }

        @Override
        public Uni<Void> process(Mutiny.StatelessSession session, List<Received<C>> received) {
            return Received.opened(received, opening)
                    .flatMap(opened -> ledger.decide(
                            session,
                            Received.cases(opened),
                            docket -> decideOrReject(docket, opened, silent),
                            decided -> ReceivedMessage.note(session, decided.accepted())))
                    .flatMap(decided -> delivered(session, received)
                            .map(refused -> Stream.concat(decided.rejected().stream(), refused.stream())
                                    .toList()))
                    .flatMap(rejected ->
                            rejected.isEmpty() ? Uni.createFrom().voidItem() : session.insertMultiple(rejected))
                    .onFailure(failure ->
                            CannotSeal.tooLateIn(failure).map(silent::add).orElse(false))
                    .transform(NowKnown::new);
        }

        @Override
        public Uni<Void> turnAway(
                Mutiny.StatelessSession session, ConsumerRecord<byte[], byte[]> record, Attempt.Failed because) {
            return session.insert(rejected(record, because));
        }

        @Override
        public boolean passes(Throwable failure) {
            return failure instanceof NowKnown || Trouble.passes(failure);
        }

        @Override
        public Attempt.Failed reason(Throwable failure) {
            return Trouble.reason(failure);
        }
    }

    /** Outcome of records about cases: those that go back, and notes of those that were taken. */
    private record Decided(List<RejectedRecord> rejected, List<ReceivedMessage> accepted) {}

    private Decided decideOrReject(Docket<C, ?, ?> docket, List<Received<C>> received, Set<UUID> silent) {
        var rejected = new ArrayList<RejectedRecord>();
        var accepted = new ArrayList<ReceivedMessage>();
        for (var one : received) {
            var attempt = saysTooLate(one.reading(), silent)
                    ? new Attempt.Failed(CannotSeal.TOO_LATE, RecordProtection.TOO_LATE)
                    : one.attempt(docket);
            if (attempt instanceof Attempt.Failed because) {
                rejected.add(rejected(one.record(), because));
            } else if (one.reading() instanceof Asks) {
                accepted.add(ReceivedMessage.of(
                        PartnerReader.partnerOf(one.record().topic()),
                        Envelope.of(one.record().headers())));
            }
        }
        return new Decided(rejected, accepted);
    }

    /** Does what is asked about messages, one request after the other; there are few. Answers those that go back. */
    private Uni<List<RejectedRecord>> delivered(Mutiny.StatelessSession session, List<Received<C>> received) {
        return Multi.createFrom()
                .iterable(received)
                .filter(one -> one.reading() instanceof Delivers)
                .onItem()
                .transformToUniAndConcatenate(one -> one.reading() instanceof Delivers<C> delivers
                        ? delivered(session, delivers)
                                .map(failed -> failed.map(because -> rejected(one.record(), because)))
                        : Uni.createFrom().item(Optional.<RejectedRecord>empty()))
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<Attempt.Failed>> delivered(Mutiny.StatelessSession session, Delivers<C> asked) {
        if (!asked.message().source().equals("/" + ledger.service())) {
            return Uni.createFrom()
                    .item(
                            asked.answersForUnknown()
                                    ? Optional.of(new Attempt.Failed(
                                            "kernel.unknown-source",
                                            "source: no service of this name exchanges messages with you"))
                                    : Optional.empty());
        }
        return (switch (asked.message()) {
                    case RedeliveryRequested(var _, var from, var to) ->
                        ledger.redelivery()
                                .redeliver(
                                        session,
                                        new Redelivery.Request(
                                                asked.envelope().id(), asked.partner(), from, to, ledger.now()));
                    case Reconciliation theirs -> Books.compare(session, asked.partner(), theirs, ledger.now());
                })
                .call(failed -> failed.isPresent()
                        ? Uni.createFrom().voidItem()
                        : ReceivedMessage.note(
                                session, List.of(ReceivedMessage.of(asked.partner(), asked.envelope()))));
    }

    private RejectedRecord rejected(ConsumerRecord<byte[], byte[]> record, Attempt.Failed because) {
        return new RejectedRecord(rejectedTopic(record.topic()), record, because, ledger.now());
    }

    private static boolean saysTooLate(Reading<?> reading, Set<UUID> silent) {
        return reading instanceof Asks<?>(var order)
                && silent.contains(order.caseId())
                && !PersonalComponents.subjectsToSeal(List.of(order.command())).isEmpty();
    }

    private static String rejectedTopic(String inbound) {
        return inbound.replaceFirst("\\.inbound$", ".rejected");
    }
}

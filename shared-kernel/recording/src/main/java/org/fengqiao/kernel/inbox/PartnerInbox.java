package org.fengqiao.kernel.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.RecordProtection;
import org.fengqiao.kernel.inbox.Reading.Asks;
import org.fengqiao.kernel.inbox.Reading.AsksNothing;
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
    private final CaseLedger<C, ?, ?> ledger;
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
        // The cases in which somebody was erased, so that nothing more can be put in words about them. It is known only
        // when the words are to be closed; the transaction is then tried again, and knows.
        var silent = ConcurrentHashMap.<UUID>newKeySet();
        return transactions.consume(poll, this::read, (session, received) -> decide(session, received, silent));
    }

    private Optional<Received<C>> read(ConsumerRecord<byte[], byte[]> record) {
        var reading = reader.apply(record);
        return reading instanceof AsksNothing ? Optional.empty() : Optional.of(new Received<>(record, reading));
    }

    private Uni<Void> decide(Mutiny.StatelessSession session, List<Received<C>> received, Set<UUID> silent) {
        return Received.opened(received, opening)
                .flatMap(opened -> ledger.decide(
                        session, Received.cases(opened), docket -> decideOrReject(docket, opened, silent)))
                .flatMap(
                        rejected -> rejected.isEmpty() ? Uni.createFrom().voidItem() : session.insertMultiple(rejected))
                .onFailure()
                .invoke(failure -> CannotSeal.tooLateIn(failure).ifPresent(silent::add));
    }

    private List<RejectedRecord> decideOrReject(Docket<C, ?, ?> docket, List<Received<C>> received, Set<UUID> silent) {
        var rejected = new ArrayList<RejectedRecord>();
        for (var one : received) {
            var attempt = saysTooLate(one.reading(), silent)
                    ? new Attempt.Failed(CannotSeal.TOO_LATE, RecordProtection.TOO_LATE)
                    : one.attempt(docket);
            if (attempt instanceof Attempt.Failed(var code, var detail)) {
                rejected.add(new RejectedRecord(
                        rejectedTopic(one.record().topic()), one.record(), code, detail, ledger.now()));
            }
        }
        return rejected;
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

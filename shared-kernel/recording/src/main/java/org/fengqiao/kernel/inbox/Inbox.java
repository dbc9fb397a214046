package org.fengqiao.kernel.inbox;

import static java.util.stream.Collectors.toSet;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.inbox.Reading.NotOurs;
import org.fengqiao.kernel.inbox.Reading.Ours;
import org.fengqiao.kernel.inbox.Reading.Told;
import org.fengqiao.kernel.inbox.Reading.Unreadable;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.messaging.Redrivable;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.territory.Territories;

/**
 * Turns the records of a topic into commands: all cases of a poll are loaded in one query, decided in memory in the order of the log, and
 * everything that follows is written in one transaction with the position.
 *
 * @param <C> the service's commands
 */
public final class Inbox<C> implements Redrivable {

    private final PollTransactions transactions;
    private final CaseLedger<C, ?, ?> ledger;
    private final Reading.Reader<C> reader;
    private final Opening<C> opening;
    private final Trouble trouble;

    /** What becomes of a record that cannot be read or is refused for good. */
    private sealed interface Trouble {
        /** It comes from our own log: it waits, with its case, for an operator. */
        record Park(ParkingLot parkingLot) implements Trouble {}

        /** It comes from a partner: it goes back, for the partner to mend. */
        record Reject(InstantSource clock) implements Trouble {}
    }

    private Inbox(
            PollTransactions transactions,
            CaseLedger<C, ?, ?> ledger,
            Reading.Reader<C> reader,
            Opening<C> opening,
            Trouble trouble) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.reader = reader;
        this.opening = opening;
        this.trouble = trouble;
    }

    /** An inbox for the common log: trouble is parked, per case. */
    public static <C> Inbox<C> ofCaseEvents(
            PollTransactions transactions,
            CaseLedger<C, ?, ?> ledger,
            Reading.Reader<C> reader,
            ParkingLot parkingLot) {
        return ofCaseEvents(transactions, ledger, reader, Opening.none(), parkingLot);
    }

    /** The same for a service that must read what other services closed. */
    public static <C> Inbox<C> ofCaseEvents(
            PollTransactions transactions,
            CaseLedger<C, ?, ?> ledger,
            Reading.Reader<C> reader,
            Opening<C> opening,
            ParkingLot parkingLot) {
        return new Inbox<>(transactions, ledger, reader, opening, new Trouble.Park(parkingLot));
    }

    /** An inbox for partners' topics ({@code <partner>.inbound}): trouble goes to {@code <partner>.rejected}. */
    public static <C> Inbox<C> ofPartners(
            PollTransactions transactions, CaseLedger<C, ?, ?> ledger, Reading.Reader<C> reader, InstantSource clock) {
        return new Inbox<>(transactions, ledger, reader, Opening.none(), new Trouble.Reject(clock));
    }

    /** A record and what it means. */
    private record Received<C>(ConsumerRecord<byte[], byte[]> record, Reading<C> reading) {

        boolean asks() {
            return switch (reading) {
                case Ours<C> _, Unreadable<C> _ -> true;
                case Told<C> _, NotOurs<C> _ -> false;
            };
        }
    }

    /** Consumes one poll. */
    public Uni<Void> consume(ConsumerRecords<byte[], byte[]> poll) {
        var silent = ConcurrentHashMap.<UUID>newKeySet();
        return transactions.consume(poll, this::read, (session, received) -> decide(session, received, silent));
    }

    /**
     * Decides.
     *
     * @param silent the cases in which somebody was erased, so that nothing more can be put in words about them. It is known only when the words are to be
     *     closed; the transaction is then tried again, and knows
     */
    private Uni<Void> decide(Mutiny.StatelessSession session, List<Received<C>> received, Set<UUID> silent) {
        var asking = received.stream().filter(Received::asks).toList();
        return territories(received.stream().map(Received::reading).toList())
                .write(session)
                .chain(() -> asking.isEmpty() ? Uni.createFrom().voidItem() : decideClosed(session, asking, silent));
    }

    private static Territories territories(List<? extends Reading<?>> readings) {
        var territories = new Territories();
        for (var reading : readings) {
            switch (reading) {
                case Told<?>(var caseId, var territory) -> territories.add(caseId, territory);
                case Ours<?>(var order, var territory)
                when territory != null -> territories.add(order.caseId(), territory);
                case Ours<?> _, Unreadable<?> _, NotOurs<?> _ -> {}
            }
        }
        return territories;
    }

    private Uni<Void> decideClosed(Mutiny.StatelessSession session, List<Received<C>> closed, Set<UUID> silent) {
        return opened(closed.stream().map(Received::reading).toList()).flatMap(readings -> {
            var received = new ArrayList<Received<C>>(closed.size());
            for (var at = 0; at < closed.size(); at++) {
                received.add(new Received<>(closed.get(at).record(), readings.get(at)));
            }
            return decideOpened(session, received, silent);
        });
    }

    /** The same readings with what must be read in clear. */
    private Uni<List<Reading<C>>> opened(List<Reading<C>> readings) {
        var commands = readings.stream()
                .flatMap(reading -> reading instanceof Ours<C>(var order, var _)
                        ? java.util.stream.Stream.of(order.command())
                        : java.util.stream.Stream.empty())
                .toList();
        return opening.of(commands)
                .map(open ->
                        readings.stream().map(reading -> opened(reading, open)).toList());
    }

    private static <C> Reading<C> opened(Reading<C> reading, UnaryOperator<C> open) {
        return reading instanceof Ours<C>(var order, var territory)
                ? new Ours<>(new Order<>(order.caseId(), open.apply(order.command()), order.cause()), territory)
                : reading;
    }

    private Uni<Void> decideOpened(Mutiny.StatelessSession session, List<Received<C>> received, Set<UUID> silent) {
        return switch (trouble) {
            case Trouble.Park(var lot) ->
                lot.parkedAmong(session, caseKeys(received))
                        .flatMap(parked -> ledger.open(session, cases(received)).flatMap(docket -> {
                            var aside = lot.aside(parked);
                            received.forEach(one -> decideOrPark(docket, one, aside));
                            return docket.save(session).chain(() -> aside.save(session));
                        }));
            case Trouble.Reject(var clock) -> decideOrReject(session, received, clock, silent);
        };
    }

    /** Decides what partners say. */
    private Uni<Void> decideOrReject(
            Mutiny.StatelessSession session, List<Received<C>> received, InstantSource clock, Set<UUID> silent) {
        return ledger.open(session, cases(received)).flatMap(docket -> {
            var rejected = new ArrayList<RejectedRecord>();
            received.forEach(one -> {
                var attempt = saysTooLate(one.reading(), silent)
                        ? new Attempt.Failed(
                                CannotSeal.TOO_LATE,
                                "Somebody of this case was erased: nothing more can be put in words about it.")
                        : attempt(docket, one.reading());
                if (attempt instanceof Attempt.Failed(var code, var detail)) {
                    rejected.add(new RejectedRecord(
                            rejectedTopic(one.record().topic()), one.record(), code, detail, clock.instant()));
                }
            });
            return docket.save(session)
                    .chain(() -> rejected.isEmpty() ? Uni.createFrom().voidItem() : session.insertMultiple(rejected))
                    .onFailure()
                    .invoke(failure -> CannotSeal.tooLateIn(failure).ifPresent(silent::add));
        });
    }

    private static boolean saysTooLate(Reading<?> reading, Set<UUID> silent) {
        return reading instanceof Ours<?>(var order, var _)
                && silent.contains(order.caseId())
                && !PersonalComponents.subjectsToSeal(List.of(order.command())).isEmpty();
    }

    private Optional<Received<C>> read(ConsumerRecord<byte[], byte[]> record) {
        var reading = reader.read(record);
        return reading instanceof NotOurs<C> ? Optional.empty() : Optional.of(new Received<>(record, reading));
    }

    private Set<String> caseKeys(List<Received<C>> received) {
        return received.stream().map(one -> ParkingLot.caseKey(one.record())).collect(toSet());
    }

    private Set<UUID> cases(List<Received<C>> received) {
        return received.stream()
                .flatMap(one -> one.reading() instanceof Ours<C>(var order, var _)
                        ? java.util.stream.Stream.of(order.caseId())
                        : java.util.stream.Stream.empty())
                .collect(toSet());
    }

    private void decideOrPark(Docket<C, ?, ?> docket, Received<C> one, ParkingLot.Aside aside) {
        var caseKey = ParkingLot.caseKey(one.record());
        if (aside.isBehind(caseKey)) {
            aside.parkBehind(one.record(), caseKey);
        } else if (attempt(docket, one.reading()) instanceof Attempt.Failed(var code, var detail)) {
            aside.park(one.record(), caseKey, code, detail);
        }
    }

    private Attempt attempt(Docket<C, ?, ?> docket, Reading<C> reading) {
        return switch (reading) {
            case Ours<C>(var order, var _) ->
                switch (docket.decide(order)) {
                    case Ruling.Held<?, ?> _ -> new Attempt.Done();
                    case Ruling.Refused<?, ?>(var because, var _) ->
                        new Attempt.Failed(because.code(), because.detail());
                };
            case Unreadable<C>(var code, var detail) -> new Attempt.Failed(code, detail);
            case Told<C> _, NotOurs<C> _ -> new Attempt.Done();
        };
    }

    @Override
    public Uni<List<Attempt>> redrive(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> records) {
        return opened(records.stream().map(reader::read).toList())
                .flatMap(readings -> redriveOpened(session, readings));
    }

    private Uni<List<Attempt>> redriveOpened(Mutiny.StatelessSession session, List<Reading<C>> readings) {
        var cases = readings.stream()
                .flatMap(reading -> reading instanceof Ours<C>(var order, var _)
                        ? java.util.stream.Stream.of(order.caseId())
                        : java.util.stream.Stream.empty())
                .collect(toSet());
        return ledger.open(session, cases).flatMap(docket -> {
            var attempts = new ArrayList<Attempt>();
            for (var reading : readings) {
                var attempt = attempt(docket, reading);
                attempts.add(attempt);
                if (attempt instanceof Attempt.Failed) {
                    break;
                }
            }
            return territories(readings)
                    .write(session)
                    .chain(() -> docket.save(session))
                    .replaceWith(attempts);
        });
    }

    private static String rejectedTopic(String inbound) {
        return inbound.replaceFirst("\\.inbound$", ".rejected");
    }
}

package org.fengqiao.kernel.inbox;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.Asked;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Ledger;
import org.fengqiao.kernel.eventstore.RecordSetAside;
import org.fengqiao.kernel.inbox.FollowedEvent.Located;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.messaging.Inbox;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.messaging.Redrivable;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.Opening;
import org.fengqiao.kernel.service.Watching;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.territory.Territories;
import org.fengqiao.kernel.value.Territory;

/**
 * Inbox of the common log: turns its records into commands. All cases of a poll are loaded in one query, decided in
 * memory in the order of the log, and saved in one transaction with the position. A record that cannot be read or is
 * refused is parked with its case, for an operator.
 *
 * @param <C> the service's commands
 */
final class CommonLogInbox<C> implements Inbox<FollowedEvent<C>>, Redrivable {

    private final PollTransactions transactions;
    private final Ledger<C, ?, ?> ledger;
    private final CaseEventReader<C> reader;
    private final Opening<C> opening;
    private final Watching<?> watches;
    private final ParkingLot parkingLot;
    private final KeyRings keys;

    private CommonLogInbox(
            PollTransactions transactions,
            Ledger<C, ?, ?> ledger,
            CaseEventReader<C> reader,
            Opening<C> opening,
            Watching<?> watches,
            ParkingLot parkingLot,
            KeyRings keys) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.reader = reader;
        this.opening = opening;
        this.watches = watches;
        this.parkingLot = parkingLot;
        this.keys = keys;
    }

    /** Creates the inbox of a service, for the events it follows. */
    static <C> CommonLogInbox<C> of(
            CaseService<C, ?, ?> service,
            PollTransactions transactions,
            ParkingLot parkingLot,
            KeyRings keys,
            ObjectMapper json) {
        var follows = service.model().follows();
        var watches = service.model().watches();
        var ledger = service.ledger();
        return new CommonLogInbox<>(
                transactions,
                ledger,
                new CaseEventReader<>(follows, watches, ledger.service(), json),
                follows.opening(),
                watches,
                parkingLot,
                keys);
    }

    /** Consumes one poll. */
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> poll) {
        return transactions.consume(poll, this);
    }

    @Override
    public Optional<FollowedEvent<C>> read(ConsumerRecord<byte[], byte[]> record) {
        return Optional.of(readAll(record)).filter(FollowedEvent::matters);
    }

    private FollowedEvent<C> readAll(ConsumerRecord<byte[], byte[]> record) {
        var event = reader.read(record);
        if (!event.erased().isEmpty()) {
            keys.forget(event.erased());
        }
        return event;
    }

    @Override
    public Uni<Void> turnAway(
            Mutiny.StatelessSession session, ConsumerRecord<byte[], byte[]> record, Attempt.Failed because) {
        return parkingLot.park(session, record, because);
    }

    @Override
    public boolean passes(Throwable failure) {
        return Trouble.passes(failure);
    }

    @Override
    public Attempt.Failed reason(Throwable failure) {
        return Trouble.reason(failure);
    }

    @Override
    public Uni<Void> process(Mutiny.StatelessSession session, List<FollowedEvent<C>> events) {
        var asking = events.stream()
                .filter(FollowedEvent::mustBeAttempted)
                .map(FollowedEvent::received)
                .toList();
        var told = Pipeline.of(Territories.write(session, territories(events)), watches.write(session, notes(events)));
        return asking.isEmpty()
                ? told
                : Received.opened(asking, opening).flatMap(received -> decideOrPark(session, told, received));
    }

    private static Map<UUID, Territory> territories(List<? extends FollowedEvent<?>> events) {
        return events.stream()
                .flatMap(event -> Stream.ofNullable(event.located()))
                .collect(toMap(Located::caseId, Located::territory, Territory::then));
    }

    private static List<Object> notes(List<? extends FollowedEvent<?>> events) {
        return events.stream()
                .flatMap(event -> Stream.<Object>ofNullable(event.note()))
                .toList();
    }

    /** @param told what the events tell beside that, written in the round trip in which the cases are loaded */
    private Uni<Void> decideOrPark(Mutiny.StatelessSession session, Uni<Void> told, List<Received<C>> received) {
        var caseKeys =
                received.stream().map(one -> ParkingLot.caseKey(one.record())).collect(toSet());
        return ledger.decide(
                        session,
                        Received.cases(received),
                        Asked.before(
                                Pipeline.both(told, parkingLot.parkedAmong(session, caseKeys), (_, parked) -> parked)),
                        (docket, parked) -> {
                            var aside = parkingLot.aside(parked);
                            received.forEach(one -> decideOrPark(docket, one, aside));
                            return aside;
                        },
                        _ -> Uni.createFrom().voidItem())
                .flatMap(aside -> aside.save(session));
    }

    private void decideOrPark(Docket<C, ?, ?> docket, Received<C> one, ParkingLot.Aside aside) {
        var caseKey = ParkingLot.caseKey(one.record());
        if (aside.isBehind(caseKey)) {
            aside.parkBehind(one.record(), caseKey);
        } else if (one.attempt(docket) instanceof Attempt.Failed(var code, var detail)) {
            aside.park(one.record(), caseKey, code, detail);
        }
    }

    @Override
    public Uni<List<Attempt>> redrive(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> records) {
        var events = records.stream().map(this::readAll).toList();
        return Received.opened(events.stream().map(FollowedEvent::received).toList(), opening)
                .flatMap(received -> Territories.write(session, territories(events))
                        .chain(() -> watches.write(session, notes(events)))
                        .replaceWith(received))
                .flatMap(received -> ledger.decide(
                        session, Received.cases(received), docket -> attemptUntilOneFails(docket, received)));
    }

    @Override
    public Uni<Gap> giveUp(Mutiny.StatelessSession session, ConsumerRecord<byte[], byte[]> record, GivenUp givenUp) {
        return caseOf(record)
                .map(caseId -> ledger.decide(
                        session,
                        List.of(caseId),
                        docket -> docket.setAside(caseId, gap(caseId, record, givenUp), givenUp.cause())
                                ? Gap.IN_THE_CASE
                                : Gap.BESIDE_IT))
                .orElseGet(() -> Uni.createFrom().item(Gap.BESIDE_IT));
    }

    private static RecordSetAside gap(UUID caseId, ConsumerRecord<byte[], byte[]> record, GivenUp givenUp) {
        return new RecordSetAside(
                record.topic(),
                record.partition(),
                record.offset(),
                Envelope.wellFormedTypeOf(record.headers()),
                givenUp.code(),
                givenUp.reason() == null ? null : PersonalText.of(SubjectId.ofCase(caseId), givenUp.reason()));
    }

    private static Optional<UUID> caseOf(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(UUID.fromString(ParkingLot.caseKey(record)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private List<Attempt> attemptUntilOneFails(Docket<C, ?, ?> docket, List<Received<C>> received) {
        var attempts = new ArrayList<Attempt>();
        for (var one : received) {
            var attempt = one.attempt(docket);
            attempts.add(attempt);
            if (attempt instanceof Attempt.Failed) {
                break;
            }
        }
        return attempts;
    }
}

package org.fengqiao.analytics.inbound;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.analytics.inbound.LogReader.Reading;
import org.fengqiao.analytics.model.BatchFold;
import org.fengqiao.analytics.projection.Projection;
import org.fengqiao.kernel.messaging.Inbox;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.messaging.Redrivable;

/**
 * Follows the common log: one poll is one transaction, folded in memory and written in a handful of statements.
 *
 * <p>An event that was followed before is skipped. One before which others are missing is parked with its case, and
 * tried again by itself as soon as a later record of that case comes.
 */
@ApplicationScoped
public class CaseEvents implements Inbox<ConsumerRecord<byte[], byte[]>>, Redrivable {

    /** Events of the service's stream of the case are missing before this one. */
    public static final String SEQUENCE_GAP = "analytics.sequence-gap";

    private static final String WAITING_FOR_MISSING = """
            select distinct case_key from parked_record
            where case_key = any(:cases) and code = '%s'""".formatted(SEQUENCE_GAP);

    private final PollTransactions transactions;
    private final ParkingLot parkingLot;
    private final Projection projection;
    private final LogReader reader;

    CaseEvents(PollTransactions transactions, ParkingLot parkingLot, Projection projection, ObjectMapper json) {
        this.transactions = transactions;
        this.parkingLot = parkingLot;
        this.projection = projection;
        this.reader = new LogReader(json);
    }

    private record Received(ConsumerRecord<byte[], byte[]> record, String caseKey, Reading reading) {}

    /** Takes one poll of the topic. */
    @Incoming("case-events")
    public Uni<Void> onPoll(ConsumerRecords<byte[], byte[]> poll) {
        return transactions.consume(poll, this);
    }

    @Override
    public Optional<ConsumerRecord<byte[], byte[]>> read(ConsumerRecord<byte[], byte[]> record) {
        return Optional.of(record);
    }

    @Override
    public Uni<Void> setAside(
            Mutiny.StatelessSession session, ConsumerRecord<byte[], byte[]> record, Attempt.Failed because) {
        return parkingLot.setAside(session, record, because);
    }

    /** Projects these records, in their order, in the session's transaction. */
    @Override
    public Uni<Void> process(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> records) {
        var received = records.stream()
                .map(record -> new Received(record, ParkingLot.caseKey(record), reader.read(record)))
                .toList();
        var caseKeys = received.stream().map(Received::caseKey).collect(toSet());
        return parkingLot
                .parkedAmong(session, caseKeys)
                .flatMap(parked -> projection
                        .open(
                                session,
                                cases(received.stream().map(Received::reading).toList()))
                        .flatMap(fold -> {
                            var aside = parkingLot.aside(parked);
                            var setAside = new HashSet<String>();
                            received.forEach(one -> followOrPark(fold, one, aside, setAside));
                            return projection
                                    .save(session, fold)
                                    .chain(() -> aside.save(session))
                                    .chain(() -> closeGaps(session, setAside));
                        }));
    }

    private void followOrPark(BatchFold fold, Received one, ParkingLot.Aside aside, Set<String> setAside) {
        if (aside.isBehind(one.caseKey())) {
            aside.parkBehind(one.record(), one.caseKey());
            setAside.add(one.caseKey());
        } else if (attempt(fold, one.reading()) instanceof Attempt.Failed(var code, var detail)) {
            aside.park(one.record(), one.caseKey(), code, detail);
            setAside.add(one.caseKey());
        }
    }

    private static Attempt attempt(BatchFold fold, Reading reading) {
        return switch (reading) {
            case Reading.Unreadable(var code, var detail) -> new Attempt.Failed(code, detail);
            case Reading.Readable(var event) ->
                switch (fold.follow(event)) {
                    case BatchFold.Followed.Taken _, BatchFold.Followed.Repeated _ -> new Attempt.Done();
                    case BatchFold.Followed.Gap(var expected) ->
                        new Attempt.Failed(
                                SEQUENCE_GAP,
                                "Event " + event.sequence() + " of " + event.service() + " came before event "
                                        + expected + ".");
                };
        };
    }

    /** The record that was missing may be among those that were just set aside behind the one that waits for it. */
    private Uni<Void> closeGaps(Mutiny.StatelessSession session, Set<String> setAside) {
        if (setAside.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(WAITING_FOR_MISSING, String.class)
                .setParameter("cases", setAside.toArray(String[]::new))
                .getResultList()
                .flatMap(waiting -> Multi.createFrom()
                        .iterable(waiting)
                        .onItem()
                        .transformToUniAndConcatenate(caseKey -> parkingLot.redrive(session, caseKey, this::redrive))
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    /**
     * Tries parked records of one case. If all of them can be done in the order of their sequences, all are; else those
     * before the first that cannot, in the order of the log.
     */
    @Override
    public Uni<List<Attempt>> redrive(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> records) {
        var readings = records.stream().map(reader::read).toList();
        return projection.open(session, cases(readings)).flatMap(whole -> {
            if (followAll(whole, readings)) {
                List<Attempt> done =
                        readings.stream().<Attempt>map(_ -> new Attempt.Done()).toList();
                return projection.save(session, whole).replaceWith(done);
            }
            return projection.open(session, cases(readings)).flatMap(fold -> {
                var attempts = new ArrayList<Attempt>();
                for (var reading : readings) {
                    var attempt = attempt(fold, reading);
                    attempts.add(attempt);
                    if (attempt instanceof Attempt.Failed) {
                        break;
                    }
                }
                return projection.save(session, fold).replaceWith(attempts);
            });
        });
    }

    private static boolean followAll(BatchFold fold, List<Reading> readings) {
        var open = new ArrayList<>(readings);
        var progress = true;
        while (progress) {
            progress = open.removeIf(reading -> attempt(fold, reading) instanceof Attempt.Done);
        }
        return open.isEmpty();
    }

    private static Set<UUID> cases(List<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> reading instanceof Reading.Readable(var event)
                        ? java.util.stream.Stream.of(event.caseId())
                        : java.util.stream.Stream.empty())
                .collect(toSet());
    }
}

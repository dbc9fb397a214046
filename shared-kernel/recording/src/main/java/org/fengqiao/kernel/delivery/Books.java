package org.fengqiao.kernel.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.delivery.DeliveryMessage.Reconciliation;
import org.fengqiao.kernel.delivery.DeliveryMessage.Sum;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.value.Times;

/** Books of what was sent to each partner and taken from it, day by day, in the database of a service. */
public final class Books {

    /** Number of days for which the books of what was taken are kept. */
    static final int DAYS_KEPT = 62;

    /** All of China goes by this. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final String HASH = "encode(sha256(convert_to(coalesce("
            + "string_agg(cast(message_id as text), chr(10) order by message_id), ''), 'UTF8')), 'hex')";

    private static final Statement SUMS = Statement.of("""
            select s.*, r.* from
              (select count(*) as sent_count, %1$s as sent_hash, min(sequence) as sent_from, max(sequence) as sent_to
               from partner_message
               where topic = :topic and sequence is not null and recorded_at >= :begin and recorded_at < :end) s,
              (select count(*) as received_count, %1$s as received_hash
               from partner_received where partner = :partner and day = cast(:day as date)) r""".formatted(HASH));

    private static final Statement TELL = Statement.of("""
            insert into partner_reconciliation as t (partner, day, sent_count, sent_hash, sent_from, sent_to,
              received_count, received_hash, told_at, state, differences)
            values (:partner, cast(:day as date), :sentCount, :sentHash, :sentFrom, :sentTo, :receivedCount,
              :receivedHash, :at, 'AWAITED', '')
            on conflict (partner, day) do update set told_at = excluded.told_at where t.told_at is null
            returning 1""");

    private static final Statement COMPARE = Statement.of("""
            insert into partner_reconciliation as t (partner, day, sent_count, sent_hash, sent_from, sent_to,
              received_count, received_hash, their_sent_count, their_sent_hash, their_received_count,
              their_received_hash, compared_at, state, differences)
            values (:partner, cast(:day as date), :sentCount, :sentHash, :sentFrom, :sentTo, :receivedCount,
              :receivedHash, :theirSentCount, :theirSentHash, :theirReceivedCount, :theirReceivedHash, :at, :state,
              :differences)
            on conflict (partner, day) do update set sent_count = excluded.sent_count, sent_hash = excluded.sent_hash,
              sent_from = excluded.sent_from, sent_to = excluded.sent_to, received_count = excluded.received_count,
              received_hash = excluded.received_hash, their_sent_count = excluded.their_sent_count,
              their_sent_hash = excluded.their_sent_hash, their_received_count = excluded.their_received_count,
              their_received_hash = excluded.their_received_hash, compared_at = excluded.compared_at,
              state = excluded.state, differences = excluded.differences""");

    private static final Statement TOLD = Statement.of(
            "select partner, max(day) as day from partner_reconciliation where told_at is not null group by partner");

    private Books() {}

    /** State of a day's reconciliation. */
    public enum State {
        /** The partner has not told its sums. */
        AWAITED,
        MATCHED,
        UNMATCHED
    }

    /** The sums of a day by our books. */
    record Sums(Sum sent, Sum received) {

        static Sums of(Row row) {
            return new Sums(
                    new Sum(
                            row.getLong("sent_count"),
                            row.getString("sent_hash"),
                            row.getLong("sent_from"),
                            row.getLong("sent_to")),
                    new Sum(row.getLong("received_count"), row.getString("received_hash"), null, null));
        }

        Statement.Bound bindTo(Statement.Bound statement) {
            return statement
                    .bind("sentCount", sent.count())
                    .bind("sentHash", sent.hash())
                    .bind("sentFrom", sent.from())
                    .bind("sentTo", sent.to())
                    .bind("receivedCount", received.count())
                    .bind("receivedHash", received.hash());
        }
    }

    /** Returns the sums of a day. */
    static Uni<Sums> sums(Mutiny.StatelessSession session, String partner, LocalDate day) {
        return SUMS.bind("topic", partner + ".outbound")
                .bind("partner", partner)
                .bind("day", day)
                .bind("begin", beginOf(day))
                .bind("end", beginOf(day.plusDays(1)))
                .list(session, Sums::of)
                .map(List::getFirst);
    }

    private static Instant beginOf(LocalDate day) {
        return day.atStartOfDay().toInstant(CHINA);
    }

    /** Notes that the partner is told these sums; false if it was told that day's before. */
    static Uni<Boolean> tell(Mutiny.StatelessSession session, String partner, LocalDate day, Sums sums, Instant at) {
        return sums.bindTo(TELL.bind("partner", partner).bind("day", day).bind("at", at))
                .list(session, _ -> true)
                .map(told -> !told.isEmpty());
    }

    /** Returns the last day of which each partner was told our sums. */
    static Uni<Map<String, LocalDate>> told(Mutiny.StatelessSession session) {
        return TOLD.bound()
                .list(session, row -> Map.entry(row.getString("partner"), row.getLocalDate("day")))
                .map(days -> {
                    var byPartner = new HashMap<String, LocalDate>();
                    days.forEach(day -> byPartner.put(day.getKey(), day.getValue()));
                    return byPartner;
                });
    }

    /**
     * Compares the books with the partner's, in the session's transaction, and keeps what differs. The same day may be
     * compared again, as when a partner has got what it missed.
     *
     * @return why they cannot be compared; empty if they were
     */
    public static Uni<Optional<Attempt.Failed>> compare(
            Mutiny.StatelessSession session, String partner, Reconciliation theirs, Instant at) {
        var today = Times.dayOf(at);
        if (!theirs.day().isBefore(today)) {
            return failed("kernel.day-not-over", "day: can be reconciled once it is over");
        }
        if (theirs.day().isBefore(today.minusDays(DAYS_KEPT))) {
            return failed("kernel.day-not-kept", "day: the books are kept for " + DAYS_KEPT + " days");
        }
        return sums(session, partner, theirs.day()).flatMap(ours -> {
            var differences = Difference.between(ours.sent(), ours.received(), theirs.sent(), theirs.received());
            return ours.bindTo(COMPARE.bind("partner", partner)
                            .bind("day", theirs.day())
                            .bind("theirSentCount", theirs.sent().count())
                            .bind("theirSentHash", theirs.sent().hash())
                            .bind("theirReceivedCount", theirs.received().count())
                            .bind("theirReceivedHash", theirs.received().hash())
                            .bind("at", at)
                            .bind("state", differences.isEmpty() ? State.MATCHED : State.UNMATCHED)
                            .bind(
                                    "differences",
                                    differences.stream().map(Difference::name).collect(Collectors.joining(","))))
                    .execute(session)
                    .replaceWith(Optional.empty());
        });
    }

    private static Uni<Optional<Attempt.Failed>> failed(String code, String detail) {
        return Uni.createFrom().item(Optional.of(new Attempt.Failed(code, detail)));
    }
}

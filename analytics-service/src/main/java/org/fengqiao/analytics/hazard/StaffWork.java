package org.fengqiao.analytics.hazard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.hazard.Standardised.Stratum;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/**
 * Work of units and staff in the database: the custodies that were claimed in a period, by who claimed them, and what
 * became of them until now. The event of the claim tells who it was, and how difficult the case.
 */
@Singleton
public class StaffWork {

    /** Holders whose work is told. */
    public enum By {
        UNIT,
        WORKER
    }

    /** The custodies that were claimed in the period, each with its end and what became of it. */
    private static final String JUDGED = """
        with claim as (
          select e.case_id, e.position, e.event_id, e.occurred_at, cast(e.data as json) as said
          from recorded_event e join case_profile p on p.case_id = e.case_id and p.known_to = 'infinity'
          where e.type = 'fengqiao.routing.case-claimed.v1' and e.occurred_at >= :from and e.occurred_at < :to
            and %s),
        custody as (
          select c.*, n.kind, n.value, n.occurred_at as ended_at, n.position as end_position,
            n.event_id as end_event, n.subject,
            n.kind = 'CLOSED' and n.value not in ('WITHDRAWN', 'MERGED') as settled
          from claim c left join lateral (
            select m.kind, m.value, m.occurred_at, m.position, m.subject, m.event_id from milestone m
            where m.case_id = c.case_id and m.kind in ('CLOSED', 'RETURNED', 'ASSIGNED') and m.position > c.position
            order by m.position, m.kind limit 1) n on true),
        judged as (
          select c.*,
            c.settled and not exists (select 1 from milestone r
              where r.case_id = c.case_id and r.kind = 'RELAPSED' and r.subject = c.subject) as lasted,
            a.answers, a.satisfied, coalesce(c.said ->> cast(:by as text), 'unknown') as holder
          from custody c left join lateral (
            select count(*) as answers, count(*) filter (where m.value in ('3', '4', '5')) as satisfied
            from milestone m
            where c.settled and m.case_id = c.case_id and m.kind = 'REVISIT_ANSWERED' and m.position > c.end_position
              and not exists (select 1 from milestone l where l.case_id = c.case_id and l.kind = 'CLOSED'
                and l.position > c.end_position and l.position < m.position)) a on true)
        """.formatted(Jurisdiction.places("p"));

    private static final Statement STRATA = Statement.of(JUDGED + """
        select holder, coalesce(said ->> 'category', 'unknown') as category,
          coalesce(said ->> 'complexity', 'unknown') as complexity, count(*) as claimed,
          count(*) filter (where kind is null) as open,
          count(*) filter (where settled or kind = 'RETURNED') as ended,
          count(*) filter (where settled) as settled, count(*) filter (where lasted) as lasted,
          coalesce(sum(extract(epoch from ended_at - occurred_at)) filter (where settled), 0) / 86400.0 as days,
          coalesce(sum(answers), 0) as answers, coalesce(sum(satisfied), 0) as satisfied
        from judged group by 1, 2, 3 order by 1, 2, 3\
        """);

    private static final Statement CUSTODIES = Statement.of(JUDGED + """
        select case_id, position, said ->> 'category' as category, said ->> 'complexity' as complexity, occurred_at,
          kind, value, ended_at, settled, lasted, answers, satisfied, event_id, end_event
        from judged
        where holder = cast(:holder as text)
          and (case_id, position) > (cast(:afterCase as uuid), cast(:afterPosition as bigint))
        order by case_id, position limit :most\
        """);

    /**
     * Place of a custody in the list of those of a holder.
     *
     * @param position of the claim in the history of the case
     */
    public record After(UUID caseId, long position) {

        /** The place before all. */
        public static final After NOTHING = new After(new UUID(0, 0), 0);

        /**
         * Returns the place of this text.
         *
         * @throws IllegalArgumentException if it is none
         */
        public static After parse(String text) {
            var parts = text.split(" ", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("not the key of a row");
            }
            return new After(UUID.fromString(parts[0]), Long.parseLong(parts[1]));
        }

        /** Returns the place of a custody. */
        public static After of(Custody custody) {
            return new After(custody.caseId(), custody.position());
        }

        /** The key of a row: the case and the position. */
        @Override
        public String toString() {
            return caseId + " " + position;
        }
    }

    /**
     * A custody that was claimed, and what became of it.
     *
     * @param position of the claim in the history of the case
     * @param end how it ended: {@code CLOSED}, {@code RETURNED}, {@code ASSIGNED} to another unit; null if it did not
     * @param outcome of the closing; null for other ends
     * @param settled whether it was closed with a settlement
     * @param lasted whether that did not relapse
     * @param answers answers of parties at revisits of that closing
     * @param satisfied those with 3 to 5
     * @param events the ids of the claim and of the end
     */
    public record Custody(
            UUID caseId,
            long position,
            @Nullable String category,
            @Nullable String complexity,
            Instant claimedAt,
            @Nullable String end,
            @Nullable String outcome,
            @Nullable Instant endedAt,
            boolean settled,
            boolean lasted,
            long answers,
            long satisfied,
            List<UUID> events) {
        public Custody {
            events = List.copyOf(events);
        }

        private static Custody of(Row row) {
            var end = row.getString("kind");
            return new Custody(
                    row.getUUID("case_id"),
                    row.getLong("position"),
                    row.getString("category"),
                    row.getString("complexity"),
                    Rows.time(row, "occurred_at"),
                    end,
                    "CLOSED".equals(end) ? row.getString("value") : null,
                    end == null ? null : Rows.time(row, "ended_at"),
                    Boolean.TRUE.equals(row.getBoolean("settled")),
                    Boolean.TRUE.equals(row.getBoolean("lasted")),
                    row.getLong("answers"),
                    row.getLong("satisfied"),
                    end == null
                            ? List.of(row.getUUID("event_id"))
                            : List.of(row.getUUID("event_id"), row.getUUID("end_event")));
        }
    }

    /** Reads the work of the custodies claimed from a time on and before another. */
    public Uni<List<Standardised.Holder>> of(
            Mutiny.StatelessSession session, Jurisdiction within, By by, Instant from, Instant to) {
        return bound(STRATA, within, by, from, to)
                .list(
                        session,
                        row -> new Stratum(
                                row.getString("holder"),
                                row.getString("category"),
                                row.getString("complexity"),
                                row.getLong("claimed"),
                                row.getLong("open"),
                                row.getLong("ended"),
                                row.getLong("settled"),
                                row.getLong("lasted"),
                                row.getDouble("days"),
                                row.getLong("answers"),
                                row.getLong("satisfied")))
                .map(Standardised::of);
    }

    /** Returns the next custodies of a holder. */
    public Uni<List<Custody>> custodies(
            Mutiny.StatelessSession session,
            Jurisdiction within,
            By by,
            String holder,
            Instant from,
            Instant to,
            After after,
            int most) {
        return bound(CUSTODIES, within, by, from, to)
                .bind("holder", holder)
                .bind("afterCase", after.caseId())
                .bind("afterPosition", after.position())
                .bind("most", most)
                .list(session, Custody::of);
    }

    private static Statement.Bound bound(Statement statement, Jurisdiction within, By by, Instant from, Instant to) {
        var bound = statement.bind("from", from).bind("to", to);
        within.ofPlaces().forEach(bound::bind);
        return bound.bind(
                "by",
                switch (by) {
                    case UNIT -> "unit";
                    case WORKER -> "worker";
                });
    }
}

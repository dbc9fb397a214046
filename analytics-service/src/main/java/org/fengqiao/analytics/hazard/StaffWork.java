package org.fengqiao.analytics.hazard;

import java.time.Instant;
import java.util.List;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.analytics.hazard.Standardised.Stratum;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
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

    private static final Statement STRATA = Statement.of("""
        with claim as (
          select e.case_id, e.position, e.occurred_at, cast(e.data as json) as said
          from recorded_event e join case_profile p on p.case_id = e.case_id and p.known_to = 'infinity'
          where e.type = 'fengqiao.routing.case-claimed.v1' and e.occurred_at >= :from and e.occurred_at < :to
            and %s),
        custody as (
          select c.*, n.kind, n.value, n.occurred_at as ended_at, n.position as end_position, n.subject,
            n.kind = 'CLOSED' and n.value not in ('WITHDRAWN', 'MERGED') as settled
          from claim c left join lateral (
            select m.kind, m.value, m.occurred_at, m.position, m.subject from milestone m
            where m.case_id = c.case_id and m.kind in ('CLOSED', 'RETURNED', 'ASSIGNED') and m.position > c.position
            order by m.position, m.kind limit 1) n on true),
        judged as (
          select c.*,
            c.settled and not exists (select 1 from milestone r
              where r.case_id = c.case_id and r.kind = 'RELAPSED' and r.subject = c.subject) as lasted,
            a.answers, a.satisfied
          from custody c left join lateral (
            select count(*) as answers, count(*) filter (where m.value in ('3', '4', '5')) as satisfied
            from milestone m
            where c.settled and m.case_id = c.case_id and m.kind = 'REVISIT_ANSWERED' and m.position > c.end_position
              and not exists (select 1 from milestone l where l.case_id = c.case_id and l.kind = 'CLOSED'
                and l.position > c.end_position and l.position < m.position)) a on true)
        select coalesce(said ->> cast(:by as text), 'unknown') as holder,
          coalesce(said ->> 'category', 'unknown') as category,
          coalesce(said ->> 'complexity', 'unknown') as complexity, count(*) as claimed,
          count(*) filter (where kind is null) as open,
          count(*) filter (where settled or kind = 'RETURNED') as ended,
          count(*) filter (where settled) as settled, count(*) filter (where lasted) as lasted,
          coalesce(sum(extract(epoch from ended_at - occurred_at)) filter (where settled), 0) / 86400.0 as days,
          coalesce(sum(answers), 0) as answers, coalesce(sum(satisfied), 0) as satisfied
        from judged group by 1, 2, 3 order by 1, 2, 3\
        """.formatted(Jurisdiction.places("p")));

    /** Reads the work of the custodies claimed from a time on and before another. */
    public Uni<List<Standardised.Holder>> of(
            Mutiny.StatelessSession session, Jurisdiction within, By by, Instant from, Instant to) {
        var bound = STRATA.bind("from", from).bind("to", to);
        within.ofPlaces().forEach(bound::bind);
        return bound.bind(
                        "by",
                        switch (by) {
                            case UNIT -> "unit";
                            case WORKER -> "worker";
                        })
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
}

package org.fengqiao.routing.view;

import java.time.Instant;
import java.util.List;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.SampleDraw.Closing;

/**
 * The closings that can be drawn for an evaluation, read from the events themselves: those of a period that were
 * neither undone since nor drawn before.
 */
public final class Closings {

    private static final Statement READ = Statement.of("""
            select c.case_id, cast(cast(c.data as json) ->> 'closure' as int) as closure,
              cast(c.data as json) ->> 'unit' as unit, cast(c.data as json) ->> 'outcome' as outcome
            from event c
            where c.type = 'fengqiao.routing.case-closed.v1' and c.occurred_at >= :from and c.occurred_at < :to
              and cast(c.data as json) -> 'place' ->> 'district' = :district
              and (cast(:unit as text) is null or cast(c.data as json) ->> 'unit' = :unit)
              and not exists (select from event later where later.case_id = c.case_id and later.version > c.version
                and later.type in ('fengqiao.routing.case-reopened.v1', 'fengqiao.routing.review-sampled.v1'))\
            """);

    private Closings() {}

    /**
     * Reads the closings.
     *
     * @param from the first instant
     * @param to the first instant that is too late
     * @param district where the disputes were
     * @param unit who closed them; null for all units
     */
    public static Uni<List<Closing>> of(
            Mutiny.StatelessSession session, Instant from, Instant to, String district, @Nullable String unit) {
        return READ.bind("from", from)
                .bind("district", district)
                .bind("to", to)
                .bind("unit", unit)
                .list(
                        session,
                        row -> new Closing(
                                row.getUUID("case_id"),
                                row.getInteger("closure"),
                                row.getString("unit"),
                                Outcome.valueOf(row.getString("outcome"))));
    }
}

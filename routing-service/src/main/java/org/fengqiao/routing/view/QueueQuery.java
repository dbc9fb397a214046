package org.fengqiao.routing.view;

import java.time.Instant;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.TimeCursor;

/** Reads the queue of a unit. */
@Singleton
public class QueueQuery {

    private static final Statement QUEUE = Statement.of("""
            select c.case_id, c.version, c.status, c.custody, c.worker, c.path, c.category, c.complexity, c.risk,
              c.district, c.street, c.claim_by
            from custody c
            where c.unit = :unit and c.status in ('ASSIGNED', 'CLAIMED')
              and (c.claim_by, c.case_id) > (:time, :caseId)
              and %s
            order by c.claim_by, c.case_id limit :count\
            """.formatted(Jurisdiction.cases("c.case_id")));

    private final Mutiny.SessionFactory sessions;

    QueueQuery(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * A case in a unit's queue.
     *
     * @param worker who claimed it; null if nobody has
     * @param street null if not known
     * @param claimBy when it must be, or had to be, claimed
     */
    public record Waiting(
            UUID caseId,
            long version,
            CaseStatus status,
            int custody,
            @Nullable String worker,
            String path,
            String category,
            String complexity,
            String risk,
            String district,
            @Nullable String street,
            Instant claimBy) {}

    /** The cases within a jurisdiction that a unit holds, the one to be claimed first in front. */
    public Uni<Page<Waiting>> of(String unit, Jurisdiction jurisdiction, Page.Request page) {
        var after = TimeCursor.after(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(QUEUE.bind("unit", unit)
                                .bind("time", after.time())
                                .bind("caseId", after.caseId())
                                .bind("count", page.fetch()))
                        .list(session, QueueQuery::waiting))
                .map(rows -> Page.of(rows, page, row -> new TimeCursor(row.claimBy(), row.caseId())));
    }

    private static Waiting waiting(Row row) {
        return new Waiting(
                row.getUUID("case_id"),
                row.getLong("version"),
                Rows.constant(row, "status", CaseStatus.class),
                row.getInteger("custody"),
                row.getString("worker"),
                row.getString("path"),
                row.getString("category"),
                row.getString("complexity"),
                row.getString("risk"),
                row.getString("district"),
                row.getString("street"),
                Rows.time(row, "claim_by"));
    }
}

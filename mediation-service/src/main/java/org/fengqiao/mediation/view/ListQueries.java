package org.fengqiao.mediation.view;

import java.time.Instant;
import java.util.List;
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

/** Reads the lists. */
@Singleton
public class ListQueries {

    private static final Statement MEDIATIONS = Statement.of("""
            select o.case_id, o.custody, o.unit, o.mediator, o.category, o.district, o.street, o.status, o.opened_at,
              o.version
            from mediation_overview o
            where (cast(:unit as text) is null or o.unit = :unit)
              and (cast(:mediator as text) is null or o.mediator = :mediator)
              and (cardinality(cast(:statuses as text[])) = 0 or o.status = any(:statuses))
              and (o.opened_at, o.case_id) > (:time, :caseId)
              and %s
            order by o.opened_at, o.case_id limit :count\
            """.formatted(Jurisdiction.cases("o.case_id")));

    private static final Statement REVISITS = Statement.of("""
            select d.case_id, d.revisit, d.closure, d.unit, d.due_at
            from revisit_due d
            where (cast(:unit as text) is null or d.unit = :unit)
              and (cast(:dueBefore as timestamptz) is null or d.due_at < :dueBefore)
              and (d.due_at, d.case_id, d.revisit) > (:time, :caseId, :revisit)
              and %s
            order by d.due_at, d.case_id, d.revisit limit :count\
            """.formatted(Jurisdiction.cases("d.case_id")));

    private final Mutiny.SessionFactory sessions;

    ListQueries(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * A mediation or fast track in a list.
     *
     * @param mediator null on the fast track
     * @param district null on the fast track
     * @param street null if not known
     */
    public record MediationRow(
            UUID caseId,
            int custody,
            String unit,
            @Nullable String mediator,
            String category,
            @Nullable String district,
            @Nullable String street,
            MediationStatus status,
            Instant openedAt,
            long version) {}

    /** A revisit nobody has made yet. */
    public record RevisitRow(UUID caseId, int revisit, int closure, String unit, Instant dueAt) {}

    /**
     * Mediations, the one opened first in front.
     *
     * @param unit null for all units
     * @param mediator null for all mediators
     * @param statuses empty for all
     * @param jurisdiction only of cases within it
     */
    public Uni<Page<MediationRow>> mediations(
            @Nullable String unit,
            @Nullable String mediator,
            List<MediationStatus> statuses,
            Jurisdiction jurisdiction,
            Page.Request page) {
        var after = TimeCursor.after(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(MEDIATIONS
                                .bind("unit", unit)
                                .bind("mediator", mediator)
                                .bindConstants("statuses", statuses)
                                .bind("time", after.time())
                                .bind("caseId", after.caseId())
                                .bind("count", page.fetch()))
                        .list(session, ListQueries::mediation))
                .map(rows -> Page.of(rows, page, row -> new TimeCursor(row.openedAt(), row.caseId())));
    }

    /**
     * Revisits nobody has made yet, the one due first in front.
     *
     * @param unit null for all units
     * @param dueBefore null for all times
     * @param jurisdiction only of cases within it
     */
    public Uni<Page<RevisitRow>> revisits(
            @Nullable String unit, @Nullable Instant dueBefore, Jurisdiction jurisdiction, Page.Request page) {
        var after = TimeCursor.after(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(REVISITS.bind("unit", unit)
                                .bind("dueBefore", dueBefore)
                                .bind("time", after.time())
                                .bind("caseId", after.caseId())
                                .bind("revisit", after.number())
                                .bind("count", page.fetch()))
                        .list(session, ListQueries::revisit))
                .map(rows -> Page.of(rows, page, row -> new TimeCursor(row.dueAt(), row.caseId(), row.revisit())));
    }

    private static MediationRow mediation(Row row) {
        return new MediationRow(
                row.getUUID("case_id"),
                row.getInteger("custody"),
                row.getString("unit"),
                row.getString("mediator"),
                row.getString("category"),
                row.getString("district"),
                row.getString("street"),
                Rows.constant(row, "status", MediationStatus.class),
                Rows.time(row, "opened_at"),
                row.getLong("version"));
    }

    private static RevisitRow revisit(Row row) {
        return new RevisitRow(
                row.getUUID("case_id"),
                row.getInteger("revisit"),
                row.getInteger("closure"),
                row.getString("unit"),
                Rows.time(row, "due_at"));
    }
}

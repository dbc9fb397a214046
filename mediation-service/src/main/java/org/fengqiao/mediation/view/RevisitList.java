package org.fengqiao.mediation.view;

import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.mediation.model.Mediation;

/** The list of parties who are still to be asked, written with the events it shows; the one due first is in front. */
public final class RevisitList implements CaseView<Mediation> {

    private static final Columns<RevisitRow> DUE = Columns.of(
            "due",
            uuid("case_id", RevisitRow::caseId),
            integer("visit", RevisitRow::visit),
            integer("round", RevisitRow::round),
            text("party_id", RevisitRow::partyId),
            integer("closure", RevisitRow::closure),
            text("unit", RevisitRow::unit),
            time("due_at", RevisitRow::dueAt),
            integer("attempts", RevisitRow::attempts),
            time("link_expires_at", RevisitRow::linkExpiresAt));

    // Whoever answered, was given up or is not to be asked any more goes.
    private static final Statement WRITE = Statement.of("""
            with due as (select * from %1$s),
            gone as (
              delete from revisit_due r where r.case_id = any(:changed)
                and not exists (select from due d where d.case_id = r.case_id and d.visit = r.visit))
            insert into revisit_due (%2$s) select %2$s from due
            on conflict (case_id, visit) do update
              set attempts = excluded.attempts, link_expires_at = excluded.link_expires_at
              where (revisit_due.attempts, revisit_due.link_expires_at)
                is distinct from (excluded.attempts, excluded.link_expires_at)\
            """.formatted(DUE.table(), DUE.names()));

    /** The list as it is read. */
    public static final CaseList<Filter, RevisitRow> READ = CaseList.<Filter, RevisitRow>of(
                    "revisit_due", RevisitRow.class)
            .equalUnlessNull(text("unit", Filter::unit))
            .lessUnlessNull(time("due_at", Filter::dueBefore))
            .earliestFirst(
                    List.of("due_at", "case_id", "visit"),
                    row -> new TimeCursor(row.dueAt(), row.caseId(), row.visit()));

    /**
     * Filter of parties who are to be asked.
     *
     * @param unit null for all units
     * @param dueBefore null for all times
     */
    public record Filter(@Nullable String unit, @Nullable Instant dueBefore) {}

    /**
     * A party in the list.
     *
     * @param visit counts the parties of all rounds of the case from 1
     * @param unit the unit that held the case when it was closed
     * @param attempts how often it was tried and not reached
     * @param linkExpiresAt when the time of its one-time code is over; null if it has none
     */
    public record RevisitRow(
            UUID caseId,
            int visit,
            int round,
            String partyId,
            int closure,
            String unit,
            Instant dueAt,
            int attempts,
            @Nullable Instant linkExpiresAt) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("revisit_due"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        var revisited = new ArrayList<UUID>();
        var due = new ArrayList<RevisitRow>();
        for (var one : changed) {
            if (!one.state().revisits().all().isEmpty()) {
                revisited.add(one.caseId());
                Visits.of(one.caseId(), one.state().revisits()).stream()
                        .flatMap(visit -> visit.due().stream())
                        .forEach(due::add);
            }
        }
        return revisited.isEmpty()
                ? Uni.createFrom().voidItem()
                : WRITE.bindIds("changed", revisited)
                        .bind(DUE, due)
                        .execute(session)
                        .replaceWithVoid();
    }
}

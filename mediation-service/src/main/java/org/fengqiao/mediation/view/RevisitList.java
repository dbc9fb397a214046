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
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.mediation.model.Mediation;

/** The list of revisits nobody has made yet, written with the events it shows; the one due first is in front. */
public final class RevisitList implements CaseView<Mediation> {

    private static final Columns<RevisitRow> DUE = Columns.of(
            "due",
            uuid("case_id", RevisitRow::caseId),
            integer("revisit", RevisitRow::revisit),
            integer("closure", RevisitRow::closure),
            text("unit", RevisitRow::unit),
            time("due_at", RevisitRow::dueAt));

    // A plan never changes: a revisit that is listed already stays as it is, and one that is not to be made any more
    // goes.
    private static final Statement WRITE = Statement.of("""
            with due as (select * from %1$s),
            gone as (
              delete from revisit_due r where r.case_id = any(:changed)
                and not exists (select from due d where d.case_id = r.case_id and d.revisit = r.revisit))
            insert into revisit_due (%2$s) select %2$s from due on conflict (case_id, revisit) do nothing\
            """.formatted(DUE.table(), DUE.names()));

    /** The list as it is read. */
    public static final CaseList<Filter, RevisitRow> READ = CaseList.<Filter, RevisitRow>of(
                    "revisit_due", RevisitRow.class)
            .equalUnlessNull(text("unit", Filter::unit))
            .lessUnlessNull(time("due_at", Filter::dueBefore))
            .earliestFirst(
                    List.of("due_at", "case_id", "revisit"),
                    row -> new TimeCursor(row.dueAt(), row.caseId(), row.revisit()));

    /**
     * Filter of revisits.
     *
     * @param unit null for all units
     * @param dueBefore null for all times
     */
    public record Filter(@Nullable String unit, @Nullable Instant dueBefore) {}

    /** A revisit in the list. */
    public record RevisitRow(UUID caseId, int revisit, int closure, String unit, Instant dueAt) {}

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        var revisited = new ArrayList<UUID>();
        var due = new ArrayList<RevisitRow>();
        for (var one : changed) {
            var revisits = one.state().revisits();
            if (!revisits.all().isEmpty()) {
                revisited.add(one.caseId());
                revisits.pending()
                        .forEach(plan -> due.add(new RevisitRow(
                                one.caseId(), plan.number(), plan.closure(), plan.unit(), plan.dueAt())));
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

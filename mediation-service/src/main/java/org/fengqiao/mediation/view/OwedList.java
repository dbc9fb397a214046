package org.fengqiao.mediation.view;

import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.Obligations.Performance.Breached;
import org.fengqiao.mediation.model.Proceeding.Mediated;

/** The list of what is still owed under agreements, for those who remind debtors; what is due first is in front. */
public final class OwedList implements CaseView<Mediation> {

    private static final Columns<OwedRow> OWED = Columns.of(
            "owed",
            uuid("case_id", OwedRow::caseId),
            integer("obligation", OwedRow::obligation),
            text("unit", OwedRow::unit),
            text("debtor", OwedRow::debtor),
            time("due_at", OwedRow::dueAt),
            bool("breached", OwedRow::breached));

    private static final Statement REMOVE = Statement.of("""
        delete from obligation_owed o where o.case_id = any(:changed)
          and not exists (select from %s
            where owed.case_id = o.case_id and owed.obligation = o.obligation)\
        """.formatted(OWED.table()));

    private static final Statement WRITE = Statement.of("""
        insert into obligation_owed (%2$s) select %2$s from %1$s
        on conflict (case_id, obligation) do update
          set unit = excluded.unit, debtor = excluded.debtor, due_at = excluded.due_at,
            breached = excluded.breached
          where (obligation_owed.unit, obligation_owed.debtor, obligation_owed.due_at, obligation_owed.breached)
            is distinct from (excluded.unit, excluded.debtor, excluded.due_at, excluded.breached)\
        """.formatted(OWED.table(), OWED.names()));

    /** The list as it is read. */
    public static final CaseList<Filter, OwedRow> READ = CaseList.<Filter, OwedRow>of("obligation_owed", OwedRow.class)
            .equalUnlessNull(text("unit", Filter::unit))
            .lessUnlessNull(time("due_at", Filter::dueBefore))
            .earliestFirst(
                    List.of("due_at", "case_id", "obligation"),
                    row -> new TimeCursor(row.dueAt(), row.caseId(), row.obligation()));

    /**
     * Filter of what is owed.
     *
     * @param unit null for all units
     * @param dueBefore null for all times
     */
    public record Filter(@Nullable String unit, @Nullable Instant dueBefore) {}

    /**
     * An obligation in the list.
     *
     * @param unit the unit under which it was agreed on
     * @param debtor the id of the party that owes
     * @param dueAt the end of the next day on which it, or a part of it, is due and not paid
     * @param breached whether it is on record that it is not performed
     */
    public record OwedRow(UUID caseId, int obligation, String unit, String debtor, Instant dueAt, boolean breached) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("obligation_owed"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        var agreed = changed.stream()
                .filter(one -> one.state().obligations().counted() > 0)
                .toList();
        if (agreed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = agreed.stream().flatMap(one -> of(one.caseId(), one.state())).toList();
        return Pipeline.of(
                REMOVE.bindIds("changed", agreed.stream().map(Changed::caseId).toList())
                        .bind(OWED, rows)
                        .execute(session)
                        .replaceWithVoid(),
                WRITE.bind(OWED, rows).execute(session).replaceWithVoid());
    }

    private static Stream<OwedRow> of(UUID caseId, Mediation state) {
        return state.proceeding() instanceof Mediated mediated
                ? state.agreed().stream()
                        .flatMap(obligation -> state.nextDueOn(obligation).stream()
                                .map(day -> new OwedRow(
                                        caseId,
                                        obligation.obligation(),
                                        mediated.opening().unit(),
                                        obligation.debtor(),
                                        day.plusDays(1)
                                                .atStartOfDay(OfficialCalendar.ZONE)
                                                .toInstant(),
                                        state.obligations().find(obligation.obligation()) instanceof Breached)))
                : Stream.empty();
    }
}

package org.fengqiao.routing.view;

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
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.policy.ConsultationPolicy;

/** The steps of plans that units still owe, overdue ones included; the one due first is in front. */
public final class DutyList implements CaseView<RoutingCase> {

    private static final Columns<DutyRow> OWED = Columns.of(
            "owed",
            uuid("case_id", DutyRow::caseId),
            integer("duty", DutyRow::duty),
            integer("consultation", DutyRow::consultation),
            text("unit", DutyRow::unit),
            time("due_at", DutyRow::dueAt));

    private static final Statement WRITE = Statement.of("""
            with owed as (select * from %1$s),
            gone as (
              delete from duty_owed d where d.case_id = any(:changed)
                and not exists (select from owed o where o.case_id = d.case_id and o.duty = d.duty))
            insert into duty_owed (%2$s) select %2$s from owed
              on conflict (case_id, duty) do update set due_at = excluded.due_at\
            """.formatted(OWED.table(), OWED.names()));

    /** The list as it is read. */
    public static final CaseList<Filter, DutyRow> READ = CaseList.<Filter, DutyRow>of("duty_owed", DutyRow.class)
            .equalUnlessNull(text("unit", Filter::unit))
            .lessUnlessNull(time("due_at", Filter::dueBefore))
            .earliestFirst(
                    List.of("due_at", "case_id", "duty"), row -> new TimeCursor(row.dueAt(), row.caseId(), row.duty()));

    /**
     * Filter of duties.
     *
     * @param unit null for all units
     * @param dueBefore null for all times; now for those that are overdue
     */
    public record Filter(@Nullable String unit, @Nullable Instant dueBefore) {}

    /** A duty that is owed. */
    public record DutyRow(UUID caseId, int duty, int consultation, String unit, Instant dueAt) {}

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        return WRITE.bindIds("changed", changed.stream().map(Changed::caseId).toList())
                .bind(OWED, changed.stream().flatMap(DutyList::rows).toList())
                .execute(session)
                .replaceWithVoid();
    }

    private static Stream<DutyRow> rows(Changed<RoutingCase> one) {
        return one.state().oversight().consultations().owed().stream()
                .map(owed -> new DutyRow(
                        one.caseId(),
                        owed.order().number(),
                        owed.order().consultation(),
                        owed.order().unit(),
                        one.deadlines()
                                .find(ConsultationPolicy.dutyOf(owed.order().number()))
                                .map(Deadline::dueAt)
                                .orElse(owed.order().assignedAt())));
    }
}

package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.constant;
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
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.Duty;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.policy.DutyPolicy;

/** The duties that units still owe, overdue ones included; the one due first is in front. */
public final class DutyList implements CaseView<RoutingCase> {

    private static final Columns<DutyRow> OWED = Columns.of(
            "owed",
            uuid("case_id", DutyRow::caseId),
            integer("duty", DutyRow::duty),
            integer("consultation", DutyRow::consultation),
            text("unit", DutyRow::unit),
            constant("status", DutyRow::status),
            text("worker", DutyRow::worker),
            time("claim_by", DutyRow::claimBy),
            time("due_at", DutyRow::dueAt));

    private static final Statement WRITE = Statement.of("""
            with owed as (select * from %1$s),
            gone as (
              delete from duty_owed d where d.case_id = any(:changed)
                and not exists (select from owed o where o.case_id = d.case_id and o.duty = d.duty))
            insert into duty_owed (%2$s) select %2$s from owed
              on conflict (case_id, duty) do update set status = excluded.status, worker = excluded.worker,
              claim_by = excluded.claim_by, due_at = excluded.due_at\
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

    /**
     * A duty that is owed.
     *
     * @param consultation whose plan says so; null if the lead asked for it
     * @param status whether somebody has it in hand
     * @param worker who has; null if nobody does
     * @param claimBy when somebody must have, or had to; null if somebody has
     */
    public record DutyRow(
            UUID caseId,
            int duty,
            @Nullable Integer consultation,
            String unit,
            DutyStatus status,
            @Nullable String worker,
            @Nullable Instant claimBy,
            Instant dueAt) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("duty_owed"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        return WRITE.bindIds("changed", changed.stream().map(Changed::caseId).toList())
                .bind(OWED, changed.stream().flatMap(DutyList::rows).toList())
                .execute(session)
                .replaceWithVoid();
    }

    private static Stream<DutyRow> rows(Changed<RoutingCase> one) {
        return one.state().oversight().duties().owed().stream()
                .map(owed -> new DutyRow(
                        one.caseId(),
                        owed.order().number(),
                        owed.order().consultation(),
                        owed.order().unit(),
                        DutyStatus.of(owed),
                        owed instanceof Duty.Claimed claimed ? claimed.worker() : null,
                        claimBy(owed, one.deadlines()),
                        one.deadlines()
                                .find(DutyPolicy.dutyOf(owed.order().number()))
                                .map(Deadline::dueAt)
                                .orElse(owed.order().assignedAt())));
    }

    /** Returns when somebody must have a duty in hand, or had to; null if somebody has. */
    public static @Nullable Instant claimBy(Duty duty, Deadlines deadlines) {
        return duty instanceof Duty.Unclaimed unclaimed
                ? deadlines
                        .find(DutyPolicy.claimOf(unclaimed.order().number(), unclaimed.round()))
                        .map(Deadline::dueAt)
                        .orElse(null)
                : null;
    }
}

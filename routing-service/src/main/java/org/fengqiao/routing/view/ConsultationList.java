package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.bool;
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
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.Consultation.Meeting;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.policy.ConsultationPolicy;

/** The consultations under way, once for each unit that takes part; the one to be concluded first is in front. */
public final class ConsultationList implements CaseView<RoutingCase> {

    private static final Columns<ConsultationRow> OPEN = Columns.of(
            "open",
            uuid("case_id", ConsultationRow::caseId),
            integer("consultation", ConsultationRow::consultation),
            text("unit", ConsultationRow::unit),
            text("chair", ConsultationRow::chair),
            constant("part", ConsultationRow::part),
            bool("heard", ConsultationRow::heard),
            bool("holds_case", ConsultationRow::holdsCase),
            integer("opinions", ConsultationRow::opinions),
            integer("needed", ConsultationRow::needed),
            integer("level", ConsultationRow::level),
            time("convened_at", ConsultationRow::convenedAt),
            time("due_at", ConsultationRow::dueAt));

    private static final Statement WRITE = Statement.of("""
            with open as (select * from %1$s),
            gone as (
              delete from consultation_open c where c.case_id = any(:changed)
                and not exists (select from open o where o.case_id = c.case_id and o.unit = c.unit))
            insert into consultation_open (%2$s) select %2$s from open on conflict (case_id, unit) do update set
              consultation = excluded.consultation, chair = excluded.chair, part = excluded.part,
              heard = excluded.heard, holds_case = excluded.holds_case, opinions = excluded.opinions,
              needed = excluded.needed, level = excluded.level,
              convened_at = excluded.convened_at, due_at = excluded.due_at\
            """.formatted(OPEN.table(), OPEN.names()));

    /** The list as it is read. */
    public static final CaseList<Filter, ConsultationRow> READ = CaseList.<Filter, ConsultationRow>of(
                    "consultation_open", ConsultationRow.class)
            .equalUnlessNull(text("unit", Filter::unit))
            .where("(cast(:unit as text) is not null or part = 'CHAIR')")
            .earliestFirst(
                    List.of("due_at", "case_id", "consultation"),
                    row -> new TimeCursor(row.dueAt(), row.caseId(), row.consultation()));

    /**
     * Filter of consultations.
     *
     * @param unit null for all, each once with the unit that leads it
     */
    public record Filter(@Nullable String unit) {}

    /** Parts that a unit takes in a consultation. */
    public enum Part {
        /** It leads it and answers for its time. */
        CHAIR,
        /** It is asked for its opinion. */
        INVITED
    }

    /**
     * A unit's part in a consultation that is under way.
     *
     * @param chair the unit that leads it
     * @param heard whether the unit has given its opinion
     * @param holdsCase whether nobody gets the case until it is concluded
     * @param opinions how many of those invited have given their opinion
     * @param needed how many have to
     * @param level how often it went one level up
     * @param dueAt when it is, or was, to be concluded
     */
    public record ConsultationRow(
            UUID caseId,
            int consultation,
            String unit,
            String chair,
            Part part,
            boolean heard,
            boolean holdsCase,
            int opinions,
            int needed,
            int level,
            Instant convenedAt,
            Instant dueAt) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("consultation_open"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        return WRITE.bindIds("changed", changed.stream().map(Changed::caseId).toList())
                .bind(OPEN, changed.stream().flatMap(ConsultationList::rows).toList())
                .execute(session)
                .replaceWithVoid();
    }

    private static Stream<ConsultationRow> rows(Changed<RoutingCase> one) {
        return one.state().oversight().consultations().underway().stream().flatMap(open -> {
            var meeting = open.meeting();
            return meeting.units().stream()
                    .map(unit -> new ConsultationRow(
                            one.caseId(),
                            meeting.number(),
                            unit,
                            meeting.chair(),
                            unit.equals(meeting.chair()) ? Part.CHAIR : Part.INVITED,
                            meeting.heard(unit),
                            meeting.holdsCase(),
                            meeting.opinionsThatCount(),
                            meeting.opinionsNeeded(),
                            meeting.level(),
                            meeting.convenedAt(),
                            dueAt(one, meeting)));
        });
    }

    /** Returns when it is to be concluded. */
    private static Instant dueAt(Changed<RoutingCase> one, Meeting meeting) {
        for (var level = meeting.level(); level >= 0; level--) {
            var due = one.deadlines()
                    .find(ConsultationPolicy.consultationOf(meeting.number(), level))
                    .map(Deadline::dueAt);
            if (due.isPresent()) {
                return due.get();
            }
        }
        return meeting.convenedAt();
    }
}

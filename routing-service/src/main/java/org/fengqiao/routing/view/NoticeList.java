package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.Supervision.Fault;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.Supervision.Notice;
import org.fengqiao.routing.model.Supervision.State;

/** The notices to units (督办台账), written with the events they show. */
public final class NoticeList implements CaseView<RoutingCase> {

    private static final Upsert<Issued> WRITE = Upsert.<Issued>into("notice")
            .key(uuid("case_id", Issued::caseId))
            .key(integer("notice", issued -> issued.notice().number()))
            .fixed(constant("level", issued -> issued.notice().issued().level()))
            .fixed(constant("fault", issued -> issued.notice().issued().fault()))
            .fixed(text("unit", issued -> issued.notice().issued().unit()))
            .fixed(text("above", issued -> issued.notice().issued().above()))
            .fixed(text("rule", issued -> issued.notice().issued().rule()))
            .fixed(text("deadline", issued -> issued.notice().issued().deadline()))
            .fixed(time("due_at", issued -> issued.notice().issued().dueAt()))
            .fixed(time("issued_at", issued -> issued.notice().issued().issuedAt()))
            .set(text("issuer", issued -> issued.notice().issuer()))
            .set(text("escalated_to", issued -> issued.notice().escalatedTo()))
            .set(integer("round", issued -> issued.notice().round()))
            .set(constant("state", issued -> issued.notice().state()))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, NoticeRow> READ = CaseList.<Filter, NoticeRow>of("notice", NoticeRow.class)
            .equalUnlessNull(text("unit", Filter::unit))
            .equalUnlessNull(text("escalated_to", Filter::escalatedTo))
            .inUnlessEmpty("fault", Filter::faults)
            .inUnlessEmpty("level", Filter::levels)
            .inUnlessEmpty("state", Filter::states)
            .earliestFirst(
                    List.of("issued_at", "case_id", "notice"),
                    row -> new TimeCursor(row.issuedAt(), row.caseId(), row.notice()));

    /**
     * Filter of notices; a list that is empty stands for all.
     *
     * @param unit to whom they went; null for all
     * @param escalatedTo to whom they went up; null for all
     */
    public record Filter(
            @Nullable String unit,
            @Nullable String escalatedTo,
            List<Fault> faults,
            List<Level> levels,
            List<State> states) {
        public Filter {
            faults = List.copyOf(faults);
            levels = List.copyOf(levels);
            states = List.copyOf(states);
        }
    }

    /**
     * A notice in the list.
     *
     * @param above the unit one level up that was told as well; null if none was
     * @param rule the deadline rule; null if a person issued it
     * @param dueAt when that was due; null if a person issued it
     * @param escalatedTo who has to answer as well; null if it did not go up, or is at the top
     * @param round how often it has gone up
     */
    public record NoticeRow(
            UUID caseId,
            Integer notice,
            Level level,
            Fault fault,
            String unit,
            @Nullable String above,
            String issuer,
            @Nullable String rule,
            @Nullable String deadline,
            @Nullable Instant dueAt,
            Instant issuedAt,
            @Nullable String escalatedTo,
            Integer round,
            State state) {}

    private record Issued(UUID caseId, Notice notice) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("notice"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var issued = changed.stream()
                .flatMap(one -> one.state().oversight().supervision().notices().stream()
                        .map(notice -> new Issued(one.caseId(), notice)))
                .toList();
        return issued.isEmpty() ? Uni.createFrom().voidItem() : WRITE.write(session, issued);
    }
}

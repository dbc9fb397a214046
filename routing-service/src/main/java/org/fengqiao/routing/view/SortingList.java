package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.texts;
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
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.ConsultationSorting;
import org.fengqiao.routing.model.Risk;
import org.fengqiao.routing.model.RoutingCase;

/** The weekly sorting list (周例会): open cases to be consulted on, with reasons; the oldest matter is in front. */
public final class SortingList implements CaseView<RoutingCase> {

    private static final Columns<ProposalRow> LISTED = Columns.of(
            "listed",
            uuid("case_id", ProposalRow::caseId),
            texts("reasons", ProposalRow::reasons),
            text("unit", ProposalRow::unit),
            text("district", ProposalRow::district),
            text("street", ProposalRow::street),
            text("category", ProposalRow::category),
            constant("complexity", ProposalRow::complexity),
            constant("risk", ProposalRow::risk),
            time("open_since", ProposalRow::openSince));

    private static final Statement WRITE = Statement.of("""
            with listed (%2$s) as (select %3$s from %1$s),
            gone as (
              delete from consultation_proposal p where p.case_id = any(:changed)
                and not exists (select from listed l where l.case_id = p.case_id))
            insert into consultation_proposal (%2$s) select %2$s from listed on conflict (case_id) do update set
              reasons = excluded.reasons, unit = excluded.unit, category = excluded.category,
              complexity = excluded.complexity, risk = excluded.risk, open_since = excluded.open_since\
            """.formatted(LISTED.table(), LISTED.names(), LISTED.values()));

    /** The list as it is read. */
    public static final CaseList<Filter, ProposalRow> READ = CaseList.<Filter, ProposalRow>of(
                    "consultation_proposal",
                    "case_id, reasons, unit, district, street, category, complexity, risk, open_since",
                    row -> new ProposalRow(
                            row.getUUID("case_id"),
                            List.of(row.getArrayOfStrings("reasons")),
                            row.getString("unit"),
                            row.getString("district"),
                            row.getString("street"),
                            row.getString("category"),
                            Complexity.valueOf(row.getString("complexity")),
                            Risk.valueOf(row.getString("risk")),
                            row.getOffsetDateTime("open_since").toInstant()))
            .equalUnlessNull(text("district", Filter::district))
            .equalUnlessNull(text("street", Filter::street))
            .equalUnlessNull(text("unit", Filter::unit))
            .earliestFirst(List.of("open_since", "case_id"), row -> new TimeCursor(row.openSince(), row.caseId()));

    private final ConsultationSorting sorting;

    /** Creates the list under this sorting; the rules in force at the time of an event apply to it. */
    public SortingList(ConsultationSorting sorting) {
        this.sorting = sorting;
    }

    /**
     * Filter of the list.
     *
     * @param district null for all
     * @param street null for all
     * @param unit who holds the case; null for all
     */
    public record Filter(
            @Nullable String district,
            @Nullable String street,
            @Nullable String unit) {}

    /**
     * A case that is to be talked about.
     *
     * @param reasons why, one reason a line, each with the rule in front
     * @param unit who holds it; null if nobody does
     * @param street null if not known
     * @param openSince when its matter was accepted on its path
     */
    public record ProposalRow(
            UUID caseId,
            List<String> reasons,
            @Nullable String unit,
            String district,
            @Nullable String street,
            String category,
            Complexity complexity,
            Risk risk,
            Instant openSince) {
        public ProposalRow {
            reasons = List.copyOf(reasons);
        }
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("consultation_proposal"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var listed = changed.stream()
                .flatMap(one -> one.state().judged().map(known -> row(one.caseId(), known, one.at())).stream())
                .filter(row -> !row.reasons().isEmpty())
                .toList();
        return WRITE.bindIds("changed", changed.stream().map(Changed::caseId).toList())
                .bind(LISTED, listed)
                .execute(session)
                .replaceWithVoid();
    }

    private ProposalRow row(UUID caseId, RoutingCase.Known state, Instant now) {
        var dossier = state.dossier();
        return new ProposalRow(
                caseId,
                sorting.reasons(state, now),
                state.unit(),
                dossier.place().district(),
                dossier.place().street(),
                dossier.triage().category(),
                dossier.triage().complexity(),
                dossier.triage().risk(),
                dossier.openSince());
    }
}

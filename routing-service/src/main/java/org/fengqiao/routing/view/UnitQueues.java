package org.fengqiao.routing.view;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.policy.RoutingPolicy;

/** Which cases each unit holds, written with the events that put them there. */
public final class UnitQueues implements CaseView<RoutingCase> {

    private static final String WRITE = """
            insert into custody as c
              (case_id, version, status, custody, unit, worker, path, category, complexity, risk, claim_by, district, street)
            select case_id, version, status, custody, unit, worker, path, category, complexity, risk,
              cast(claim_by as timestamptz), district, street
            from unnest(cast(:cases as uuid[]), cast(:versions as bigint[]), cast(:statuses as text[]),
              cast(:custodies as int[]), cast(:units as text[]), cast(:workers as text[]), cast(:paths as text[]),
              cast(:categories as text[]), cast(:complexities as text[]), cast(:risks as text[]),
              cast(:claims as text[]), cast(:districts as text[]), cast(:streets as text[]))
              as u (case_id, version, status, custody, unit, worker, path, category, complexity, risk, claim_by, district, street)
            on conflict (case_id) do update set
              version = excluded.version, status = excluded.status, custody = excluded.custody, unit = excluded.unit,
              worker = excluded.worker, path = excluded.path, category = excluded.category,
              complexity = excluded.complexity, risk = excluded.risk, claim_by = excluded.claim_by""";

    private record Row(UUID caseId, long version, RoutingCase.Known state, Deadlines deadlines) {

        /** When the latest assignment must be, or had to be, claimed; null before the first. */
        @Nullable
        String claimBy() {
            return deadlines
                    .find(RoutingPolicy.claimOf(state.dossier().custody()))
                    .map(claim -> claim.dueAt().toString())
                    .orElse(null);
        }

        static String[] text(List<Row> rows, Function<Row, @Nullable String> column) {
            return rows.stream().map(column).toArray(String[]::new);
        }
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var rows = new ArrayList<Row>();
        for (var one : changed) {
            switch (one.state()) {
                case RoutingCase.Known state -> rows.add(new Row(one.caseId(), one.version(), state, one.deadlines()));
                case RoutingCase.NotTriaged _ ->
                    throw new IllegalStateException("a case with events that was never triaged: " + one.caseId());
            }
        }
        return session.createNativeQuery(WRITE)
                .setParameter("cases", rows.stream().map(Row::caseId).toArray(UUID[]::new))
                .setParameter("versions", rows.stream().map(Row::version).toArray(Long[]::new))
                .setParameter(
                        "statuses",
                        Row.text(rows, row -> CaseStatus.of(row.state()).name()))
                .setParameter(
                        "custodies",
                        rows.stream()
                                .map(row -> row.state().dossier().custody())
                                .toArray(Integer[]::new))
                .setParameter("units", Row.text(rows, row -> CaseSheet.unitOf(row.state())))
                .setParameter("workers", Row.text(rows, row -> CaseSheet.workerOf(row.state())))
                .setParameter(
                        "paths",
                        Row.text(
                                rows,
                                row -> row.state().dossier().triage().path().name()))
                .setParameter(
                        "categories",
                        Row.text(rows, row -> row.state().dossier().triage().category()))
                .setParameter(
                        "complexities",
                        Row.text(
                                rows,
                                row -> row.state()
                                        .dossier()
                                        .triage()
                                        .complexity()
                                        .name()))
                .setParameter(
                        "risks",
                        Row.text(
                                rows,
                                row -> row.state().dossier().triage().risk().name()))
                .setParameter("claims", Row.text(rows, Row::claimBy))
                .setParameter(
                        "districts",
                        Row.text(rows, row -> row.state().dossier().place().district()))
                .setParameter(
                        "streets",
                        Row.text(rows, row -> row.state().dossier().place().street()))
                .executeUpdate()
                .replaceWithVoid();
    }
}

package org.fengqiao.mediation.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.Proceeding;
import org.fengqiao.mediation.model.Revisits.Plan;

/** The lists of mediations and of revisits to be made, written with the events they show. */
@Singleton
public class MediationLists implements CaseView<Mediation> {

    private static final String WRITE_MEDIATIONS = """
            insert into mediation_overview as o
              (case_id, custody, unit, mediator, category, district, street, status, opened_at, version)
            select u.case_id, u.custody, u.unit, u.mediator, u.category, u.district, u.street, u.status,
              cast(u.opened_at as timestamptz), u.version
            from unnest(cast(:cases as uuid[]), cast(:custodies as int[]), cast(:units as text[]), cast(:mediators as text[]),
              cast(:categories as text[]), cast(:districts as text[]), cast(:streets as text[]), cast(:statuses as text[]),
              cast(:openedAts as text[]), cast(:versions as bigint[]))
              as u (case_id, custody, unit, mediator, category, district, street, status, opened_at, version)
            on conflict (case_id) do update set
              custody = excluded.custody, unit = excluded.unit, mediator = excluded.mediator, category = excluded.category,
              district = excluded.district, street = excluded.street, status = excluded.status,
              opened_at = excluded.opened_at, version = excluded.version""";

    /** A plan never changes: a revisit that is listed already stays as it is, and one that is not to be made any more goes. */
    private static final String WRITE_REVISITS = """
            with due as (
              select u.case_id, u.revisit, u.closure, u.unit, cast(u.due_at as timestamptz) as due_at
              from unnest(cast(:cases as uuid[]), cast(:revisits as int[]), cast(:closures as int[]), cast(:units as text[]),
                cast(:dueAts as text[])) as u (case_id, revisit, closure, unit, due_at)),
            gone as (
              delete from revisit_due r where r.case_id = any(:changed)
                and not exists (select from due d where d.case_id = r.case_id and d.revisit = r.revisit))
            insert into revisit_due (case_id, revisit, closure, unit, due_at)
            select * from due on conflict (case_id, revisit) do nothing""";

    private record Row(
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

    private record Due(UUID caseId, Plan plan) {}

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        var rows = new ArrayList<Row>();
        var due = new ArrayList<Due>();
        var revisited = new ArrayList<UUID>();
        for (var one : changed) {
            row(one, rows);
            if (!one.state().revisits().all().isEmpty()) {
                revisited.add(one.caseId());
                one.state().revisits().pending().forEach(plan -> due.add(new Due(one.caseId(), plan)));
            }
        }
        return writeMediations(session, rows).chain(() -> writeRevisits(session, revisited, due));
    }

    private static void row(Changed<Mediation> one, List<Row> rows) {
        var proceeding = one.state().proceeding();
        var status = MediationStatus.of(proceeding);
        switch (proceeding) {
            case Proceeding.NotOpened _ -> {
                // Nothing to list: the case has only revisits here.
            }
            case Proceeding.Mediated p -> {
                var opening = p.opening();
                rows.add(new Row(
                        one.caseId(),
                        opening.custody(),
                        opening.unit(),
                        p.talks().mediator(),
                        opening.category(),
                        opening.place().district(),
                        opening.place().street(),
                        status,
                        opening.openedAt(),
                        one.version()));
            }
            case Proceeding.FastTrack p -> {
                var claim = p.claim();
                rows.add(new Row(
                        one.caseId(),
                        claim.custody(),
                        claim.unit(),
                        null,
                        claim.category(),
                        null,
                        null,
                        status,
                        claim.filedAt(),
                        one.version()));
            }
        }
    }

    private static Uni<Void> writeMediations(Mutiny.StatelessSession session, List<Row> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(WRITE_MEDIATIONS)
                        .setParameter("cases", rows.stream().map(Row::caseId).toArray(UUID[]::new))
                        .setParameter(
                                "custodies", rows.stream().map(Row::custody).toArray(Integer[]::new))
                        .setParameter("units", rows.stream().map(Row::unit).toArray(String[]::new))
                        .setParameter(
                                "mediators", rows.stream().map(Row::mediator).toArray(String[]::new))
                        .setParameter(
                                "categories", rows.stream().map(Row::category).toArray(String[]::new))
                        .setParameter(
                                "districts", rows.stream().map(Row::district).toArray(String[]::new))
                        .setParameter("streets", rows.stream().map(Row::street).toArray(String[]::new))
                        .setParameter(
                                "statuses",
                                rows.stream().map(row -> row.status().name()).toArray(String[]::new))
                        .setParameter(
                                "openedAts",
                                rows.stream()
                                        .map(row -> row.openedAt().toString())
                                        .toArray(String[]::new))
                        .setParameter(
                                "versions", rows.stream().map(Row::version).toArray(Long[]::new))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static Uni<Void> writeRevisits(Mutiny.StatelessSession session, List<UUID> changed, List<Due> due) {
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(WRITE_REVISITS)
                        .setParameter("changed", changed.toArray(UUID[]::new))
                        .setParameter("cases", due.stream().map(Due::caseId).toArray(UUID[]::new))
                        .setParameter(
                                "revisits",
                                due.stream().map(one -> one.plan().number()).toArray(Integer[]::new))
                        .setParameter(
                                "closures",
                                due.stream().map(one -> one.plan().closure()).toArray(Integer[]::new))
                        .setParameter(
                                "units",
                                due.stream().map(one -> one.plan().unit()).toArray(String[]::new))
                        .setParameter(
                                "dueAts",
                                due.stream()
                                        .map(one -> one.plan().dueAt().toString())
                                        .toArray(String[]::new))
                        .executeUpdate()
                        .replaceWithVoid();
    }
}

package org.fengqiao.mediation.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.Proceeding;
import org.fengqiao.mediation.model.Revisits.Plan;

/** The lists of mediations and of revisits to be made, written with the events they show. */
@Singleton
public class MediationLists implements CaseView<Mediation> {

    private static final Upsert<Row> MEDIATIONS = Upsert.<Row>into("mediation_overview")
            .key(uuid("case_id", Row::caseId))
            .set(integer("custody", Row::custody))
            .set(text("unit", Row::unit))
            .set(text("mediator", Row::mediator))
            .set(text("category", Row::category))
            .set(text("district", Row::district))
            .set(text("street", Row::street))
            .set(constant("status", Row::status))
            .set(time("opened_at", Row::openedAt))
            .set(bigint("version", Row::version))
            .build();

    private static final Columns<Due> DUE = Columns.of(
            "due",
            uuid("case_id", Due::caseId),
            integer("revisit", due -> due.plan().number()),
            integer("closure", due -> due.plan().closure()),
            text("unit", due -> due.plan().unit()),
            time("due_at", due -> due.plan().dueAt()));

    /** A plan never changes: a revisit that is listed already stays as it is, and one that is not to be made any more goes. */
    private static final Statement WRITE_REVISITS = Statement.of("""
            with due as (select * from %1$s),
            gone as (
              delete from revisit_due r where r.case_id = any(:changed)
                and not exists (select from due d where d.case_id = r.case_id and d.revisit = r.revisit))
            insert into revisit_due (%2$s) select %2$s from due on conflict (case_id, revisit) do nothing\
            """.formatted(DUE.table(), DUE.names()));

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
        return Pipeline.of(MEDIATIONS.write(session, rows), writeRevisits(session, revisited, due));
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

    private static Uni<Void> writeRevisits(Mutiny.StatelessSession session, List<UUID> changed, List<Due> due) {
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : WRITE_REVISITS
                        .bindIds("changed", changed)
                        .bind(DUE, due)
                        .execute(session)
                        .replaceWithVoid();
    }
}

package org.fengqiao.petition.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.Petition.Begun;
import org.fengqiao.petition.model.Petition.Opening;

/** The list of agencies, written with the events it shows. */
@Singleton
public class PetitionList implements CaseView<Petition> {

    private static final Upsert<Listed> AGENCIES = Upsert.<Listed>into("petition_overview")
            .key(uuid("case_id", listed -> listed.changed().caseId()))
            .set(text("petition_id", listed -> listed.opening().petitionId()))
            .set(integer("custody", listed -> listed.opening().custody()))
            .set(text("unit", listed -> listed.opening().unit()))
            .set(text("worker", listed -> listed.opening().worker()))
            .set(text("category", listed -> listed.opening().category()))
            .set(text("district", listed -> listed.opening().place().district()))
            .set(text("street", listed -> listed.opening().place().street()))
            .set(constant("status", listed -> PetitionStatus.of(listed.changed().state())))
            .set(time("opened_at", listed -> listed.opening().openedAt()))
            .set(bigint("version", listed -> listed.changed().version()))
            .build();

    private static final Statement READ = Statement.of("""
            select o.case_id, o.petition_id, o.custody, o.unit, o.worker, o.category, o.district, o.street, o.status,
              o.opened_at, o.version
            from petition_overview o
            where (cast(:unit as text) is null or o.unit = :unit)
              and (cardinality(cast(:statuses as text[])) = 0 or o.status = any(:statuses))
              and (o.opened_at, o.case_id) > (:time, :caseId)
              and %s
            order by o.opened_at, o.case_id limit :count\
            """.formatted(Jurisdiction.cases("o.case_id")));

    private final Mutiny.SessionFactory sessions;

    PetitionList(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * An agency in the list.
     *
     * @param street null if not known
     */
    public record Agency(
            UUID caseId,
            String petitionId,
            int custody,
            String unit,
            String worker,
            String category,
            String district,
            @Nullable String street,
            PetitionStatus status,
            Instant openedAt,
            long version) {}

    private record Listed(Changed<Petition> changed, Opening opening) {}

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Petition>> changed) {
        var rows = changed.stream()
                .flatMap(one -> one.state() instanceof Begun begun
                        ? Stream.of(new Listed(one, begun.opening()))
                        : Stream.<Listed>empty())
                .toList();
        return AGENCIES.write(session, rows);
    }

    /**
     * Agencies, the one opened first in front.
     *
     * @param unit null for all units
     * @param statuses empty for all
     * @param jurisdiction only of cases within it
     */
    public Uni<Page<Agency>> read(
            @Nullable String unit, List<PetitionStatus> statuses, Jurisdiction jurisdiction, Page.Request page) {
        var after = TimeCursor.after(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(READ.bind("unit", unit)
                                .bindConstants("statuses", statuses)
                                .bind("time", after.time())
                                .bind("caseId", after.caseId())
                                .bind("count", page.fetch()))
                        .list(session, PetitionList::agency))
                .map(agencies -> Page.of(agencies, page, agency -> new TimeCursor(agency.openedAt(), agency.caseId())));
    }

    private static Agency agency(Row row) {
        return new Agency(
                row.getUUID("case_id"),
                row.getString("petition_id"),
                row.getInteger("custody"),
                row.getString("unit"),
                row.getString("worker"),
                row.getString("category"),
                row.getString("district"),
                row.getString("street"),
                Rows.constant(row, "status", PetitionStatus.class),
                Rows.time(row, "opened_at"),
                row.getLong("version"));
    }
}

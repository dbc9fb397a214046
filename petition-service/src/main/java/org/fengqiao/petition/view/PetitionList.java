package org.fengqiao.petition.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.Petition.Begun;
import org.fengqiao.petition.model.Petition.Opening;

/** The list of agencies, written with the events it shows. */
@Singleton
public class PetitionList implements CaseView<Petition> {

    private static final String WRITE = """
            insert into petition_overview as o
              (case_id, petition_id, custody, unit, worker, category, district, street, status, opened_at, version)
            select u.case_id, u.petition_id, u.custody, u.unit, u.worker, u.category, u.district, u.street, u.status,
              cast(u.opened_at as timestamptz), u.version
            from unnest(cast(:cases as uuid[]), cast(:petitions as text[]), cast(:custodies as int[]), cast(:units as text[]),
              cast(:workers as text[]), cast(:categories as text[]), cast(:districts as text[]), cast(:streets as text[]),
              cast(:statuses as text[]), cast(:openedAts as text[]), cast(:versions as bigint[]))
              as u (case_id, petition_id, custody, unit, worker, category, district, street, status, opened_at, version)
            on conflict (case_id) do update set
              petition_id = excluded.petition_id, custody = excluded.custody, unit = excluded.unit, worker = excluded.worker,
              category = excluded.category, district = excluded.district, street = excluded.street,
              status = excluded.status, opened_at = excluded.opened_at, version = excluded.version""";

    private static final String READ = """
            select o.case_id, o.petition_id, o.custody, o.unit, o.worker, o.category, o.district, o.street, o.status,
              cast(extract(epoch from o.opened_at) * 1000000 as bigint), o.version
            from petition_overview o
            where (cast(:unit as text) is null or o.unit = :unit)
              and (cardinality(cast(:statuses as text[])) = 0 or o.status = any(cast(:statuses as text[])))
              and (o.opened_at, o.case_id) > (to_timestamp(cast(:micros as bigint) / 1000000.0), cast(:caseId as uuid))
              and %s
            order by o.opened_at, o.case_id limit :count""".formatted(Jurisdiction.cases("o.case_id"));

    private final Mutiny.SessionFactory sessions;

    PetitionList(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * An agency in the list.
     *
     * @param street null if not known
     */
    public record Row(
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
            long version,
            @JsonIgnore String key) {}

    private record Listed(Changed<Petition> changed, Opening opening) {}

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Petition>> changed) {
        var rows = changed.stream()
                .flatMap(one -> one.state() instanceof Begun begun
                        ? Stream.of(new Listed(one, begun.opening()))
                        : Stream.<Listed>empty())
                .toList();
        return session.createNativeQuery(WRITE)
                .setParameter(
                        "cases",
                        rows.stream().map(row -> row.changed().caseId()).toArray(UUID[]::new))
                .setParameter("petitions", texts(rows, row -> row.opening().petitionId()))
                .setParameter(
                        "custodies",
                        rows.stream().map(row -> row.opening().custody()).toArray(Integer[]::new))
                .setParameter("units", texts(rows, row -> row.opening().unit()))
                .setParameter("workers", texts(rows, row -> row.opening().worker()))
                .setParameter("categories", texts(rows, row -> row.opening().category()))
                .setParameter(
                        "districts", texts(rows, row -> row.opening().place().district()))
                .setParameter(
                        "streets", texts(rows, row -> row.opening().place().street()))
                .setParameter(
                        "statuses",
                        texts(
                                rows,
                                row -> PetitionStatus.of(row.changed().state()).name()))
                .setParameter(
                        "openedAts", texts(rows, row -> row.opening().openedAt().toString()))
                .setParameter(
                        "versions",
                        rows.stream().map(row -> row.changed().version()).toArray(Long[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static @Nullable String[] texts(
            List<Listed> rows, java.util.function.Function<Listed, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /**
     * Agencies, the one opened first in front.
     *
     * @param unit null for all units
     * @param statuses empty for all
     * @param jurisdiction only of cases within it
     */
    public Uni<Page<Row>> read(
            @Nullable String unit, List<PetitionStatus> statuses, Jurisdiction jurisdiction, Page.Request page) {
        var after = After.of(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(session.createNativeQuery(READ, Object[].class)
                                .setParameter("unit", unit)
                                .setParameter(
                                        "statuses",
                                        statuses.stream().map(Enum::name).toArray(String[]::new))
                                .setParameter("micros", after.micros())
                                .setParameter("caseId", after.caseId())
                                .setParameter("count", page.fetch()))
                        .getResultList())
                .map(rows -> Page.of(rows.stream().map(PetitionList::row).toList(), page, Row::key));
    }

    /** After which time and case a page begins. */
    private record After(long micros, UUID caseId) {

        static After of(Page.Request page) {
            var key = page.after();
            if (key.isEmpty()) {
                return new After(-62_135_596_800_000_000L, new UUID(0, 0));
            }
            var parts = key.split("/", -1);
            try {
                return new After(Long.parseLong(parts[0]), UUID.fromString(parts[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
                throw Problem.badInput(List.of(
                                new OffendingField("cursor", "wrong-form", "Take the cursor from the page before.")))
                        .exception();
            }
        }
    }

    private static Row row(Object[] row) {
        var caseId = (UUID) row[0];
        var micros = ((Number) row[9]).longValue();
        return new Row(
                caseId,
                (String) row[1],
                ((Number) row[2]).intValue(),
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                PetitionStatus.valueOf((String) row[8]),
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000),
                ((Number) row[10]).longValue(),
                micros + "/" + caseId);
    }
}

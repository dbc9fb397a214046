package org.fengqiao.mediation.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** Reads the lists. */
@Singleton
public class ListQueries {

    private static final String MEDIATIONS = """
            select o.case_id, o.custody, o.unit, o.mediator, o.category, o.district, o.street, o.status,
              cast(extract(epoch from o.opened_at) * 1000000 as bigint), o.version
            from mediation_overview o
            where (cast(:unit as text) is null or o.unit = :unit)
              and (cast(:mediator as text) is null or o.mediator = :mediator)
              and (cardinality(cast(:statuses as text[])) = 0 or o.status = any(cast(:statuses as text[])))
              and (o.opened_at, o.case_id) > (to_timestamp(cast(:micros as bigint) / 1000000.0), cast(:caseId as uuid))
              and %s
            order by o.opened_at, o.case_id limit :count""".formatted(Jurisdiction.cases("o.case_id"));

    private static final String REVISITS = """
            select d.case_id, d.revisit, d.closure, d.unit, cast(extract(epoch from d.due_at) * 1000000 as bigint)
            from revisit_due d
            where (cast(:unit as text) is null or d.unit = :unit)
              and (cast(:dueBefore as text) is null or d.due_at < cast(cast(:dueBefore as text) as timestamptz))
              and (d.due_at, d.case_id, d.revisit)
                > (to_timestamp(cast(:micros as bigint) / 1000000.0), cast(:caseId as uuid), cast(:revisit as int))
              and %s
            order by d.due_at, d.case_id, d.revisit limit :count""".formatted(Jurisdiction.cases("d.case_id"));

    private final Mutiny.SessionFactory sessions;

    ListQueries(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * A mediation or fast track in a list.
     *
     * @param mediator null on the fast track
     * @param district null on the fast track
     * @param street null if not known
     */
    public record MediationRow(
            UUID caseId,
            int custody,
            String unit,
            @Nullable String mediator,
            String category,
            @Nullable String district,
            @Nullable String street,
            MediationStatus status,
            Instant openedAt,
            long version,
            @JsonIgnore String key) {}

    /** A revisit nobody has made yet. */
    public record RevisitRow(
            UUID caseId,
            int revisit,
            int closure,
            String unit,
            Instant dueAt,
            @JsonIgnore String key) {}

    /** Where a page begins: after a time, a case, and a revisit of it. */
    private record Place(long micros, UUID caseId, int revisit) {

        static final Place FIRST = new Place(-62_135_596_800_000_000L, new UUID(0, 0), 0);

        static String key(long micros, UUID caseId, int revisit) {
            return micros + "/" + caseId + "/" + revisit;
        }

        static Place after(Page.Request page) {
            var key = page.after();
            if (key.isEmpty()) {
                return FIRST;
            }
            var parts = key.split("/", -1);
            try {
                return new Place(Long.parseLong(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
                throw Problem.badInput(List.of(
                                new OffendingField("cursor", "wrong-form", "Take the cursor from the page before.")))
                        .exception();
            }
        }
    }

    /**
     * Mediations, the one opened first in front.
     *
     * @param unit null for all units
     * @param mediator null for all mediators
     * @param statuses empty for all
     * @param jurisdiction only of cases within it
     */
    public Uni<Page<MediationRow>> mediations(
            @Nullable String unit,
            @Nullable String mediator,
            List<MediationStatus> statuses,
            Jurisdiction jurisdiction,
            Page.Request page) {
        var after = Place.after(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(session.createNativeQuery(MEDIATIONS, Object[].class)
                                .setParameter("unit", unit)
                                .setParameter("mediator", mediator)
                                .setParameter(
                                        "statuses",
                                        statuses.stream().map(Enum::name).toArray(String[]::new))
                                .setParameter("micros", after.micros())
                                .setParameter("caseId", after.caseId())
                                .setParameter("count", page.fetch()))
                        .getResultList())
                .map(rows -> Page.of(rows.stream().map(ListQueries::mediation).toList(), page, MediationRow::key));
    }

    /**
     * Revisits nobody has made yet, the one due first in front.
     *
     * @param unit null for all units
     * @param dueBefore null for all times
     * @param jurisdiction only of cases within it
     */
    public Uni<Page<RevisitRow>> revisits(
            @Nullable String unit, @Nullable Instant dueBefore, Jurisdiction jurisdiction, Page.Request page) {
        var after = Place.after(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(session.createNativeQuery(REVISITS, Object[].class)
                                .setParameter("unit", unit)
                                .setParameter("dueBefore", dueBefore == null ? null : dueBefore.toString())
                                .setParameter("micros", after.micros())
                                .setParameter("caseId", after.caseId())
                                .setParameter("revisit", after.revisit())
                                .setParameter("count", page.fetch()))
                        .getResultList())
                .map(rows -> Page.of(rows.stream().map(ListQueries::revisit).toList(), page, RevisitRow::key));
    }

    private static MediationRow mediation(Object[] row) {
        var caseId = (UUID) row[0];
        var micros = ((Number) row[8]).longValue();
        return new MediationRow(
                caseId,
                ((Number) row[1]).intValue(),
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                MediationStatus.valueOf((String) row[7]),
                instant(micros),
                ((Number) row[9]).longValue(),
                Place.key(micros, caseId, 0));
    }

    private static RevisitRow revisit(Object[] row) {
        var caseId = (UUID) row[0];
        var revisit = ((Number) row[1]).intValue();
        var micros = ((Number) row[4]).longValue();
        return new RevisitRow(
                caseId,
                revisit,
                ((Number) row[2]).intValue(),
                (String) row[3],
                instant(micros),
                Place.key(micros, caseId, revisit));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}

package org.fengqiao.routing.view;

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

/** Reads the queue of a unit. */
@Singleton
public class QueueQuery {

    /** Times travel as microseconds since 1970: exact, and the same whatever the zone of the session. */
    private static final String QUEUE = """
            select c.case_id, c.version, c.status, c.custody, c.worker, c.path, c.category, c.complexity, c.risk,
              c.district, c.street, cast(extract(epoch from c.claim_by) * 1000000 as bigint)
            from custody c
            where c.unit = :unit and c.status in ('ASSIGNED', 'CLAIMED')
              and (c.claim_by, c.case_id) > (to_timestamp(cast(:micros as bigint) / 1000000.0), cast(:caseId as uuid))
              and %s
            order by c.claim_by, c.case_id limit :count""".formatted(Jurisdiction.cases("c.case_id"));

    private final Mutiny.SessionFactory sessions;

    QueueQuery(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * A case in a unit's queue.
     *
     * @param worker who claimed it; null if nobody has
     * @param street null if not known
     * @param claimBy when it must be, or had to be, claimed
     */
    public record Waiting(
            UUID caseId,
            long version,
            CaseStatus status,
            int custody,
            @Nullable String worker,
            String path,
            String category,
            String complexity,
            String risk,
            String district,
            @Nullable String street,
            Instant claimBy,
            @JsonIgnore String key) {}

    /** Where a page begins. */
    private record Place(long micros, UUID caseId) {

        /** Before every time PostgreSQL is asked about here: the year 1. */
        static final Place FIRST = new Place(-62_135_596_800_000_000L, new UUID(0, 0));

        static Place after(Page.Request page) {
            var key = page.after();
            if (key.isEmpty()) {
                return FIRST;
            }
            var parts = key.split("/", -1);
            try {
                return new Place(Long.parseLong(parts[0]), UUID.fromString(parts[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
                throw Problem.badInput(List.of(
                                new OffendingField("cursor", "wrong-form", "Take the cursor from the page before.")))
                        .exception();
            }
        }
    }

    /** The cases within a jurisdiction that a unit holds, the one to be claimed first in front. */
    public Uni<Page<Waiting>> of(String unit, Jurisdiction jurisdiction, Page.Request page) {
        var after = Place.after(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(session.createNativeQuery(QUEUE, Object[].class)
                                .setParameter("unit", unit)
                                .setParameter("micros", after.micros())
                                .setParameter("caseId", after.caseId())
                                .setParameter("count", page.fetch()))
                        .getResultList())
                .map(rows -> Page.of(rows.stream().map(QueueQuery::waiting).toList(), page, Waiting::key));
    }

    private static Waiting waiting(Object[] row) {
        var caseId = (UUID) row[0];
        var micros = ((Number) row[11]).longValue();
        return new Waiting(
                caseId,
                ((Number) row[1]).longValue(),
                CaseStatus.valueOf((String) row[2]),
                ((Number) row[3]).intValue(),
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (String) row[10],
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000),
                micros + "/" + caseId);
    }
}

package org.fengqiao.analytics.projection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;

/** The history of a case across all services, in the order of the log. */
@Singleton
public class History {

    private static final String EVENTS = """
            select position, service, sequence, event_id, type, occurred_at, recorded_at, known_at, actor_id,
              actor_unit, actor_role, on_behalf_of, correlation_id, causation_id, data
            from recorded_event
            where case_id = :caseId and position > :after and known_at <= cast(cast(:asOf as text) as timestamptz)
            order by position limit :count""";

    /**
     * One event of the history.
     *
     * @param position its place in the history of the case, from 1 without gaps
     * @param service who wrote it
     * @param sequence its number in that service's stream of the case
     * @param occurredAt when it took effect
     * @param recordedAt when it was recorded
     * @param knownAt from when on {@code asOf} shows it: when it was recorded, but never before what precedes it here
     * @param actor who did it; null where the log does not say
     * @param data its body as it was written
     */
    public record Entry(
            long position,
            String service,
            long sequence,
            UUID eventId,
            String type,
            Instant occurredAt,
            Instant recordedAt,
            Instant knownAt,
            @Nullable Actor actor,
            @Nullable UUID correlationId,
            @Nullable UUID causationId,
            @JsonRawValue String data) {

        private static Entry of(Object[] row) {
            return new Entry(
                    ((Number) row[0]).longValue(),
                    (String) row[1],
                    ((Number) row[2]).longValue(),
                    (UUID) row[3],
                    (String) row[4],
                    Projection.instant(row[5]),
                    Projection.instant(row[6]),
                    Projection.instant(row[7]),
                    row[8] == null || row[10] == null
                            ? null
                            : new Actor((String) row[8], (String) row[9], (String) row[10], (String) row[11]),
                    (UUID) row[12],
                    (UUID) row[13],
                    (String) row[14]);
        }
    }

    /**
     * Events of a case.
     *
     * @param after the position after which to begin, 0 for the beginning
     * @param asOf the time whose knowledge counts; null for everything known
     * @param count how many at most
     */
    public Uni<List<Entry>> read(
            Mutiny.StatelessSession session, UUID caseId, long after, @Nullable Instant asOf, int count) {
        return session.createNativeQuery(EVENTS, Object[].class)
                .setParameter("caseId", caseId)
                .setParameter("after", after)
                .setParameter("asOf", asOf == null ? "infinity" : asOf.toString())
                .setParameter("count", count)
                .getResultList()
                .map(rows -> rows.stream().map(Entry::of).toList());
    }
}

package org.fengqiao.analytics.projection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.timeline.Timeline;
import org.fengqiao.analytics.timeline.Told;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/** The history of a case across all services, in the order of the log. */
@Singleton
public class History {

    private final ObjectMapper json;

    public History(ObjectMapper json) {
        this.json = json;
    }

    private static final String EVENTS = """
            select position, service, sequence, event_id, type, occurred_at, recorded_at, known_at, actor_id,
              actor_unit, actor_role, on_behalf_of, correlation_id, causation_id, data
            from recorded_event
            where case_id = :caseId and position > :after and known_at <= cast(cast(:asOf as text) as timestamptz)
            order by position limit :count""";

    /** The bodies of few events are read: those a timeline is made of. */
    private static final Statement TIMELINE = Statement.of("""
            select position, event_id, service, split_part(type, '.', 3) as event, occurred_at, recorded_at, actor_id,
              actor_unit, actor_role,
              case when split_part(type, '.', 3) = any(:read) then data end as data
            from recorded_event
            where case_id = :caseId and known_at <= coalesce(:asOf, timestamptz 'infinity')
            order by position""");

    private static final String ONE = """
            select position, service, sequence, event_id, type, occurred_at, recorded_at, known_at, actor_id,
              actor_unit, actor_role, on_behalf_of, correlation_id, causation_id, data
            from recorded_event where case_id = :caseId and position = :position""";

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

    /** Returns the event of the case at the position; null if there is none. */
    public Uni<@Nullable Entry> one(Mutiny.StatelessSession session, UUID caseId, long position) {
        return session.createNativeQuery(ONE, Object[].class)
                .setParameter("caseId", caseId)
                .setParameter("position", position)
                .getResultList()
                .map(rows -> rows.isEmpty() ? null : Entry.of(rows.getFirst()));
    }

    /**
     * Returns all events of a case as a timeline needs them, in the order of the log.
     *
     * @param asOf the time whose knowledge counts; null for everything known
     */
    public Uni<List<Told>> told(Mutiny.StatelessSession session, UUID caseId, @Nullable Instant asOf) {
        return TIMELINE.bind("caseId", caseId)
                .bind("asOf", asOf)
                .bindTexts("read", Timeline.READ)
                .list(session, this::told);
    }

    private Told told(Row row) {
        return new Told(
                row.getLong("position"),
                row.getUUID("event_id"),
                row.getString("service"),
                row.getString("event"),
                Rows.time(row, "occurred_at"),
                Rows.time(row, "recorded_at"),
                row.getString("actor_id"),
                row.getString("actor_unit"),
                row.getString("actor_role"),
                row.getString("data") == null ? null : tree(row.getString("data")));
    }

    private @Nullable JsonNode tree(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException _) {
            // It was JSON when it was followed; a timeline goes without a body that is none.
            return null;
        }
    }
}

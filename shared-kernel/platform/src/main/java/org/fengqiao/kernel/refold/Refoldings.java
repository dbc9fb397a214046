package org.fengqiao.kernel.refold;

import static java.util.stream.Collectors.toMap;
import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.texts;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.refold.Refolding.Kind;
import org.fengqiao.kernel.refold.Refolding.Phase;
import org.fengqiao.kernel.refold.Refolding.State;
import org.fengqiao.kernel.refold.Refolding.TableResult;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/** The refoldings of a service, in its database: how far each is stands in the transaction of the work. */
@Singleton
class Refoldings {

    /** Number of ended refoldings that are kept. */
    private static final int KEPT = 20;

    private static final Statement ADD = Statement.of("""
            insert into refolding (refolding_id, kind, tables, state, phase, reason, asked_by, asked_at)
            values (:id, :kind, cast(:tables as text[]), 'RUNNING', 'PREPARING', :reason, :by, :at)
            on conflict do nothing""");

    private static final Statement FORGET = Statement.of("""
            delete from refolding where state <> 'RUNNING' and refolding_id not in (
              select refolding_id from refolding order by asked_at desc, refolding_id desc limit :kept)""");

    private static final Statement LIST =
            Statement.of("select * from refolding order by asked_at desc, refolding_id desc limit :kept");

    private static final Statement FIND = Statement.of("select * from refolding where refolding_id = :id");

    private static final Statement ABANDONED = Statement.of("""
            select refolding_id from refolding where state = 'RUNNING' and (worker is null or worker = :me
              or beat_at < clock_timestamp() - cast(:silence as bigint) * interval '1 millisecond')""");

    private static final Statement CLAIM = Statement.of("""
            update refolding set worker = :me, beat_at = clock_timestamp()
            where refolding_id = :id and state = 'RUNNING' and (worker is null or worker = :me
              or beat_at < clock_timestamp() - cast(:silence as bigint) * interval '1 millisecond')
            returning kind, array_to_string(tables, ',') as tables, phase, source, after_stream, streams, of_streams,
              events, worked_ms, differing, result""");

    private static final Statement ADVANCE = Statement.of("""
            update public.refolding set phase = :phase, source = :source, after_stream = :after, streams = :streams,
              of_streams = :of, events = :events, worked_ms = :worked, differing = :differing, result = :result
            where refolding_id = :id""");

    private static final Statement END = Statement.of("""
            update public.refolding set state = :state, phase = 'OVER', ended_at = :at, ended_by = :by,
              failure = :failure
            where refolding_id = :id and state = 'RUNNING'""");

    private static final Statement DIFFERENCES = Statement.of("""
            select * from refolding_difference where refolding_id = :id and number > :after
            order by number limit :count""");

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    Refoldings(Mutiny.SessionFactory sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    /**
     * Place that a refolding has reached.
     *
     * @param source counts the sources from 0
     * @param after the last stream that is done; null before the first
     * @param workedMillis how long it worked
     */
    record Place(
            Kind kind,
            List<String> tables,
            Phase phase,
            int source,
            @Nullable UUID after,
            long streams,
            long of,
            long events,
            long workedMillis,
            long differing,
            Map<String, TableResult> results) {

        Place at(Phase newPhase) {
            return new Place(
                    kind, tables, newPhase, source, after, streams, of, events, workedMillis, differing, results);
        }

        Place prepared(long newOf) {
            return new Place(
                    kind,
                    tables,
                    Phase.FOLDING,
                    source,
                    after,
                    streams,
                    newOf,
                    events,
                    workedMillis,
                    differing,
                    results);
        }

        Place nextSource() {
            return new Place(
                    kind, tables, phase, source + 1, null, streams, of, events, workedMillis, differing, results);
        }

        Place folded(UUID last, long moreStreams, long moreEvents) {
            return new Place(
                    kind,
                    tables,
                    phase,
                    source,
                    last,
                    streams + moreStreams,
                    of,
                    events + moreEvents,
                    workedMillis,
                    differing,
                    results);
        }

        Place worked(long moreMillis) {
            return new Place(
                    kind,
                    tables,
                    phase,
                    source,
                    after,
                    streams,
                    of,
                    events,
                    workedMillis + moreMillis,
                    differing,
                    results);
        }

        Place with(Map<String, TableResult> more, long moreDiffering) {
            var all = new TreeMap<>(results);
            more.forEach((table, result) -> all.merge(table, result, TableResult::and));
            return new Place(
                    kind,
                    tables,
                    phase,
                    source,
                    after,
                    streams,
                    of,
                    events,
                    workedMillis,
                    differing + moreDiffering,
                    all);
        }
    }

    /** Adds a refolding; answers false if one is running. */
    Uni<Boolean> add(UUID id, Kind kind, List<String> tables, String reason, String by, Instant at) {
        return sessions.withStatelessTransaction((session, _) -> FORGET.bind("kept", KEPT)
                .execute(session)
                .chain(() -> ADD.bind("id", id)
                        .bind("kind", kind)
                        .bindTexts("tables", tables)
                        .bind("reason", reason)
                        .bind("by", by)
                        .bind("at", at)
                        .execute(session))
                .map(added -> added > 0));
    }

    /** Returns the latest ones, the newest first. */
    Uni<List<Refolding>> list() {
        return sessions.withStatelessSession(session -> LIST.bind("kept", KEPT).list(session, this::read));
    }

    /** Returns this one; empty if there is none. */
    Uni<Optional<Refolding>> find(UUID id) {
        return sessions.withStatelessSession(
                session -> FIND.bind("id", id).first(session, this::read).map(Optional::ofNullable));
    }

    /** Returns one that runs, and whose worker is this one or gone; null if there is none. */
    Uni<@Nullable UUID> abandoned(UUID me, Duration silence) {
        return sessions.withStatelessSession(session -> ABANDONED
                .bind("me", me)
                .bind("silence", silence.toMillis())
                .first(session, row -> row.getUUID("refolding_id")));
    }

    /** Takes the refolding for this worker, in the session's transaction; null if it is over or another one's. */
    Uni<@Nullable Place> claim(Mutiny.StatelessSession session, UUID id, UUID me, Duration silence) {
        return CLAIM.bind("me", me)
                .bind("id", id)
                .bind("silence", silence.toMillis())
                .first(session, this::place);
    }

    /** Notes where it is, in the session's transaction. */
    Uni<Void> advance(Mutiny.StatelessSession session, UUID id, Place place) {
        return ADVANCE.bind("phase", place.phase())
                .bind("source", place.source())
                .bind("after", place.after())
                .bind("streams", place.streams())
                .bind("of", place.of())
                .bind("events", place.events())
                .bind("worked", place.workedMillis())
                .bind("differing", place.differing())
                .bind("result", written(place.results()))
                .bind("id", id)
                .execute(session)
                .replaceWithVoid();
    }

    /**
     * Ends it; answers false if it was over.
     *
     * @param by who ended it before it was done; null if nobody did
     * @param failure null unless it failed
     */
    Uni<Boolean> end(
            Mutiny.StatelessSession session,
            UUID id,
            State state,
            Instant at,
            @Nullable String by,
            @Nullable String failure) {
        return END.bind("state", state)
                .bind("at", at)
                .bind("by", by)
                .bind("failure", failure)
                .bind("id", id)
                .execute(session)
                .map(ended -> ended > 0);
    }

    /** Keeps differences, in the session's transaction. */
    Uni<Void> keep(Mutiny.StatelessSession session, UUID id, List<RefoldDifference> differences) {
        return Upsert.<RefoldDifference>into("public.refolding_difference")
                .fixed(uuid("refolding_id", _ -> id))
                .fixed(bigint("number", RefoldDifference::number))
                .fixed(uuid("stream", RefoldDifference::stream))
                .fixed(constant("kind", RefoldDifference::kind))
                .fixed(text("table_name", RefoldDifference::table))
                .fixed(text("row_key", RefoldDifference::key))
                .fixed(texts("columns", RefoldDifference::columns))
                .fixed(text("stored", RefoldDifference::stored))
                .fixed(text("folded", RefoldDifference::folded))
                .fixed(bigint(
                        "parted_version",
                        one -> one.partedAt() == null ? null : one.partedAt().version()))
                .fixed(text(
                        "parted_type",
                        one -> one.partedAt() == null ? null : one.partedAt().type()))
                .fixed(uuid(
                        "parted_event_id",
                        one -> one.partedAt() == null ? null : one.partedAt().eventId()))
                .fixed(time(
                        "parted_at",
                        one -> one.partedAt() == null ? null : one.partedAt().recordedAt()))
                .build()
                .write(session, differences);
    }

    /** Returns differences behind this number. */
    Uni<List<RefoldDifference>> differences(UUID id, long after, int count) {
        return sessions.withStatelessSession(session -> DIFFERENCES
                .bind("id", id)
                .bind("after", after)
                .bind("count", count)
                .list(session, Refoldings::difference));
    }

    private static RefoldDifference difference(Row row) {
        var version = row.getLong("parted_version");
        return new RefoldDifference(
                row.getLong("number"),
                row.getUUID("stream"),
                RefoldDifference.Kind.valueOf(row.getString("kind")),
                row.getString("table_name"),
                row.getString("row_key"),
                List.of(row.getArrayOfStrings("columns")),
                row.getString("stored"),
                row.getString("folded"),
                version == null
                        ? null
                        : new RefoldSource.Event(
                                version,
                                row.getString("parted_type"),
                                row.getUUID("parted_event_id"),
                                Rows.time(row, "parted_at")));
    }

    private Place place(Row row) {
        var tables = row.getString("tables");
        return new Place(
                Kind.valueOf(row.getString("kind")),
                tables.isEmpty() ? List.of() : List.of(tables.split(",")),
                Phase.valueOf(row.getString("phase")),
                row.getInteger("source"),
                row.getUUID("after_stream"),
                row.getLong("streams"),
                row.getLong("of_streams"),
                row.getLong("events"),
                row.getLong("worked_ms"),
                row.getLong("differing"),
                results(row.getString("result")));
    }

    private Refolding read(Row row) {
        var streams = row.getLong("streams");
        var of = row.getLong("of_streams");
        var phase = Phase.valueOf(row.getString("phase"));
        var perSecond = streams * 1000.0 / Math.max(1, row.getLong("worked_ms"));
        return new Refolding(
                row.getUUID("refolding_id"),
                Kind.valueOf(row.getString("kind")),
                List.of(row.getArrayOfStrings("tables")),
                State.valueOf(row.getString("state")),
                phase,
                row.getString("reason"),
                row.getString("asked_by"),
                Rows.time(row, "asked_at"),
                row.getOffsetDateTime("ended_at") == null ? null : Rows.time(row, "ended_at"),
                streams,
                of,
                row.getLong("events"),
                Math.round(perSecond * 10) / 10.0,
                phase == Phase.FOLDING && streams > 0
                        ? Duration.ofSeconds(Math.round(Math.max(0, of - streams) / perSecond))
                        : null,
                row.getLong("differing"),
                results(row.getString("result")),
                row.getString("failure"));
    }

    private String written(Map<String, TableResult> results) {
        try {
            return json.writeValueAsString(results);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results cannot be written", e);
        }
    }

    private Map<String, TableResult> results(String text) {
        try {
            return json.readValue(text, new TypeReference<Map<String, TableResult>>() {}).entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results cannot be read", e);
        }
    }
}

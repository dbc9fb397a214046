package org.fengqiao.kernel.eventstore;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineTypes;
import org.fengqiao.kernel.proof.Chain;
import org.fengqiao.kernel.proof.ChainKey;
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.proof.EventStream;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/**
 * Reads and appends the streams of one service: its own events, and those of its deadlines and its gaps between them.
 * Always runs inside the caller's session, so that events and all that follows from them commit together.
 *
 * @param <E> the sealed events
 */
public final class EventStore<E> {

    // One case has a statement of its own: its plan costs the same for every case, so that the database keeps it.
    private static final Statement LOAD_ONE =
            Statement.of("select case_id, version, type, data, link from event where case_id = :case order by version");

    private static final Statement LOAD = Statement.of(
            "select case_id, version, type, data, link from event where case_id = any(:cases) order by case_id,"
                    + " version");

    private static final Statement READ =
            Statement.of("select * from event where case_id = any(:cases) order by case_id, version");

    private static final Upsert<Appended> APPEND = Upsert.<Appended>into("event")
            .fixed(uuid("event_id", appended -> appended.event().row().eventId()))
            .fixed(uuid("case_id", appended -> appended.event().row().caseId()))
            .fixed(bigint("version", appended -> appended.event().row().version()))
            .fixed(text("type", appended -> appended.event().row().type()))
            .fixed(text("data", appended -> appended.event().row().data()))
            .fixed(time("occurred_at", appended -> appended.event().row().occurredAt()))
            .fixed(time("recorded_at", appended -> appended.event().row().recordedAt()))
            .fixed(text("actor_id", appended -> appended.event().row().actorId()))
            .fixed(text("actor_unit", appended -> appended.event().row().actorUnit()))
            .fixed(text("actor_role", appended -> appended.event().row().actorRole()))
            .fixed(text("on_behalf_of", appended -> appended.event().row().onBehalfOf()))
            .fixed(uuid("correlation_id", appended -> appended.event().row().correlationId()))
            .fixed(uuid("causation_id", appended -> appended.event().row().causationId()))
            .fixed(text("traceparent", appended -> appended.event().row().traceparent()))
            .fixed(text("link", appended -> appended.event().link().toString()))
            .fixed(text("mark", appended -> String.valueOf(appended.event().mark())))
            .fixed(text("entry", Appended::entry))
            .build();

    private final EventTypes<E> types;
    private final EventTypes<DeadlineEvent> deadlineTypes;
    private final EventTypes<RecordSetAside> gapTypes;
    private final SealedJson json;
    private final Function<E, @Nullable String> entry;

    /**
     * Creates a store of these events.
     *
     * @param entry names the entry of a register that an event is about; null for an event of a case
     */
    EventStore(EventTypes<E> types, ObjectMapper json, Function<E, @Nullable String> entry) {
        this.types = types;
        this.entry = entry;
        this.deadlineTypes = DeadlineTypes.of(types.service());
        this.gapTypes = RecordSetAside.types(types.service());
        this.json = new SealedJson(json, new RandomBlocks());
    }

    /**
     * An event to be written.
     *
     * @param entry the entry of a register that it is about; null if it is about a case
     */
    record Appended(LinkedEvent event, @Nullable String entry) {}

    /** Part of a stored event that deciding needs. */
    private record Past(UUID caseId, long version, String type, String data, String link) {

        static Past of(Row row) {
            return new Past(
                    row.getUUID("case_id"),
                    row.getLong("version"),
                    row.getString("type"),
                    row.getString("data"),
                    row.getString("link"));
        }
    }

    /**
     * All events of all the cases asked for, oldest first, in one query; a case without events is missing from the
     * answer.
     */
    Uni<Map<UUID, History<E>>> load(Mutiny.StatelessSession session, Collection<UUID> cases) {
        var statement =
                cases.size() == 1 ? LOAD_ONE.bind("case", cases.iterator().next()) : LOAD.bindIds("cases", cases);
        return statement.list(session, Past::of).map(rows -> {
            var byCase = new HashMap<UUID, History<E>>();
            for (var from = 0; from < rows.size(); ) {
                var caseId = rows.get(from).caseId();
                var to = from;
                while (to < rows.size() && rows.get(to).caseId().equals(caseId)) {
                    to++;
                }
                byCase.put(caseId, history(rows.subList(from, to)));
                from = to;
            }
            return byCase;
        });
    }

    private History<E> history(List<Past> stream) {
        var events = new ArrayList<E>(stream.size());
        var deadlines = new ArrayList<DeadlineEvent>();
        var gaps = new ArrayList<RecordSetAside>();
        for (var event : stream) {
            var own = types.find(event.type());
            if (own.isPresent()) {
                events.add(read(event, own.get()));
            } else {
                deadlineTypes
                        .find(event.type())
                        .ifPresentOrElse(
                                type -> deadlines.add(read(event, type)),
                                () -> gaps.add(
                                        read(event, gapTypes.find(event.type()).orElseThrow(() -> unknown(event)))));
            }
        }
        // Not the number of rows: were one taken out by force, the next event would have the version of one that is
        // there,
        // and one such case would stop every batch it is in. The chain tells what is missing.
        var last = stream.getLast();
        return new History<>(last.version(), events, deadlines, gaps, Chain.read(last.link()));
    }

    /** The stored events themselves, oldest first within a case. */
    public Uni<List<LinkedEvent>> rows(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return READ.bindIds("cases", cases).list(session, EventStore::stored);
    }

    private static LinkedEvent stored(Row row) {
        return new LinkedEvent(
                new EventRow(
                        row.getUUID("event_id"),
                        row.getUUID("case_id"),
                        row.getLong("version"),
                        row.getString("type"),
                        row.getString("data"),
                        Rows.time(row, "occurred_at"),
                        Rows.time(row, "recorded_at"),
                        row.getString("actor_id"),
                        row.getString("actor_unit"),
                        row.getString("actor_role"),
                        row.getString("on_behalf_of"),
                        row.getUUID("correlation_id"),
                        row.getUUID("causation_id"),
                        row.getString("traceparent")),
                Chain.read(row.getString("link")),
                Chain.read(row.getString("mark")));
    }

    /**
     * One statement, however many events, in their order. Of two writers of one version the second violates
     * {@code event_case_version}.
     */
    Uni<Void> append(Mutiny.StatelessSession session, List<Appended> events) {
        return APPEND.write(session, events);
    }

    /** The row of an event, with everything personal in it closed. */
    EventRow write(Recorded<?, ?> recorded, String type, KeyRing ring) {
        var cause = recorded.cause();
        return new EventRow(
                recorded.eventId(),
                recorded.caseId(),
                recorded.version(),
                type,
                TooLargeToPublish.require(type, json.write(recorded.event(), recorded.caseId(), type, ring)),
                cause.occurredAt(),
                recorded.recordedAt(),
                cause.actor().id(),
                cause.actor().unit(),
                cause.actor().role(),
                cause.actor().onBehalfOf(),
                cause.correlationId(),
                cause.causationId(),
                cause.traceparent());
    }

    /**
     * Links the event to the one before it.
     *
     * @param previous the link of the event before it; null if it is the first
     */
    Appended link(Object event, EventRow row, @Nullable Digest previous, ChainKey key) {
        var before =
                previous == null ? Chain.start(key.suite(), new EventStream(types.service(), row.caseId())) : previous;
        var link = Chain.next(key.suite(), before, row);
        return new Appended(new LinkedEvent(row, link, key.mark(link)), entryOf(event, row.type()));
    }

    /** Returns the entry of a register that an event is about; null for those of cases, their deadlines and gaps. */
    private @Nullable String entryOf(Object event, String type) {
        return types.find(type).map(own -> entry.apply(own.cast(event))).orElse(null);
    }

    /** A message as JSON, with those personal fields closed in it that its reader is told, and without the others. */
    String write(Object message, UUID caseId, String type, KeyRing ring, Predicate<String> told) {
        return TooLargeToPublish.require(type, json.write(message, caseId, type, ring, told));
    }

    /** An event this service cannot read is a bug, never something to skip: skipping rewrites history. */
    private static IllegalStateException unknown(Past event) {
        return new IllegalStateException("unknown event " + event.type() + " in our own stream");
    }

    /**
     * Reads a stored event: one of the service's own, of a deadline or of a gap.
     *
     * @throws RuntimeException if it is none that this code can read
     */
    Object read(EventRow row) {
        var past = new Past(row.caseId(), row.version(), row.type(), row.data(), "");
        return types.find(row.type())
                .<Object>map(type -> read(past, type))
                .or(() -> deadlineTypes.find(row.type()).map(type -> read(past, type)))
                .or(() -> gapTypes.find(row.type()).map(type -> read(past, type)))
                .orElseThrow(() -> unknown(past));
    }

    /** Returns the event as one of the service's own; empty if it is of a deadline or of a gap. */
    Optional<E> own(EventRow row, Object event) {
        return types.find(row.type()).map(type -> type.cast(event));
    }

    /** Boxes stay closed: what a decision needs to know is not what stands in them. */
    private <T> T read(Past event, Class<T> type) {
        return json.readClosed(event.data(), type, event.caseId(), event.type());
    }
}

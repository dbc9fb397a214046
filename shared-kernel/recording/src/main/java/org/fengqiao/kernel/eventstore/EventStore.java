package org.fengqiao.kernel.eventstore;

import static org.fengqiao.kernel.data.Columns.column;
import static org.fengqiao.kernel.data.Columns.times;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineTypes;
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.json.SealedJson;

/**
 * Reads and appends the streams of one service: its own events, and those of its deadlines between them. Always runs inside the caller's session, so that events and all that follows from them
 * commit together.
 *
 * @param <E> the sealed events
 */
public final class EventStore<E> {

    private static final String LOAD =
            "select e.* from event e where e.case_id = any(:cases) order by e.case_id, e.version";

    private static final String APPEND = """
            insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id, actor_unit, actor_role, on_behalf_of,
              correlation_id, causation_id, traceparent, link, mark)
            select event_id, case_id, version, type, data, cast(occurred_at as timestamptz), cast(recorded_at as timestamptz), actor_id, actor_unit,
              actor_role, on_behalf_of, correlation_id, causation_id, traceparent, link, mark
            from unnest(
              cast(:ids as uuid[]), cast(:cases as uuid[]), cast(:versions as bigint[]), cast(:types as text[]), cast(:data as text[]),
              cast(:occurred as text[]), cast(:recorded as text[]), cast(:actors as text[]), cast(:units as text[]), cast(:roles as text[]),
              cast(:behalves as text[]), cast(:correlations as uuid[]), cast(:causations as uuid[]), cast(:traces as text[]),
              cast(:links as text[]), cast(:marks as text[]))
              as recorded (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id, actor_unit, actor_role, on_behalf_of,
                correlation_id, causation_id, traceparent, link, mark)""";

    private final EventTypes<E> types;
    private final EventTypes<DeadlineEvent> deadlineTypes;
    private final SealedJson json;

    /** A store of these events. */
    public EventStore(EventTypes<E> types, ObjectMapper json) {
        this.types = types;
        this.deadlineTypes = DeadlineTypes.of(types.service());
        this.json = new SealedJson(json, new RandomBlocks());
    }

    /** All events of all the cases asked for, oldest first, in one query; a case without events is missing from the answer. */
    Uni<Map<UUID, History<E>>> load(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return rows(session, cases).map(rows -> {
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

    private History<E> history(List<StoredEvent> stream) {
        var events = new ArrayList<E>(stream.size());
        var deadlines = new ArrayList<DeadlineEvent>();
        for (var row : stream) {
            var own = types.find(row.type());
            if (own.isPresent()) {
                events.add(read(row, own.get()));
            } else {
                deadlines.add(read(row, deadlineTypes.find(row.type()).orElseThrow(() -> unknown(row))));
            }
        }
        // Not the number of rows: were one taken out by force, the next event would have the version of one that is
        // there,
        // and one such case would stop every batch it is in. The chain tells what is missing.
        var last = stream.getLast();
        return new History<>(last.version(), events, deadlines, last.link());
    }

    /** The rows themselves, oldest first within a case. */
    public Uni<List<StoredEvent>> rows(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return session.createNativeQuery(LOAD, StoredEvent.class)
                .setParameter("cases", cases.toArray(UUID[]::new))
                .getResultList();
    }

    /** One statement, however many events, in their order. Of two writers of one version the second violates {@code event_case_version}. */
    Uni<Void> append(Mutiny.StatelessSession session, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = events.stream().map(StoredEvent::row).toList();
        return session.createNativeQuery(APPEND)
                .setParameter("ids", column(rows, EventRow::eventId, UUID[]::new))
                .setParameter("cases", column(rows, EventRow::caseId, UUID[]::new))
                .setParameter("versions", column(rows, EventRow::version, Long[]::new))
                .setParameter("types", column(rows, EventRow::type, String[]::new))
                .setParameter("data", column(rows, EventRow::data, String[]::new))
                .setParameter("occurred", times(rows, EventRow::occurredAt))
                .setParameter("recorded", times(rows, EventRow::recordedAt))
                .setParameter("actors", column(rows, EventRow::actorId, String[]::new))
                .setParameter("units", column(rows, EventRow::actorUnit, String[]::new))
                .setParameter("roles", column(rows, EventRow::actorRole, String[]::new))
                .setParameter("behalves", column(rows, EventRow::onBehalfOf, String[]::new))
                .setParameter("correlations", column(rows, EventRow::correlationId, UUID[]::new))
                .setParameter("causations", column(rows, EventRow::causationId, UUID[]::new))
                .setParameter("traces", column(rows, EventRow::traceparent, String[]::new))
                .setParameter("links", column(events, StoredEvent::storedLink, String[]::new))
                .setParameter("marks", column(events, StoredEvent::storedMark, String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The row of an event, with everything personal in it closed. */
    StoredEvent write(Recorded<?, ?> recorded, String type, KeyRing ring) {
        return new StoredEvent(
                recorded.eventId(),
                recorded.caseId(),
                recorded.version(),
                type,
                json.write(recorded.event(), recorded.caseId(), type, ring),
                recorded.cause(),
                recorded.recordedAt());
    }

    /** A message as JSON, with those personal fields closed in it that its reader is told, and without the others. */
    String write(Object message, UUID caseId, String type, KeyRing ring, Predicate<String> told) {
        return json.write(message, caseId, type, ring, told);
    }

    /** An event this service cannot read is a bug, never something to skip: skipping rewrites history. */
    private static IllegalStateException unknown(StoredEvent row) {
        return new IllegalStateException("unknown event " + row.type() + " in our own stream");
    }

    /** Boxes stay closed: what a decision needs to know is not what stands in them. */
    private <T> T read(StoredEvent row, Class<T> type) {
        return json.readClosed(row.data(), type, row.caseId(), row.type());
    }
}

package org.fengqiao.kernel.eventstore;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads and appends the streams of one service. Always runs inside the caller's session, so that events and all that follows from them
 * commit together.
 *
 * @param <E> the sealed events
 */
public final class EventStore<E> {

    private static final String LOAD =
            "select e.* from event e where e.case_id = any(:cases) order by e.case_id, e.version";

    private final EventTypes<E> types;
    private final ObjectMapper json;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    /** A store of these events. */
    public EventStore(EventTypes<E> types, ObjectMapper json) {
        this.types = types;
        this.json = json;
    }

    /** All events of all the cases asked for, oldest first, in one query; a case without events is missing from the answer. */
    public Uni<Map<UUID, List<E>>> load(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return rows(session, cases)
                .map(rows -> rows.stream().collect(groupingBy(StoredEvent::caseId, mapping(this::read, toList()))));
    }

    /** The rows themselves, oldest first within a case. */
    public Uni<List<StoredEvent>> rows(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return session.createNativeQuery(LOAD, StoredEvent.class)
                .setParameter("cases", cases.toArray(UUID[]::new))
                .getResultList();
    }

    /** One batched statement, however many events. Of two writers of one version the second violates {@code event_case_version}. */
    Uni<Void> append(Mutiny.StatelessSession session, List<StoredEvent> events) {
        return events.isEmpty() ? Uni.createFrom().voidItem() : session.insertMultiple(events);
    }

    StoredEvent write(UUID eventId, UUID caseId, long version, E event, Cause cause, Instant recordedAt) {
        try {
            return new StoredEvent(
                    eventId, caseId, version, types.nameOf(event), json.writeValueAsString(event), cause, recordedAt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + types.nameOf(event) + " of case " + caseId, e);
        }
    }

    /** An event this service cannot read is a bug, never something to skip: skipping rewrites history. */
    private E read(StoredEvent row) {
        var type = types.find(row.type())
                .orElseThrow(() -> new IllegalStateException("unknown event " + row.type() + " in our own stream"));
        try {
            return readers.computeIfAbsent(type, json::readerFor).readValue(row.data());
        } catch (JsonProcessingException e) {
            // The parser's message may quote the event's text, which may be personal: name the place, not the content.
            throw new IllegalStateException("cannot read " + row.type() + " at " + row.caseId() + "/" + row.version()
                    + ": " + e.getClass().getSimpleName());
        }
    }
}

package org.fengqiao.control.replay;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.fengqiao.local.Service;

/**
 * Events of one case in all services, in an order in which they can have come about, and what was sent to partners.
 *
 * @param caseId the case
 * @param events each service's in the order of their versions, no event before the one that led to it
 * @param messages as far as the source knows them; null if it knows nothing of messages
 */
public record CaseHistory(
        UUID caseId, List<CaseEvent> events, @Nullable List<SentMessage> messages) {

    public CaseHistory {
        events = List.copyOf(events);
        messages = messages == null ? null : List.copyOf(messages);
    }

    /**
     * Returns the history with these events, in whatever order they are. Of an event that is there twice one is kept.
     */
    public static CaseHistory of(UUID caseId, Collection<CaseEvent> events, @Nullable List<SentMessage> messages) {
        return new CaseHistory(caseId, ordered(events), messages);
    }

    /** Returns the history with those of its events only. */
    public CaseHistory with(Predicate<CaseEvent> kept) {
        return new CaseHistory(caseId, events.stream().filter(kept).toList(), messages);
    }

    /** Returns the history up to this event, and with it; the whole history if it has no such event. */
    public CaseHistory upTo(Predicate<CaseEvent> last) {
        for (var at = 0; at < events.size(); at++) {
            if (last.test(events.get(at))) {
                return new CaseHistory(caseId, events.subList(0, at + 1), messages);
            }
        }
        return this;
    }

    /** Returns the history as it was known then. */
    public CaseHistory asOf(Instant time) {
        return with(event -> !event.recordedAt().isAfter(time));
    }

    /**
     * The services' streams are merged by the time of recording. In a simulated time many events have the same: then
     * what led to an event comes before it.
     */
    private static List<CaseEvent> ordered(Collection<CaseEvent> events) {
        var streams = events.stream()
                .collect(Collectors.groupingBy(CaseEvent::recordedBy, TreeMap::new, Collectors.toList()));
        var heads = new TreeMap<Service, Deque<CaseEvent>>();
        streams.forEach((service, stream) -> heads.put(service, stream(stream)));
        var toCome = events.stream().map(CaseEvent::eventId).collect(Collectors.toCollection(HashSet::new));
        var ordered = new ArrayList<CaseEvent>();
        while (!heads.isEmpty()) {
            var next = heads.values().stream()
                    .map(Deque::peekFirst)
                    .min(Comparator.comparing(CaseEvent::recordedAt)
                            .thenComparing(event -> event.causationId() != null && toCome.contains(event.causationId()))
                            .thenComparing(CaseEvent::recordedBy))
                    .orElseThrow();
            var stream = heads.get(next.recordedBy());
            stream.removeFirst();
            if (stream.isEmpty()) {
                heads.remove(next.recordedBy());
            }
            toCome.remove(next.eventId());
            ordered.add(next);
        }
        return ordered;
    }

    private static Deque<CaseEvent> stream(List<CaseEvent> events) {
        Map<Long, CaseEvent> byVersion = new TreeMap<>();
        events.forEach(event -> byVersion.putIfAbsent(event.version(), event));
        return new ArrayDeque<>(byVersion.values());
    }
}

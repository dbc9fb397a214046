package org.fengqiao.analytics.export;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A case as process mining looks at it. It names units and roles, and no person: neither parties, whose data is sealed
 * in the events, nor staff.
 *
 * @param traits what it could be grouped by, in the order in which that came to be known
 * @param events in the order of the log
 */
public record ExportedCase(UUID caseId, List<Trait> traits, List<Event> events) {

    public ExportedCase {
        traits = List.copyOf(traits);
        events = List.copyOf(events);
    }

    /**
     * A value by which the case can be grouped, from a time on.
     *
     * @param name such as {@code category}
     */
    public record Trait(String name, String value, Instant from) {}

    /**
     * An event.
     *
     * @param activity the service and the event's own name, such as {@code routing.case-claimed}
     * @param occurredAt when it took effect
     * @param unit for which unit somebody acted; null if nobody did, or for none
     * @param role the role in which somebody acted; null if nobody did
     * @param parts what of the case it is about, beside the case itself
     * @param units the units that it names
     */
    public record Event(
            UUID id,
            String activity,
            String service,
            Instant occurredAt,
            Instant recordedAt,
            @Nullable String unit,
            @Nullable String role,
            List<PartOfCase> parts,
            List<String> units) {

        public Event {
            parts = List.copyOf(parts);
            units = List.copyOf(units);
        }
    }

    /** Kinds of what there may be several of in a case, by the field of an event that counts them from 1. */
    public enum Kind {
        CUSTODY("custody"),
        CONSULTATION("consultation"),
        DUTY("duty"),
        CLOSURE("closure");

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        /** Returns the field of an event that holds the number. */
        public String field() {
            return field;
        }
    }

    /** One of several of its kind in a case, such as the second custody. */
    public record PartOfCase(Kind kind, int number) {

        String idIn(UUID caseId) {
            return caseId + "/" + kind.field() + "-" + number;
        }
    }
}

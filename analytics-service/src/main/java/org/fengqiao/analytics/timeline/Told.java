package org.fengqiao.analytics.timeline;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Event of a case as the log tells it.
 *
 * @param position its place in the history of the case
 * @param service who wrote it
 * @param event its name, such as {@code case-claimed}
 * @param occurredAt when it took effect
 * @param recordedAt when it was recorded
 * @param actorId who did it; null where the log does not say
 * @param actorUnit for which unit; null where the log does not say
 * @param actorRole in which role; null where the log does not say
 * @param data its body; null of events whose body no part of a timeline is made of
 */
public record Told(
        long position,
        UUID eventId,
        String service,
        String event,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String actorId,
        @Nullable String actorUnit,
        @Nullable String actorRole,
        @Nullable JsonNode data) {

    /** Returns a text of the body; null if it has none of that name. */
    @Nullable
    String text(String field) {
        var value = data == null ? null : data.get(field);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    /** Returns a time of the body; null if it has none of that name, or what cannot be read as one. */
    @Nullable
    Instant time(String field) {
        var text = text(field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (java.time.format.DateTimeParseException _) {
            return null;
        }
    }

    /** Returns a number of the body; 0 if it has none of that name. */
    int number(String field) {
        var value = data == null ? null : data.get(field);
        return value == null ? 0 : value.asInt();
    }
}

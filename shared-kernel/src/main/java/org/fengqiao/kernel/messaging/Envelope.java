package org.fengqiao.kernel.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.Cause;
import org.fengqiao.kernel.identity.Actor;

/**
 * The CloudEvents 1.0 envelope of a record, in Kafka's binary mode: everything that is said about an event outside its value.
 *
 * @param id the event's or message's id
 * @param source who published it, such as {@code /routing}
 * @param type the full type, such as {@code fengqiao.routing.case-claimed.v1}
 * @param subject the case id; null on messages from partners
 * @param time when it took effect
 * @param recordedTime when it was recorded; null on messages from partners
 * @param sequence its number within the case and its service, from 1; null on partner messages
 * @param actor who did it; null on messages from partners
 * @param correlationId null on messages from partners
 * @param causationId null if nothing led to it
 * @param traceparent W3C trace context, null if there is none
 */
public record Envelope(
        UUID id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        @Nullable Instant recordedTime,
        @Nullable Long sequence,
        @Nullable Actor actor,
        @Nullable UUID correlationId,
        @Nullable UUID causationId,
        @Nullable String traceparent) {

    /** Thrown for headers that are missing or not of their form. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Malformed(String detail) {
            super(detail, null, false, false);
        }
    }

    /** The type alone, for a quick look at whether a record is of interest; null if the record has none. */
    public static @Nullable String typeOf(Headers headers) {
        return text(headers, "ce_type");
    }

    /**
     * Reads the headers of a record.
     *
     * @throws Malformed if one is missing that must be there, or is not of its form
     */
    public static Envelope of(Headers headers) {
        var actorId = text(headers, "ce_actorid");
        var actorRole = text(headers, "ce_actorrole");
        var actor = actorId == null || actorRole == null
                ? null
                : new Actor(actorId, text(headers, "ce_actorunit"), actorRole, text(headers, "ce_onbehalfof"));
        var sequence = text(headers, "ce_sequence");
        return new Envelope(
                uuid("ce_id", required(headers, "ce_id")),
                required(headers, "ce_source"),
                required(headers, "ce_type"),
                text(headers, "ce_subject"),
                time("ce_time", required(headers, "ce_time")),
                text(headers, "ce_recordedtime") instanceof String at ? time("ce_recordedtime", at) : null,
                sequence == null ? null : number("ce_sequence", sequence),
                actor,
                text(headers, "ce_correlationid") instanceof String id ? uuid("ce_correlationid", id) : null,
                text(headers, "ce_causationid") instanceof String id ? uuid("ce_causationid", id) : null,
                text(headers, "traceparent"));
    }

    /** The cause of what another service's event leads to here: the same correlation, caused by that event, done by this service. */
    public Cause leadingTo(String service) {
        return new Cause(Actor.system(service), time, correlationId == null ? id : correlationId, id, traceparent);
    }

    /** The cause of what a partner's message leads to here: the partner did it, and a correlation begins. */
    public Cause sentBy(String partner) {
        return new Cause(Actor.partner(partner), time, correlationId == null ? id : correlationId, id, traceparent);
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static String required(Headers headers, String name) {
        if (text(headers, name) instanceof String value && !value.isBlank()) {
            return value;
        }
        throw new Malformed("header " + name + " is missing");
    }

    private static UUID uuid(String name, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException _) {
            throw new Malformed("header " + name + " is not a UUID");
        }
    }

    private static Instant time(String name, String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException _) {
            throw new Malformed("header " + name + " is not an RFC 3339 time with zone");
        }
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException _) {
            throw new Malformed("header " + name + " is not a number");
        }
    }
}

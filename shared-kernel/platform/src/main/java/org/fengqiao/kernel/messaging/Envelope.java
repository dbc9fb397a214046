package org.fengqiao.kernel.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.value.Times;

/**
 * The CloudEvents 1.0 envelope of a record, in Kafka's binary mode: everything that is said about an event outside its
 * value.
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
 * @param traceparent W3C trace context; null if there is none, or what stands there is none
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

    /** Version 00 of W3C Trace Context; neither of the two identifiers may be all zeros. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int TRACEPARENT_LENGTH = 55;

    private static final Pattern TYPE = Pattern.compile("fengqiao(\\.[a-z][a-z0-9-]{0,60}){2,4}");

    /** Thrown for headers that are missing or not of their form. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With what is wrong, not quoting what was sent. */
        public Malformed(String detail) {
            super(detail, null, false, false);
        }
    }

    /** The type alone, for a quick look at whether a record is of interest; null if the record has none. */
    public static @Nullable String typeOf(Headers headers) {
        var header = headers.lastHeader("ce_type");
        return header == null ? null : text(header);
    }

    /** The type as far as it has the form of one, so that it can be kept and shown; null otherwise. */
    public static @Nullable String wellFormedTypeOf(Headers headers) {
        var type = typeOf(headers);
        return type != null && TYPE.matcher(type).matches() ? type : null;
    }

    /** The trace context that a record names; null if it names none. */
    public static @Nullable String traceparentOf(Headers headers) {
        var header = headers.lastHeader("traceparent");
        return header == null ? null : traceparent(header);
    }

    /**
     * Reads the headers of a record.
     *
     * @throws Malformed if one is missing that must be there, or is not of its form
     */
    public static Envelope of(Headers headers) {
        // One pass: to look each name up would search all headers a dozen times, for every record of the log.
        String id = null;
        String source = null;
        String type = null;
        String subject = null;
        String time = null;
        String recordedTime = null;
        String sequence = null;
        String actorId = null;
        String actorUnit = null;
        String actorRole = null;
        String onBehalfOf = null;
        String correlationId = null;
        String causationId = null;
        String traceparent = null;
        for (var header : headers) {
            switch (header.key()) {
                case "ce_id" -> id = text(header);
                case "ce_source" -> source = text(header);
                case "ce_type" -> type = text(header);
                case "ce_subject" -> subject = text(header);
                case "ce_time" -> time = text(header);
                case "ce_recordedtime" -> recordedTime = text(header);
                case "ce_sequence" -> sequence = text(header);
                case "ce_actorid" -> actorId = text(header);
                case "ce_actorunit" -> actorUnit = text(header);
                case "ce_actorrole" -> actorRole = text(header);
                case "ce_onbehalfof" -> onBehalfOf = text(header);
                case "ce_correlationid" -> correlationId = text(header);
                case "ce_causationid" -> causationId = text(header);
                case "traceparent" -> traceparent = traceparent(header);
                default -> {
                    // Others may add headers of their own.
                }
            }
        }
        return new Envelope(
                uuid("ce_id", required("ce_id", id)),
                required("ce_source", source),
                required("ce_type", type),
                subject,
                time("ce_time", required("ce_time", time)),
                recordedTime == null ? null : time("ce_recordedtime", recordedTime),
                sequence == null ? null : number("ce_sequence", sequence),
                actorId == null || actorRole == null ? null : new Actor(actorId, actorUnit, actorRole, onBehalfOf),
                correlationId == null ? null : uuid("ce_correlationid", correlationId),
                causationId == null ? null : uuid("ce_causationid", causationId),
                traceparent);
    }

    /**
     * The cause of what another service's event leads to here: the same correlation, caused by that event, done by this
     * service.
     */
    public Cause leadingTo(String service) {
        return new Cause(Actor.system(service), time, correlationId == null ? id : correlationId, id, traceparent);
    }

    /** The cause of what a partner's message leads to here: the partner did it, and a correlation begins. */
    public Cause sentBy(String partner) {
        return new Cause(Actor.partner(partner), time, correlationId == null ? id : correlationId, id, traceparent);
    }

    private static @Nullable String text(Header header) {
        return header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** Returns the trace context; a malformed one is ignored, as the W3C recommends: tracing must not fail calls. */
    private static @Nullable String traceparent(Header header) {
        var bytes = header.value();
        if (bytes == null || bytes.length != TRACEPARENT_LENGTH) {
            return null;
        }
        var text = new String(bytes, UTF_8);
        return TRACEPARENT.matcher(text).matches() ? text : null;
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new Malformed("header " + name + " is missing");
        }
        return value;
    }

    private static UUID uuid(String name, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException _) {
            throw new Malformed("header " + name + " is not a UUID");
        }
    }

    private static Instant time(String name, String value) {
        return Times.time(value)
                .map(OffsetDateTime::toInstant)
                .orElseThrow(() -> new Malformed("header " + name + " is not an RFC 3339 time with zone"));
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException _) {
            throw new Malformed("header " + name + " is not a number");
        }
    }
}

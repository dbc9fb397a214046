package org.fengqiao.analytics.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One event of the common log: its envelope, its body as it was written, and what it says about the numbers.
 *
 * @param caseId the case it is about
 * @param service the service that wrote it, such as {@code mediation}
 * @param sequence its number in that service's stream of the case, from 1 without gaps
 * @param eventId its identity in the log
 * @param type its full name, such as {@code fengqiao.mediation.session-held.v1}
 * @param occurredAt when it took effect
 * @param recordedAt when the service recorded it
 * @param actorId who did it; null where the envelope does not say
 * @param actorUnit the unit that person acted for, if any
 * @param actorRole the role that person acted in
 * @param onBehalfOf for whom it was done, if for somebody else
 * @param correlationId what belongs together across the services
 * @param causationId the event or message that led to it, if any
 * @param data the JSON body, byte for byte
 * @param measured what it says about the numbers
 */
public record LoggedEvent(
        UUID caseId,
        String service,
        long sequence,
        UUID eventId,
        String type,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String actorId,
        @Nullable String actorUnit,
        @Nullable String actorRole,
        @Nullable String onBehalfOf,
        @Nullable UUID correlationId,
        @Nullable UUID causationId,
        String data,
        MeasuredEvent measured) {

    public LoggedEvent {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(measured, "measured");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence counts from 1");
        }
    }
}

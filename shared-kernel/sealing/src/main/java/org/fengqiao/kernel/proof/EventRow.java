package org.fengqiao.kernel.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Canonical;

/**
 * An event as it is stored: every column of its row in table {@code event}. Times are cut to the microsecond, which is
 * what the database keeps.
 *
 * @param eventId the event's identifier
 * @param caseId the case
 * @param version its number in its stream, from 1
 * @param type its full stored name
 * @param data its JSON, byte for byte, with its boxes closed
 * @param occurredAt when it took effect
 * @param recordedAt when it was recorded
 * @param actorId who did it
 * @param actorUnit the unit they acted for; null for systems
 * @param actorRole the roles in force
 * @param onBehalfOf for whom they acted; null if for themselves
 * @param correlationId the same for all that one first contact led to
 * @param causationId what directly led to it; null if nothing did
 * @param traceparent W3C trace context; null if there was none
 */
public record EventRow(
        UUID eventId,
        UUID caseId,
        long version,
        String type,
        String data,
        Instant occurredAt,
        Instant recordedAt,
        String actorId,
        @Nullable String actorUnit,
        String actorRole,
        @Nullable String onBehalfOf,
        UUID correlationId,
        @Nullable UUID causationId,
        @Nullable String traceparent) {

    /** The bytes that the other columns take, and the letters of the data that are more than one byte long. */
    private static final int ROOM_BESIDE_DATA = 1024;

    public EventRow {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(actorId, "actorId");
        Objects.requireNonNull(actorRole, "actorRole");
        Objects.requireNonNull(correlationId, "correlationId");
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Returns the row's one form in bytes: every column in the order of the table, so that no two rows have the same.
     */
    Canonical canonical(long asVersion) {
        return Canonical.of("fengqiao event row 1", data.length() + ROOM_BESIDE_DATA)
                .id(eventId)
                .id(caseId)
                .number(asVersion)
                .text(type)
                .text(data)
                .time(occurredAt)
                .time(recordedAt)
                .text(actorId)
                .text(actorUnit)
                .text(actorRole)
                .text(onBehalfOf)
                .id(correlationId)
                .id(causationId)
                .text(traceparent);
    }
}

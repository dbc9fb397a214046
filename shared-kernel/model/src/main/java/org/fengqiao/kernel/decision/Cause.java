package org.fengqiao.kernel.decision;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;

/**
 * The cause of an event. Copied to its envelope, so that a dispute can be traced across services.
 *
 * @param actor who did it
 * @param occurredAt when it took effect, which may be earlier than when it was recorded
 * @param correlationId the same for everything that one first contact led to
 * @param causationId the event, message or request directly before this one; null if this is the first
 * @param traceparent W3C trace context, null if there is none
 */
public record Cause(
        Actor actor,
        Instant occurredAt,
        UUID correlationId,
        @Nullable UUID causationId,
        @Nullable String traceparent) {
    public Cause {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(correlationId, "correlationId");
    }

    /** Returns the same for what this event led to. */
    public Cause because(UUID eventId) {
        return new Cause(actor, occurredAt, correlationId, eventId, traceparent);
    }

    /** Returns the same for what took effect then. */
    public Cause effective(Instant at) {
        return new Cause(actor, at, correlationId, causationId, traceparent);
    }
}

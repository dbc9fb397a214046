package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.util.UUID;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;

import org.fengqiao.kernel.identity.Actor;

/** One row of the log. Debezium reads this table from the write-ahead log, which is why there is no separate outbox. */
@Entity
@Table(name = "event")
@NullUnmarked
public class StoredEvent {

    @Id
    @Column(name = "event_id")
    private UUID eventId;

    @Column(name = "case_id", nullable = false)
    private UUID caseId;

    @Column(nullable = false)
    private long version;

    @Column(nullable = false)
    private String type;

    @Column(nullable = false)
    private String data;

    @Column(name = "occurred_at", nullable = false)
    private Instant occurredAt;

    @Column(name = "recorded_at", nullable = false)
    private Instant recordedAt;

    @Column(name = "actor_id", nullable = false)
    private String actorId;

    @Column(name = "actor_unit")
    private String actorUnit;

    @Column(name = "actor_role", nullable = false)
    private String actorRole;

    @Column(name = "on_behalf_of")
    private String onBehalfOf;

    @Column(name = "correlation_id", nullable = false)
    private UUID correlationId;

    @Column(name = "causation_id")
    private UUID causationId;

    private String traceparent;

    protected StoredEvent() {}

    StoredEvent(UUID eventId, UUID caseId, long version, String type, String data, Cause cause, Instant recordedAt) {
        this.eventId = eventId;
        this.caseId = caseId;
        this.version = version;
        this.type = type;
        this.data = data;
        this.occurredAt = cause.occurredAt();
        this.recordedAt = recordedAt;
        this.actorId = cause.actor().id();
        this.actorUnit = cause.actor().unit();
        this.actorRole = cause.actor().role();
        this.onBehalfOf = cause.actor().onBehalfOf();
        this.correlationId = cause.correlationId();
        this.causationId = cause.causationId();
        this.traceparent = cause.traceparent();
    }

    /** The event's identifier, {@code ce_id} on the topic. */
    public UUID eventId() {
        return eventId;
    }

    /** The case it belongs to. */
    public UUID caseId() {
        return caseId;
    }

    /** Its number within the case and this service, from 1. */
    public long version() {
        return version;
    }

    /** Its full stored name. */
    public String type() {
        return type;
    }

    /** Its value as JSON, byte for byte as it was written. */
    public String data() {
        return data;
    }

    /** When it took effect. */
    public Instant occurredAt() {
        return occurredAt;
    }

    /** When the service recorded it. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** Who did it. */
    public Actor actor() {
        return new Actor(actorId, actorUnit, actorRole, onBehalfOf);
    }

    /** The same for everything one first contact led to. */
    public UUID correlationId() {
        return correlationId;
    }

    /** What directly led to it; null if nothing did. */
    public UUID causationId() {
        return causationId;
    }
}

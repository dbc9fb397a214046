package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.proof.Chain;
import org.fengqiao.kernel.proof.ChainKey;
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.proof.EventStream;
import org.fengqiao.kernel.proof.LinkedEvent;

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

    @Column(nullable = false)
    private String link;

    @Column(nullable = false)
    private String mark;

    protected StoredEvent() {}

    StoredEvent(UUID eventId, UUID caseId, long version, String type, String data, Cause cause, Instant recordedAt) {
        this.eventId = eventId;
        this.caseId = caseId;
        this.version = version;
        this.type = type;
        this.data = data;
        // What the database keeps of a time, so that a link is over what is stored.
        this.occurredAt = cause.occurredAt().truncatedTo(ChronoUnit.MICROS);
        this.recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
        this.actorId = cause.actor().id();
        this.actorUnit = cause.actor().unit();
        this.actorRole = cause.actor().role();
        this.onBehalfOf = cause.actor().onBehalfOf();
        this.correlationId = cause.correlationId();
        this.causationId = cause.causationId();
        this.traceparent = cause.traceparent();
    }

    /**
     * Links the event to the one before it.
     *
     * @param previous the link of the event before it; null if it is the first
     * @return its own link
     */
    Digest linkTo(@Nullable Digest previous, String service, ChainKey key) {
        var before = previous == null ? Chain.start(key.suite(), new EventStream(service, caseId)) : previous;
        var made = Chain.next(key.suite(), before, row());
        this.link = made.toString();
        this.mark = key.mark(made).toString();
        return made;
    }

    /** What the links are made over: the row without its link. */
    public EventRow row() {
        return new EventRow(
                eventId,
                caseId,
                version,
                type,
                data,
                occurredAt,
                recordedAt,
                actorId,
                actorUnit,
                actorRole,
                onBehalfOf,
                correlationId,
                causationId,
                traceparent);
    }

    /** The row with its link and mark, for a verifier. */
    public LinkedEvent linked() {
        return new LinkedEvent(row(), link(), Chain.read(mark));
    }

    /** Its link, which stands for the whole stream up to here. */
    public Digest link() {
        return Chain.read(link);
    }

    String storedLink() {
        return link;
    }

    String storedMark() {
        return mark;
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

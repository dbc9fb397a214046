package org.fengqiao.control.replay;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.local.Service;

/**
 * One event of a case as a service recorded it: its envelope and its body, with everything personal in boxes.
 *
 * @param service who recorded it, such as {@code routing}
 * @param caseId the case
 * @param version its number in the service's stream of the case, from 1 without gaps
 * @param eventId its identity
 * @param type its full name
 * @param occurredAt when it took effect
 * @param recordedAt when it was recorded
 * @param actor who did it
 * @param correlationId what belongs together across the services
 * @param causationId the event or message that led to it; null if none did
 * @param data its body
 */
public record CaseEvent(
        String service,
        UUID caseId,
        long version,
        UUID eventId,
        String type,
        Instant occurredAt,
        Instant recordedAt,
        Actor actor,
        UUID correlationId,
        @Nullable UUID causationId,
        JsonNode data) {

    /** Returns who recorded it. */
    @JsonIgnore
    public Service recordedBy() {
        return Service.named(service);
    }

    /** Returns its name without service, such as {@code case-claimed.v1}. */
    @JsonIgnore
    public String shortType() {
        var prefix = "fengqiao." + service + ".";
        return type.startsWith(prefix) ? type.substring(prefix.length()) : type;
    }

    /** Returns where it stands, such as {@code routing 3 case-claimed.v1}. */
    @JsonIgnore
    public String place() {
        return "%s %d %s".formatted(service, version, shortType());
    }
}

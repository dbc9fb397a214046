package org.fengqiao.kernel.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** The stream of one case in this service, as it is stored: what an operator replays. */
@Path("/cases/{caseId}/events")
@Cancellable(false)
@RolesAllowed(Roles.OPERATOR)
public class CaseEventsResource {

    private final CaseService<?, ?, ?> service;
    private final Mutiny.SessionFactory sessions;

    CaseEventsResource(CaseService<?, ?, ?> service, Mutiny.SessionFactory sessions) {
        this.service = service;
        this.sessions = sessions;
    }

    /** One event and its envelope. */
    public record Event(
            UUID eventId,
            long version,
            String type,
            Instant occurredAt,
            Instant recordedAt,
            Actor actor,
            UUID correlationId,
            @Nullable UUID causationId,
            @JsonRawValue String data) {

        static Event of(LinkedEvent event) {
            var row = event.row();
            return new Event(
                    row.eventId(),
                    row.version(),
                    row.type(),
                    row.occurredAt(),
                    row.recordedAt(),
                    new Actor(row.actorId(), row.actorUnit(), row.actorRole(), row.onBehalfOf()),
                    row.correlationId(),
                    row.causationId(),
                    row.data());
        }
    }

    /** Returns all events of the case in this service, oldest first. */
    @GET
    public Uni<Page<Event>> events(@PathParam("caseId") UUID caseId) {
        return sessions.withStatelessSession(session -> service.ledger().store().rows(session, List.of(caseId)))
                .map(rows -> rows.stream().map(Event::of).toList())
                .invoke(events -> {
                    if (events.isEmpty()) {
                        throw Problem.noSuchCase().exception();
                    }
                })
                .map(Page::whole);
    }
}

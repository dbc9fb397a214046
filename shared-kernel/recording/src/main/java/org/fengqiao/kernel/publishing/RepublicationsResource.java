package org.fengqiao.kernel.publishing;

import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.publishing.Republications.Republished;
import org.fengqiao.kernel.web.Caller;

/** Publication of events once more. */
@Path("/republications")
@Cancellable(false)
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class RepublicationsResource {

    private final Republications republications;
    private final Caller caller;
    private final Mutiny.SessionFactory sessions;

    RepublicationsResource(Republications republications, Caller caller, Mutiny.SessionFactory sessions) {
        this.republications = republications;
        this.caller = caller;
        this.sessions = sessions;
    }

    /**
     * Events to be published again.
     *
     * @param request the caller's name for it: the same request again publishes none of its events again
     * @param events their ids
     * @param reason in a sentence, for the record
     */
    public record Again(
            @NotNull UUID request,
            @NotNull @Size(min = 1, max = 1_000) List<@NotNull UUID> events,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** Has events published again, under their old ids and numbers. */
    @POST
    public Uni<Republished> publish(Again body) {
        var by = caller.actor().id();
        return sessions.withStatelessTransaction((session, _) -> republications.publish(
                session, body.request(), body.events().stream().distinct().toList(), body.reason(), by));
    }
}

package org.fengqiao.analytics.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.fengqiao.analytics.projection.Rebuild;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;

/** Making the projection again. */
@Path("/projections/rebuild")
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class ProjectionResource {

    private final Rebuild rebuild;

    ProjectionResource(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    /** Returns the progress of the latest rebuild. */
    @GET
    public Rebuild.Progress progress() {
        return rebuild.progress();
    }

    /** Starts a rebuild unless one is running: 202, and how it stands. */
    @POST
    public Response start() {
        return Response.accepted(rebuild.start()).build();
    }
}

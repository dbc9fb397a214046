package org.fengqiao.mediation.http;

import java.time.Instant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.mediation.view.MarkedAnswers;
import org.fengqiao.mediation.view.MarkedAnswers.MarkedRow;
import org.fengqiao.mediation.view.RevisitList;
import org.fengqiao.mediation.view.RevisitList.RevisitRow;

/** Revisits: whom to ask how a closing holds, and whose answers look made up. */
@Path("/revisits")
@Cancellable(false)
public class RevisitsResource {

    private final CaseLists lists;

    RevisitsResource(CaseLists lists) {
        this.lists = lists;
    }

    /**
     * The parties in cases of the caller's jurisdiction who are still to be asked, the one due first in front;
     * {@code dueBefore} is a time with zone (RFC 3339).
     */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Page<RevisitRow>> list(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("dueBefore") @Ahead(years = 30) @Nullable Instant dueBefore,
            @Valid @BeanParam Page.Request page) {
        return lists.read(RevisitList.READ, new RevisitList.Filter(unit, dueBefore), page);
    }

    /** The answers in cases of the caller's jurisdiction that look made up, and why; for those who evaluate. */
    @GET
    @Path("/marked")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Page<MarkedRow>> marked(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("askedBy") @Nullable String askedBy,
            @Valid @BeanParam Page.Request page) {
        return lists.read(MarkedAnswers.READ, new MarkedAnswers.Filter(unit, askedBy), page);
    }
}

package org.fengqiao.mediation.http;

import java.time.Instant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.mediation.view.ListQueries;
import org.fengqiao.mediation.view.ListQueries.RevisitRow;

/** Whom to ask how a closing holds. */
@Path("/revisits")
public class RevisitsResource {

    private final ListQueries lists;
    private final Caller caller;

    RevisitsResource(ListQueries lists, Caller caller) {
        this.lists = lists;
        this.caller = caller;
    }

    /** Revisits in cases of the caller's jurisdiction that nobody has made yet, the one due first in front; {@code dueBefore} is a time with zone (RFC 3339). */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK, Roles.DISPATCHER, Roles.OPERATOR})
    public Uni<Page<RevisitRow>> list(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("dueBefore") @Nullable Instant dueBefore,
            @Valid @BeanParam Page.Request page) {
        return lists.revisits(unit, dueBefore, Jurisdiction.of(caller), page);
    }
}

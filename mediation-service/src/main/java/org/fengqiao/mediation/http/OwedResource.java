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
import org.fengqiao.mediation.view.OwedList;
import org.fengqiao.mediation.view.OwedList.OwedRow;

/** Obligations that are still owed under agreements. */
@Path("/owed")
@Cancellable(false)
public class OwedResource {

    private final CaseLists lists;

    OwedResource(CaseLists lists) {
        this.lists = lists;
    }

    /**
     * The obligations in cases of the caller's jurisdiction that are still owed, the one due first in front, so that
     * their debtors can be reminded; {@code dueBefore} is a time with zone (RFC 3339).
     */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Page<OwedRow>> list(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("dueBefore") @Ahead(years = 30) @Nullable Instant dueBefore,
            @Valid @BeanParam Page.Request page) {
        return lists.read(OwedList.READ, new OwedList.Filter(unit, dueBefore), page);
    }
}

package org.fengqiao.routing.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.model.Unit;
import org.fengqiao.routing.view.QueueList;
import org.fengqiao.routing.view.QueueList.QueueRow;

/** Units that can hold cases, and the cases they hold. */
@Path("/units")
@Cancellable(false)
public class UnitsResource {

    private final RoutingRules rules;
    private final CaseLists lists;

    UnitsResource(RoutingRules rules, CaseLists lists) {
        this.rules = rules;
        this.lists = lists;
    }

    /** All units that can hold cases. */
    @GET
    @Authenticated
    @Reach(Reach.Scope.NONE)
    public Page<Unit> units() {
        return Page.whole(rules.units().units());
    }

    /** The open cases of the caller's jurisdiction that a unit holds, the one to be claimed first in front. */
    @GET
    @Path("/{unit}/queue")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    public Uni<Page<QueueRow>> queue(@PathParam("unit") String unit, @Valid @BeanParam Page.Request page) {
        if (rules.units().find(unit).isEmpty()) {
            throw Problem.notFound("routing.unknown-unit", "No such unit can hold cases; GET /units lists them.")
                    .exception();
        }
        return lists.read(QueueList.READ, new QueueList.Filter(unit), page);
    }
}

package org.fengqiao.routing.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.routing.view.AlertList;
import org.fengqiao.routing.view.AlertList.AlertRow;

/** Alerts: the cases that somebody has to know of at once. */
@Cancellable(false)
@Path("/alerts")
public class AlertsResource {

    private final Caller caller;
    private final CaseLists lists;

    AlertsResource(Caller caller, CaseLists lists) {
        this.caller = caller;
        this.lists = lists;
    }

    /** The open cases of the caller's jurisdiction that the caller's role was told of at once, the latest in front. */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT
    })
    public Uni<Page<AlertRow>> alerts(@Valid @BeanParam Page.Request page) {
        return lists.read(AlertList.READ, new AlertList.Filter(role()), page);
    }

    /** Returns the role whose alerts the caller sees: a dispatcher's, or else the first. */
    private String role() {
        return caller.has(Roles.DISPATCHER)
                ? Roles.DISPATCHER
                : caller.roles().stream().sorted().findFirst().orElse("");
    }
}

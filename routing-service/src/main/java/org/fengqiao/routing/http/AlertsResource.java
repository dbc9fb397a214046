package org.fengqiao.routing.http;

import java.util.List;
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

    /**
     * The open cases of the caller's jurisdiction that one of the caller's roles was told of at once: in front what no
     * leader has acknowledged in time, then the latest; an operator sees whoever was told.
     */
    @GET
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
    public Uni<Page<AlertRow>> alerts(@Valid @BeanParam Page.Request page) {
        return lists.read(
                AlertList.READ,
                new AlertList.Filter(caller.has(Roles.OPERATOR) ? null : List.copyOf(caller.roles())),
                page);
    }
}

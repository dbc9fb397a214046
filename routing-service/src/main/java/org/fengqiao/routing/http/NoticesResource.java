package org.fengqiao.routing.http;

import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.model.Supervision.Fault;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.Supervision.State;
import org.fengqiao.routing.model.SupervisionRules.Supervised;
import org.fengqiao.routing.view.NoticeList;
import org.fengqiao.routing.view.NoticeList.NoticeRow;

/** The notices of supervision (督办), and the deadline rules that bring them. */
@Path("/notices")
@Cancellable(false)
public class NoticesResource {

    private final RoutingRules rules;
    private final CaseLists lists;

    NoticesResource(RoutingRules rules, CaseLists lists) {
        this.rules = rules;
        this.lists = lists;
    }

    /** The notices in cases of the caller's jurisdiction, the earliest in front. */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.CLERK,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR,
        Roles.ANALYST
    })
    public Uni<Page<NoticeRow>> list(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("escalatedTo") @Nullable String escalatedTo,
            @QueryParam("fault") List<Fault> faults,
            @QueryParam("level") List<Level> levels,
            @QueryParam("state") List<State> states,
            @Valid @BeanParam Page.Request page) {
        return lists.read(NoticeList.READ, new NoticeList.Filter(unit, escalatedTo, faults, levels, states), page);
    }

    /** The deadline rules that are supervised, and what their notices ask for. */
    @GET
    @Path("/rules")
    @Authenticated
    @Reach(Reach.Scope.NONE)
    public Page<Supervised> supervised() {
        return Page.whole(rules.supervision().notices());
    }
}

package org.fengqiao.routing.http;

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
import org.fengqiao.routing.view.ConsultationList;
import org.fengqiao.routing.view.ConsultationList.ConsultationRow;
import org.fengqiao.routing.view.DutyList;
import org.fengqiao.routing.view.DutyList.DutyRow;
import org.fengqiao.routing.view.SortingList;
import org.fengqiao.routing.view.SortingList.ProposalRow;

/** Lists for consultations: what is to be concluded, what is owed, and what is to be talked about. */
@Path("/")
@Cancellable(false)
public class ConsultationListsResource {

    private final CaseLists lists;

    ConsultationListsResource(CaseLists lists) {
        this.lists = lists;
    }

    /**
     * The consultations under way in cases of the caller's jurisdiction in which a unit takes part, the one to be
     * concluded first in front; without a unit all, each once with the unit that leads it.
     */
    @GET
    @Path("consultations")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    public Uni<Page<ConsultationRow>> open(
            @QueryParam("unit") @Nullable String unit, @Valid @BeanParam Page.Request page) {
        return lists.read(ConsultationList.READ, new ConsultationList.Filter(unit), page);
    }

    /**
     * The weekly sorting list (周例会): open cases of the caller's jurisdiction to be consulted on, each with its
     * reasons, the oldest matter in front.
     */
    @GET
    @Path("consultations/proposals")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Page<ProposalRow>> proposals(
            @QueryParam("district") @Nullable String district,
            @QueryParam("street") @Nullable String street,
            @QueryParam("unit") @Nullable String unit,
            @Valid @BeanParam Page.Request page) {
        return lists.read(SortingList.READ, new SortingList.Filter(district, street, unit), page);
    }

    /**
     * The duties that units owe in cases of the caller's jurisdiction, the one due first in front; those with a time
     * before now are overdue.
     */
    @GET
    @Path("duties")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    public Uni<Page<DutyRow>> duties(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("dueBefore") @Ahead(years = 30) @Nullable Instant dueBefore,
            @Valid @BeanParam Page.Request page) {
        return lists.read(DutyList.READ, new DutyList.Filter(unit, dueBefore), page);
    }
}

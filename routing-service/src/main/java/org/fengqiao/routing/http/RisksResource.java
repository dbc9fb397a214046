package org.fengqiao.routing.http;

import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.model.RoutingCommand.NoteRisk;
import org.fengqiao.routing.view.AlertList;
import org.fengqiao.routing.view.AlertList.AlertRow;
import org.fengqiao.routing.wire.Bodies.RiskBody;

/** Grounds of risk: noted by a person, and the cases that somebody has to know of at once. */
@Path("/")
@Cancellable(false)
public class RisksResource {

    private final Caller caller;
    private final RoutingService service;
    private final CaseLists lists;

    RisksResource(Caller caller, RoutingService service, CaseLists lists) {
        this.caller = caller;
        this.service = service;
        this.lists = lists;
    }

    /** Notes grounds of risk that the words did not tell; what each entails stands in the table. */
    @POST
    @Path("/cases/{caseId}/risks")
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT
    })
    public Uni<Response> note(@PathParam("caseId") UUID caseId, RiskBody body) {
        return service.handle(
                caller,
                caseId,
                new NoteRisk(
                        body.grounds(),
                        PersonalText.of(SubjectId.ofCase(caseId), body.reason()),
                        caller.now()));
    }

    /** The open cases of the caller's jurisdiction that the caller's role was told of at once, the latest in front. */
    @GET
    @Path("/alerts")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({
        Roles.DISPATCHER,
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

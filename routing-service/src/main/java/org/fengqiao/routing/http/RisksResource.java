package org.fengqiao.routing.http;

import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.model.RoutingCommand.NoteRisk;
import org.fengqiao.routing.wire.Bodies.RiskBody;

/** Calls of everybody who works on a case about the grounds of risk in it. */
@Path("/cases/{caseId}")
@Cancellable(false)
public class RisksResource {

    private final Caller caller;
    private final RoutingService service;

    RisksResource(Caller caller, RoutingService service) {
        this.caller = caller;
        this.service = service;
    }

    /** Notes grounds of risk that the words did not tell; what each entails stands in the table. */
    @POST
    @Path("/risks")
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
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
                new NoteRisk(body.grounds(), PersonalText.of(SubjectId.ofCase(caseId), body.reason()), caller.now()));
    }
}

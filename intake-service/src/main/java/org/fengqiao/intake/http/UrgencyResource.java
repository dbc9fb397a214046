package org.fengqiao.intake.http;

import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.IntakeCommand.AcknowledgeUrgency;
import org.fengqiao.intake.model.IntakeCommand.ReportUrgency;
import org.fengqiao.intake.wire.UrgencyBodies.AcknowledgementBody;
import org.fengqiao.intake.wire.UrgencyBodies.UrgencyBody;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;

/** Reports of what is urgent in a case, at any door, and their acknowledgement by a leader who reports it on. */
@Path("/cases/{caseId}/urgency")
@Cancellable(false)
public class UrgencyResource {

    private final IntakeService service;
    private final Caller caller;

    UrgencyResource(IntakeService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /** Somebody reports that a case is urgent: whoever has to know is alerted at once. Answers the report's number. */
    @POST
    @RolesAllowed({
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.DEPARTMENT,
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK
    })
    public Uni<Response> report(@PathParam("caseId") UUID caseId, @NotNull UrgencyBody body) {
        var account = body.account();
        return service.handle(
                caller,
                caseId,
                new ReportUrgency(
                        body.kind(),
                        account == null ? null : PersonalText.of(SubjectId.ofCase(caseId), account),
                        caller.actor().id(),
                        caller.now()),
                200,
                null,
                held -> Map.of(
                        "report",
                        held.state().asRegistered().urgency().reports().size()));
    }

    /** A leader acknowledges a report, and says to whom it was reported on. */
    @POST
    @Path("/{report}/acknowledgement")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> acknowledge(
            @PathParam("caseId") UUID caseId,
            @PathParam("report") @Positive int report,
            @NotNull AcknowledgementBody body) {
        return service.handle(
                caller, caseId, new AcknowledgeUrgency(report, caller.actor().id(), body.reportedTo(), caller.now()));
    }
}

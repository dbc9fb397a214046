package org.fengqiao.intake.http;

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
import org.fengqiao.intake.model.ErasureRequest;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.GrantErasure;
import org.fengqiao.intake.model.IntakeCommand.RefuseErasure;
import org.fengqiao.intake.view.Erasures;
import org.fengqiao.intake.wire.Bodies.RefusalBody;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;

/** Erasures that one person asked for and a leader approves. {@code GET /cases/{caseId}} shows what was asked for. */
@Path("/cases/{caseId}/approvals/{approval}")
@Cancellable(false)
public class ApprovalsResource {

    private final IntakeService service;
    private final Erasures erasures;
    private final Caller caller;

    ApprovalsResource(IntakeService service, Erasures erasures, Caller caller) {
        this.service = service;
        this.erasures = erasures;
        this.caller = caller;
    }

    /**
     * A leader approves, and the person is forgotten: the key to their data is destroyed, and so is the one to the
     * texts about the case, in which nobody can tell who is meant. When this is answered, it is done.
     */
    @POST
    @Path("/grant")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> grant(@PathParam("caseId") UUID caseId, @PathParam("approval") @Positive int approval) {
        return service.handle(
                        caller,
                        caseId,
                        new GrantErasure(approval, caller.actor().id(), caller.now()))
                .call(erasures::carryOut);
    }

    /** A leader does not approve. */
    @POST
    @Path("/refusal")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> refuse(
            @PathParam("caseId") UUID caseId,
            @PathParam("approval") @Positive int approval,
            @NotNull RefusalBody body) {
        return service.current(caseId)
                .flatMap(current -> service.handle(
                        caller,
                        caseId,
                        new RefuseErasure(
                                approval,
                                PersonalText.of(subjectOf(caseId, current.state(), approval), body.reason()),
                                caller.actor().id(),
                                caller.now())));
    }

    /** Returns whose data it is about: the texts about the case may be forgotten already, with another person. */
    private static SubjectId subjectOf(UUID caseId, IntakeCase state, int approval) {
        return switch (state) {
            case Unregistered _ -> SubjectId.ofCase(caseId);
            case Registered registered ->
                registered
                        .retention()
                        .request(approval)
                        .map(ErasureRequest::requested)
                        .map(requested -> requested.subject())
                        .orElseGet(() -> SubjectId.ofCase(caseId));
        };
    }
}

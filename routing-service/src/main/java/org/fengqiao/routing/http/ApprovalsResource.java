package org.fengqiao.routing.http;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.model.ApprovalCommand.GrantApproval;
import org.fengqiao.routing.model.ApprovalCommand.RefuseApproval;
import org.fengqiao.routing.model.ApprovalCommand.RequestApproval;
import org.fengqiao.routing.model.ApprovalEvent.Act;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.wire.Bodies.ApprovalBody;
import org.fengqiao.routing.wire.Bodies.ReasonBody;

/** Acts that one person asks for and a leader approves. {@code GET /cases/{caseId}} shows what was asked for. */
@Path("/cases/{caseId}/approvals")
@Cancellable(false)
public class ApprovalsResource {

    private final Caller caller;
    private final RoutingService service;

    ApprovalsResource(Caller caller, RoutingService service) {
        this.caller = caller;
        this.service = service;
    }

    /** A reopening, or a closing without evidence, is asked for; answers the number of the approval. */
    @POST
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    public Uni<Response> request(@PathParam("caseId") UUID caseId, ApprovalBody body) {
        if ((body.act() == Act.CLOSING_WITHOUT_EVIDENCE) != (body.outcome() != null)) {
            throw Problem.badInput(List.of(new OffendingField(
                            "outcome",
                            body.outcome() == null ? "missing" : "not-here",
                            "A closing has an outcome, a reopening has none.")))
                    .exception();
        }
        return service.handle(
                caller,
                caseId,
                new RequestApproval(
                        body.act(),
                        body.outcome(),
                        words(caseId, body.reason()),
                        caller.actor().id(),
                        caller.now()),
                200,
                null,
                ApprovalsResource::number);
    }

    /** A leader approves, and what was asked for is done. */
    @POST
    @Path("/{approval}/grant")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> grant(@PathParam("caseId") UUID caseId, @PathParam("approval") @Positive int approval) {
        return service.handle(
                caller, caseId, new GrantApproval(approval, caller.actor().id(), unit(), caller.now()));
    }

    /** A leader does not approve. */
    @POST
    @Path("/{approval}/refusal")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> refuse(
            @PathParam("caseId") UUID caseId, @PathParam("approval") @Positive int approval, ReasonBody body) {
        return service.handle(
                caller,
                caseId,
                new RefuseApproval(approval, caller.actor().id(), unit(), words(caseId, body.reason()), caller.now()));
    }

    private static Map<String, Object> number(Ruling.Held<RoutingCase, RoutingEvent> held) {
        return Map.of("approval", held.state().oversight().approvals().all().size());
    }

    private String unit() {
        return requireNonNullElse(caller.claim("unit"), "");
    }

    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }
}

package org.fengqiao.routing.http;

import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.model.SupervisionCommand;
import org.fengqiao.routing.model.SupervisionCommand.AcknowledgeNotice;
import org.fengqiao.routing.model.SupervisionCommand.AnswerNotice;
import org.fengqiao.routing.model.SupervisionCommand.IssueNotice;
import org.fengqiao.routing.model.SupervisionCommand.LiftNotice;
import org.fengqiao.routing.model.SupervisionCommand.ObjectToNotice;
import org.fengqiao.routing.model.SupervisionCommand.UpholdNotice;
import org.fengqiao.routing.wire.Bodies.AnswerBody;
import org.fengqiao.routing.wire.Bodies.NoticeBody;
import org.fengqiao.routing.wire.Bodies.ReasonBody;
import org.fengqiao.routing.wire.NoticesBody;

/** Calls about the notices in one case. Each acts for the unit that the caller's token names; a dispatcher for any. */
@Path("/cases/{caseId}/notices")
@Cancellable(false)
@RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.CLERK, Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT})
public class CaseNoticesResource {

    private final Caller caller;
    private final RoutingService service;
    private final Disclosures disclosures;

    CaseNoticesResource(Caller caller, RoutingService service, Disclosures disclosures) {
        this.caller = caller;
        this.disclosures = disclosures;
        this.service = service;
    }

    /** The notices in the case, oldest first. */
    @GET
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.CLERK,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NoticesBody.class)))
    public Uni<Response> list(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> {
            if (current.version() == 0) {
                throw Problem.noSuchCase().exception();
            }
            var supervision = current.state().oversight().supervision();
            return disclosures.toStaff(
                    caller,
                    caseId,
                    current,
                    supervision.notices(),
                    disclosed -> NoticesBody.of(caseId, current.version(), supervision, disclosed));
        });
    }

    /** A person has a notice sent to whoever holds the case. */
    @POST
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    public Uni<Response> issue(@PathParam("caseId") UUID caseId, NoticeBody body) {
        return handle(caseId, new IssueNotice(unit(), body.fault(), words(caseId, body.asks()), caller.now()));
    }

    /** The unit has read the notice. */
    @POST
    @Path("/{notice}/acknowledgement")
    public Uni<Response> acknowledge(@PathParam("caseId") UUID caseId, @PathParam("notice") @Positive int notice) {
        return handle(
                caseId, new AcknowledgeNotice(unit(), notice, caller.actor().id(), caller.now()));
    }

    /** The unit says what it did. */
    @POST
    @Path("/{notice}/answer")
    public Uni<Response> answer(
            @PathParam("caseId") UUID caseId, @PathParam("notice") @Positive int notice, AnswerBody body) {
        return handle(caseId, new AnswerNotice(unit(), notice, words(caseId, body.answer()), caller.now()));
    }

    /** The unit objects to the notice (异议), once. */
    @POST
    @Path("/{notice}/objection")
    public Uni<Response> object(
            @PathParam("caseId") UUID caseId, @PathParam("notice") @Positive int notice, ReasonBody body) {
        return handle(caseId, new ObjectToNotice(unit(), notice, words(caseId, body.reason()), caller.now()));
    }

    /** The unit that issued the notice upholds it in spite of the objection. */
    @POST
    @Path("/{notice}/upholding")
    public Uni<Response> uphold(
            @PathParam("caseId") UUID caseId, @PathParam("notice") @Positive int notice, ReasonBody body) {
        return handle(caseId, new UpholdNotice(unit(), notice, words(caseId, body.reason()), caller.now()));
    }

    /** The unit that issued the notice finds that it is done, or that the unit rightly objects to it. */
    @POST
    @Path("/{notice}/lifting")
    public Uni<Response> lift(
            @PathParam("caseId") UUID caseId, @PathParam("notice") @Positive int notice, ReasonBody body) {
        return handle(caseId, new LiftNotice(unit(), notice, words(caseId, body.reason()), caller.now()));
    }

    private Uni<Response> handle(UUID caseId, SupervisionCommand command) {
        return service.handle(caller, caseId, command);
    }

    private @Nullable String unit() {
        if (caller.has(Roles.DISPATCHER)) {
            return null;
        }
        var unit = caller.claim("unit");
        return unit == null ? "" : unit;
    }

    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }
}

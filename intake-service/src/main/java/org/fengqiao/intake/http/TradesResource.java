package org.fengqiao.intake.http;

import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.IntakeCommand.AskStanding;
import org.fengqiao.intake.model.IntakeCommand.DeclineAppointment;
import org.fengqiao.intake.model.IntakeCommand.ObjectToTransfer;
import org.fengqiao.intake.model.IntakeCommand.ProposeRelief;
import org.fengqiao.intake.wire.DialogueBodies.InquiryBody;
import org.fengqiao.intake.wire.DialogueBodies.ReliefBody;
import org.fengqiao.intake.wire.DialogueBodies.ReturnBody;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;

/** Acts of a clerk that belong to one partner's trade. */
@Path("/cases/{caseId}")
@Cancellable(false)
public class TradesResource {

    private final IntakeService service;
    private final Caller caller;

    TradesResource(IntakeService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /** Declines the court's appointment with a reason (人民法院在线调解规则 art. 12); it is accepted when a mediation begins. */
    @POST
    @Path("/appointment/decline")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> decline(@PathParam("caseId") UUID caseId, @NotNull ReturnBody body) {
        return service.handle(caller, caseId, new DeclineAppointment(words(caseId, body.reason()), caller.now()));
    }

    /** Objects to the petition office's transfer with reasons (信访工作条例 art. 23). */
    @POST
    @Path("/transfer-objection")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> object(@PathParam("caseId") UUID caseId, @NotNull ReturnBody body) {
        return service.handle(caller, caseId, new ObjectToTransfer(words(caseId, body.reason()), caller.now()));
    }

    /** A clerk asks the procuratorate to relieve a party in hardship (司法救助); answers the id of that referral. */
    @POST
    @Path("/judicial-relief")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> relieve(@PathParam("caseId") UUID caseId, @NotNull ReliefBody body) {
        return service.handle(
                caller,
                caseId,
                new ProposeRelief(caseId, body.partyId(), words(caseId, body.need()), caller.now()),
                Response.Status.OK.getStatusCode(),
                null,
                held -> Map.of(
                        "referralId",
                        held.state()
                                .asRegistered()
                                .trade()
                                .prosecution()
                                .reliefs()
                                .getLast()
                                .proposed()
                                .referralId()),
                _ -> Map.of());
    }

    /** A clerk asks the court or the petition office whether the matter stands with it; answers the inquiry's id. */
    @POST
    @Path("/standing-inquiries")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> ask(@PathParam("caseId") UUID caseId, @NotNull InquiryBody body) {
        return service.handle(
                caller,
                caseId,
                new AskStanding(caseId, body.partner(), caller.now()),
                Response.Status.OK.getStatusCode(),
                null,
                held -> Map.of(
                        "inquiryId",
                        held.state()
                                .asRegistered()
                                .trade()
                                .standings()
                                .inquiries()
                                .getLast()
                                .asked()
                                .inquiryId()),
                _ -> Map.of());
    }

    private static PersonalText words(UUID caseId, String text) {
        return PersonalText.of(SubjectId.ofCase(caseId), text);
    }
}

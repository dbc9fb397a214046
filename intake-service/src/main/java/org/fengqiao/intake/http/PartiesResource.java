package org.fengqiao.intake.http;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.IntakeCommand.CorrectParty;
import org.fengqiao.intake.model.IntakeCommand.JoinParty;
import org.fengqiao.intake.model.IntakeCommand.RemoveParty;
import org.fengqiao.intake.wire.PartyBodies.CorrectionBody;
import org.fengqiao.intake.wire.PartyBodies.JoiningBody;
import org.fengqiao.intake.wire.PartyBodies.RemovalBody;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Times;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** The parties of a registered case: who joins, is set right, or leaves. */
@Path("/cases/{caseId}/parties")
@Cancellable(false)
public class PartiesResource {

    private final IntakeService service;
    private final Gbt31000 codes;
    private final Caller caller;

    PartiesResource(IntakeService service, Gbt31000 codes, Caller caller) {
        this.service = service;
        this.codes = codes;
        this.caller = caller;
    }

    /** Somebody joins the case as a party; answers the id of the party. */
    @POST
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER, Roles.MEDIATOR})
    public Uni<Response> join(@PathParam("caseId") UUID caseId, @NotNull JoiningBody body) {
        var today = Times.dayOf(caller.now());
        require(body.faults(codes, today));
        return service.handle(
                caller,
                caseId,
                new JoinParty(
                        body.party().person(today),
                        body.side(),
                        about(caseId, body.reason()),
                        caller.actor().id(),
                        caller.now()),
                Response.Status.CREATED.getStatusCode(),
                null,
                held -> Map.of("partyId", held.state().asRegistered().parties().lastId(body.side())));
    }

    /** Sets right what is on record about a party, and keeps what it was. */
    @POST
    @Path("/{partyId}/correction")
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER, Roles.MEDIATOR})
    public Uni<Response> correct(
            @PathParam("caseId") UUID caseId, @PathParam("partyId") String partyId, @NotNull CorrectionBody body) {
        var today = Times.dayOf(caller.now());
        require(body.faults(codes, today));
        return service.handle(
                caller,
                caseId,
                new CorrectParty(
                        partyId,
                        body.correction(today),
                        about(caseId, body.reason()),
                        caller.actor().id(),
                        caller.now()));
    }

    /** A party leaves the case. */
    @DELETE
    @Path("/{partyId}")
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER, Roles.MEDIATOR})
    public Uni<Response> remove(
            @PathParam("caseId") UUID caseId, @PathParam("partyId") String partyId, @NotNull RemovalBody body) {
        return service.handle(
                caller,
                caseId,
                new RemoveParty(
                        partyId, about(caseId, body.reason()), caller.actor().id(), caller.now()));
    }

    private static PersonalText about(UUID caseId, String text) {
        return PersonalText.of(SubjectId.ofCase(caseId), text);
    }

    private static void require(List<OffendingField> faults) {
        if (!faults.isEmpty()) {
            throw Problem.badInput(faults).exception();
        }
    }
}

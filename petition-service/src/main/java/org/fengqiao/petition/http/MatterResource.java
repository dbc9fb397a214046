package org.fengqiao.petition.http;

import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.PetitionCommand.EndSettlement;
import org.fengqiao.petition.model.PetitionCommand.EndTrack;
import org.fengqiao.petition.model.PetitionCommand.JudgeKind;
import org.fengqiao.petition.model.PetitionCommand.NoteNewFacts;
import org.fengqiao.petition.model.PetitionCommand.NoteTrack;
import org.fengqiao.petition.model.PetitionCommand.TrySettlement;
import org.fengqiao.petition.wire.Bodies.KindBody;
import org.fengqiao.petition.wire.Bodies.NewFactsBody;
import org.fengqiao.petition.wire.Bodies.SettlementBody;
import org.fengqiao.petition.wire.Bodies.SettlementOutcomeBody;
import org.fengqiao.petition.wire.Bodies.TrackBody;
import org.fengqiao.petition.wire.Bodies.TrackEndBody;

/** Calls about what the matter is, in which other procedure it is, and how the sides settle it. */
@Path("/petitions/{caseId}")
@Cancellable(false)
public class MatterResource {

    private final Caller caller;
    private final PetitionService service;

    MatterResource(Caller caller, PetitionService service) {
        this.caller = caller;
        this.service = service;
    }

    /** It is judged of what kind the petition is (信访工作条例 arts. 29 to 31), at first or anew. */
    @POST
    @Path("/kind")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> judge(@PathParam("caseId") UUID caseId, KindBody body) {
        return service.handle(
                caller,
                caseId,
                new JudgeKind(
                        Callers.by(caller),
                        body.kind(),
                        body.destination(),
                        body.whereIn(caseId),
                        body.accusedUnits(),
                        Callers.words(caseId, body.reason()),
                        caller.now()));
    }

    /** The matter was taken up in litigation, arbitration or administrative review (信访工作条例 art. 28). */
    @POST
    @Path("/track")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> note(@PathParam("caseId") UUID caseId, TrackBody body) {
        return service.handle(
                caller, caseId, new NoteTrack(Callers.by(caller), body.track(), body.documentNumber(), caller.now()));
    }

    /** The other procedure ended without settling the matter. */
    @POST
    @Path("/track/end")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> end(@PathParam("caseId") UUID caseId, TrackEndBody body) {
        return service.handle(caller, caseId, new EndTrack(Callers.by(caller), body.track(), caller.now()));
    }

    /** Both sides consent to settle (信访工作条例 art. 33). */
    @POST
    @Path("/settlement")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> settle(@PathParam("caseId") UUID caseId, SettlementBody body) {
        return service.handle(
                caller, caseId, new TrySettlement(Callers.by(caller), body.form(), body.consentedBy(), caller.now()));
    }

    /** The attempt to settle ended. */
    @POST
    @Path("/settlement/outcome")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> settled(@PathParam("caseId") UUID caseId, SettlementOutcomeBody body) {
        return service.handle(
                caller,
                caseId,
                new EndSettlement(Callers.by(caller), body.reached(), body.documentNumber(), caller.now()));
    }

    /** Notes that what came back after its second review has other facts or reasons, and is run (信访工作条例 art. 36). */
    @POST
    @Path("/new-facts")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> newFacts(@PathParam("caseId") UUID caseId, NewFactsBody body) {
        return service.handle(
                caller,
                caseId,
                new NoteNewFacts(Callers.by(caller), Callers.words(caseId, body.facts()), caller.now()));
    }
}

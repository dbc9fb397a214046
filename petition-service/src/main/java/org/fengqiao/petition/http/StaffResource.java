package org.fengqiao.petition.http;

import java.util.Map;
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
import org.fengqiao.petition.model.PetitionCommand.AskRecusal;
import org.fengqiao.petition.model.PetitionCommand.DecideRecusal;
import org.fengqiao.petition.model.PetitionCommand.NameAgent;
import org.fengqiao.petition.model.PetitionCommand.NameHandler;
import org.fengqiao.petition.model.PetitionCommand.PlanErrand;
import org.fengqiao.petition.model.PetitionCommand.RunErrand;
import org.fengqiao.petition.wire.Bodies.AgentBody;
import org.fengqiao.petition.wire.Bodies.ErrandAnswerBody;
import org.fengqiao.petition.wire.Bodies.ErrandBody;
import org.fengqiao.petition.wire.Bodies.HandlerBody;
import org.fengqiao.petition.wire.Bodies.RecusalBody;
import org.fengqiao.petition.wire.Bodies.RecusalDecisionBody;

/** Calls about who runs for the petitioner, who handles the matter, and the errands that are run. */
@Path("/petitions/{caseId}")
@Cancellable(false)
public class StaffResource {

    private final Caller caller;
    private final PetitionService service;

    StaffResource(Caller caller, PetitionService service) {
        this.caller = caller;
        this.service = service;
    }

    /** The organ that handles the matter is named, with its officer, who is never the one who runs. */
    @POST
    @Path("/handler")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> handler(@PathParam("caseId") UUID caseId, HandlerBody body) {
        return service.handle(
                caller, caseId, new NameHandler(Callers.by(caller), body.organ(), body.handler(), caller.now()));
    }

    /** Another one runs for the petitioner from now on. */
    @POST
    @Path("/agent")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> agent(@PathParam("caseId") UUID caseId, AgentBody body) {
        return service.handle(caller, caseId, new NameAgent(Callers.by(caller), body.agent(), caller.now()));
    }

    /** An errand for the petitioner is planned; answers its number. */
    @POST
    @Path("/errands")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> plan(@PathParam("caseId") UUID caseId, ErrandBody body) {
        return service.handle(
                caller,
                caseId,
                new PlanErrand(
                        Callers.by(caller),
                        Callers.words(caseId, body.where()),
                        Callers.words(caseId, body.what()),
                        body.runner(),
                        body.dueOn(),
                        caller.now()),
                200,
                null,
                held -> Map.of(
                        "errand", held.state().matter().staffing().errands().size()));
    }

    /** An errand was run: what was answered there, and what comes next. */
    @POST
    @Path("/errands/{errand}/answer")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> run(@PathParam("caseId") UUID caseId, @PathParam("errand") int errand, ErrandAnswerBody body) {
        return service.handle(
                caller,
                caseId,
                new RunErrand(
                        Callers.by(caller),
                        errand,
                        Callers.words(caseId, body.answer()),
                        body.nextIn(caseId),
                        caller.now()));
    }

    /** Somebody with an interest is to leave the matter to others (信访工作条例 art. 28); answers the number. */
    @POST
    @Path("/recusals")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> ask(@PathParam("caseId") UUID caseId, RecusalBody body) {
        return service.handle(
                caller,
                caseId,
                new AskRecusal(
                        Callers.by(caller),
                        body.person(),
                        body.askedBy(),
                        Callers.words(caseId, body.reason()),
                        caller.now()),
                200,
                null,
                held -> Map.of(
                        "recusal", held.state().matter().staffing().recusals().size()));
    }

    /** A leader decides on a recusal, and names who takes the place. */
    @POST
    @Path("/recusals/{recusal}/decision")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> decide(
            @PathParam("caseId") UUID caseId, @PathParam("recusal") int recusal, RecusalDecisionBody body) {
        return service.handle(
                caller,
                caseId,
                new DecideRecusal(Callers.by(caller), recusal, body.granted(), body.replacement(), caller.now()));
    }
}

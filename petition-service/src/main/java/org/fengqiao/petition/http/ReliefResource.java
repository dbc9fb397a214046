package org.fengqiao.petition.http;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.By;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.ReliefCommand.AdvanceRelief;
import org.fengqiao.petition.model.ReliefCommand.ApplyForRelief;
import org.fengqiao.petition.model.ReliefCommand.AppointHelper;
import org.fengqiao.petition.model.ReliefCommand.DecideObjection;
import org.fengqiao.petition.model.ReliefCommand.DecideRelief;
import org.fengqiao.petition.model.ReliefCommand.DeliverRelief;
import org.fengqiao.petition.model.ReliefCommand.FollowUpRelief;
import org.fengqiao.petition.model.ReliefCommand.ObjectToRefusal;
import org.fengqiao.petition.model.ReliefCommand.OfOne;
import org.fengqiao.petition.model.ReliefCommand.ReferRelief;
import org.fengqiao.petition.model.ReliefCommand.TerminateRelief;
import org.fengqiao.petition.model.ReliefCommand.WithdrawRelief;
import org.fengqiao.petition.model.ReliefRefusal;
import org.fengqiao.petition.view.CaseParties;
import org.fengqiao.petition.wire.ReliefBodies.AdvanceBody;
import org.fengqiao.petition.wire.ReliefBodies.ApplicationBody;
import org.fengqiao.petition.wire.ReliefBodies.AppointmentBody;
import org.fengqiao.petition.wire.ReliefBodies.DecisionBody;
import org.fengqiao.petition.wire.ReliefBodies.DeliveryBody;
import org.fengqiao.petition.wire.ReliefBodies.FollowUpBody;
import org.fengqiao.petition.wire.ReliefBodies.ObjectionBody;
import org.fengqiao.petition.wire.ReliefBodies.ObjectionDecisionBody;
import org.fengqiao.petition.wire.ReliefBodies.ReferralBody;
import org.fengqiao.petition.wire.ReliefBodies.TerminationBody;
import org.fengqiao.petition.wire.ReliefBodies.WithdrawalBody;
import org.fengqiao.petition.wire.ReliefsBody;

/** Calls about relief (救助) for people of a case, on whatever path it is. */
@Path("/petitions/{caseId}/relief")
@Cancellable(false)
public class ReliefResource {

    private final Caller caller;
    private final PetitionService service;
    private final Disclosures disclosures;
    private final Mutiny.SessionFactory sessions;

    ReliefResource(Caller caller, PetitionService service, Disclosures disclosures, Mutiny.SessionFactory sessions) {
        this.caller = caller;
        this.service = service;
        this.disclosures = disclosures;
        this.sessions = sessions;
    }

    /** The reliefs of a case that was claimed, on whatever path; as much of them as the caller may see. */
    @GET
    @RolesAllowed({
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.CLERK,
        Roles.MEDIATOR,
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.OPERATOR
    })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReliefsBody.class)))
    public Uni<Response> get(@PathParam("caseId") UUID caseId) {
        return service.current(caseId)
                .flatMap(current -> current.version() > 0 ? Uni.createFrom().item(current) : claimed(caseId, current))
                .flatMap(current -> {
                    var reliefs = current.state().reliefs();
                    return disclosures.toStaff(
                            caller,
                            caseId,
                            current,
                            reliefs.all(),
                            disclosed -> ReliefsBody.of(caseId, current.version(), reliefs, disclosed));
                });
    }

    /** Returns the same case, in which nothing was recorded here, if it was claimed on some path. */
    private Uni<CurrentCase<Petition>> claimed(UUID caseId, CurrentCase<Petition> current) {
        return EventLoop.on(() -> sessions.withStatelessSession(session -> CaseParties.areKnown(session, caseId)))
                .map(known -> {
                    if (!known) {
                        throw Problem.noSuchCase().exception();
                    }
                    return current;
                });
    }

    /** Somebody of the case applies for relief; answers the number of it. */
    @POST
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.CLERK, Roles.GRID_WORKER, Roles.MEDIATOR})
    public Uni<Response> apply(@PathParam("caseId") UUID caseId, @NotNull ApplicationBody body) {
        return EventLoop.on(() ->
                        sessions.withStatelessSession(session -> CaseParties.find(session, caseId, body.partyId())))
                .flatMap(subject -> {
                    if (subject == null) {
                        throw Problem.of(ReliefRefusal.NOT_A_PARTY).exception();
                    }
                    return service.handle(
                            caller,
                            caseId,
                            new ApplyForRelief(
                                    Callers.by(caller),
                                    body.kind(),
                                    body.beneficiary(subject),
                                    body.ground(),
                                    Callers.words(caseId, body.facts()),
                                    Callers.words(caseId, body.need()),
                                    caller.now()),
                            Response.Status.OK.getStatusCode(),
                            null,
                            held -> Map.of(
                                    "relief", held.state().reliefs().all().size()));
                });
    }

    /** The application goes to a body. */
    @POST
    @Path("/{relief}/referral")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> refer(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull ReferralBody body) {
        return take(caseId, (by, at) -> new ReferRelief(by, relief, body.body(), body.name(), at));
    }

    /** The body decided. */
    @POST
    @Path("/{relief}/decision")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> decide(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull DecisionBody body) {
        return take(
                caseId,
                (by, at) -> new DecideRelief(
                        by, relief, body.accepted(), wordsOrNone(caseId, body.reason()), body.documentNumber(), at));
    }

    /** The body gives relief before the application is complete (法律援助法 art. 44). */
    @POST
    @Path("/{relief}/advance")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> advance(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull AdvanceBody body) {
        return take(caseId, (by, at) -> new AdvanceRelief(by, relief, body.ground(), body.documentNumber(), at));
    }

    /** The body ended what it had granted (法律援助法 art. 48). */
    @POST
    @Path("/{relief}/termination")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> terminate(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull TerminationBody body) {
        return take(
                caseId,
                (by, at) -> new TerminateRelief(
                        by, relief, body.ground(), Callers.words(caseId, body.reason()), body.documentNumber(), at));
    }

    /** The applicant objects to the refusal of legal aid, or to its end (法律援助法 art. 49). */
    @POST
    @Path("/{relief}/objection")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.CLERK})
    public Uni<Response> object(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull ObjectionBody body) {
        return take(
                caseId,
                (by, at) ->
                        new ObjectToRefusal(by, relief, body.authority(), Callers.words(caseId, body.reason()), at));
    }

    /** The authority over the body decided on the objection. */
    @POST
    @Path("/{relief}/objection/decision")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> decideObjection(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull ObjectionDecisionBody body) {
        return take(caseId, (by, at) -> new DecideObjection(by, relief, body.corrected(), body.documentNumber(), at));
    }

    /** The body appointed somebody who gives the relief. */
    @POST
    @Path("/{relief}/appointment")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> appoint(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull AppointmentBody body) {
        return take(caseId, (by, at) -> new AppointHelper(by, relief, Callers.words(caseId, body.helper()), at));
    }

    /** The relief was delivered. */
    @POST
    @Path("/{relief}/delivery")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> deliver(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull DeliveryBody body) {
        return take(
                caseId,
                (by, at) -> new DeliverRelief(
                        by, relief, body.form(), Callers.words(caseId, body.what()), body.amount(), at));
    }

    /** The beneficiary was asked how it helped. */
    @POST
    @Path("/{relief}/follow-up")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> followUp(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull FollowUpBody body) {
        return take(
                caseId,
                (by, at) ->
                        new FollowUpRelief(by, relief, body.satisfaction(), wordsOrNone(caseId, body.remark()), at));
    }

    /** The application ends before there is a decision. */
    @POST
    @Path("/{relief}/withdrawal")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.CLERK})
    public Uni<Response> withdraw(
            @PathParam("caseId") UUID caseId, @PathParam("relief") int relief, @NotNull WithdrawalBody body) {
        return take(
                caseId,
                (by, at) -> new WithdrawRelief(by, relief, body.cause(), wordsOrNone(caseId, body.reason()), at));
    }

    /** Step of one relief, taken by somebody at a time. */
    private interface Step {
        OfOne command(By by, Instant at);
    }

    private Uni<Response> take(UUID caseId, Step step) {
        return service.handle(caller, caseId, step.command(Callers.by(caller), caller.now()));
    }

    private static @Nullable PersonalText wordsOrNone(UUID caseId, @Nullable String words) {
        return words == null || words.isBlank() ? null : Callers.words(caseId, words);
    }
}

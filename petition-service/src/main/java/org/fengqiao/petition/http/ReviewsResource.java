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
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.PetitionCommand.EnterReviewDecision;
import org.fengqiao.petition.model.PetitionCommand.RequestReview;
import org.fengqiao.petition.wire.Bodies.ReviewDecisionBody;
import org.fengqiao.petition.wire.Bodies.ReviewRequestBody;

/** Calls about the reviews of a petition opinion (信访工作条例 arts. 35, 36). */
@Path("/petitions/{caseId}")
@Cancellable(false)
public class ReviewsResource {

    private final Caller caller;
    private final PetitionService service;

    ReviewsResource(Caller caller, PetitionService service) {
        this.caller = caller;
        this.service = service;
    }

    /** The petitioner asks for a review; the petition office is told. */
    @POST
    @Path("/review-requests")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> request(@PathParam("caseId") UUID caseId, ReviewRequestBody body) {
        return service.handle(
                caller,
                caseId,
                new RequestReview(
                        Callers.by(caller),
                        body.level(),
                        body.by(),
                        Callers.words(caseId, body.organ()),
                        Callers.words(caseId, body.reason()),
                        caller.now()));
    }

    /** The decision of a review came on paper, and is entered. */
    @POST
    @Path("/review-decisions")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> decide(@PathParam("caseId") UUID caseId, ReviewDecisionBody body) {
        return service.handle(
                caller,
                caseId,
                new EnterReviewDecision(
                        Callers.by(caller),
                        body.level(),
                        body.decision(),
                        body.documentNumber(),
                        new ReportedTime(body.decidedAt().toInstant(), caller.now()),
                        body.answeredAt().toInstant()));
    }
}

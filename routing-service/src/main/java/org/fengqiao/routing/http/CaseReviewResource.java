package org.fengqiao.routing.http;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
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

import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.model.Anonymity;
import org.fengqiao.routing.model.ReviewCommand;
import org.fengqiao.routing.model.ReviewCommand.AppealReview;
import org.fengqiao.routing.model.ReviewCommand.CheckOwnCase;
import org.fengqiao.routing.model.ReviewCommand.CheckRectification;
import org.fengqiao.routing.model.ReviewCommand.ConfirmTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.DecideAppeal;
import org.fengqiao.routing.model.ReviewCommand.DeclineTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.NominateTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.PublishTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.ReportRectification;
import org.fengqiao.routing.model.ReviewCommand.ReviewCase;
import org.fengqiao.routing.model.ReviewCommand.SummariseTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.WithdrawTypicalCase;
import org.fengqiao.routing.model.ReviewRefusal;
import org.fengqiao.routing.wire.Bodies.AppealDecisionBody;
import org.fengqiao.routing.wire.Bodies.CheckBody;
import org.fengqiao.routing.wire.Bodies.ReasonBody;
import org.fengqiao.routing.wire.Bodies.RectificationBody;
import org.fengqiao.routing.wire.Bodies.ReviewBody;
import org.fengqiao.routing.wire.Bodies.SummaryApprovalBody;
import org.fengqiao.routing.wire.Bodies.SummaryBody;
import org.fengqiao.routing.wire.EvaluationBody;

/** Calls of units about the evaluation of one case. Each acts for the unit that the caller's token names. */
@Path("/cases/{caseId}/review")
@Cancellable(false)
@RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT})
public class CaseReviewResource {

    private final Caller caller;
    private final RoutingService service;
    private final Disclosures disclosures;
    private final DisputingSides sides;

    CaseReviewResource(Caller caller, RoutingService service, Disclosures disclosures, DisputingSides sides) {
        this.caller = caller;
        this.sides = sides;
        this.disclosures = disclosures;
        this.service = service;
    }

    /** The evaluation of the case: its latest review, and what is to be put right. */
    @GET
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR,
        Roles.ANALYST
    })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EvaluationBody.class)))
    public Uni<Response> get(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> {
            if (current.state().judged().isEmpty()) {
                throw Problem.noSuchCase().exception();
            }
            var evaluation = current.state().oversight().evaluation();
            return disclosures.toStaff(
                    caller,
                    caseId,
                    current,
                    List.of(evaluation),
                    disclosed -> EvaluationBody.of(caseId, current.version(), evaluation, unit(), disclosed));
        });
    }

    /** The unit that will be reviewed checks its own case on the same sheet (自查), before anybody reviews it. */
    @POST
    @Path("/self-check")
    public Uni<Response> checkOwn(@PathParam("caseId") UUID caseId, ReviewBody body) {
        return handle(
                caseId,
                new CheckOwnCase(
                        unit(),
                        caller.actor().id(),
                        body.points(),
                        body.remarks() == null ? null : words(caseId, body.remarks()),
                        caller.now()));
    }

    /** A unit that was asked reviews the case on the score sheet of its sample. */
    @POST
    public Uni<Response> review(@PathParam("caseId") UUID caseId, ReviewBody body) {
        return handle(
                caseId,
                new ReviewCase(
                        unit(),
                        caller.actor().id(),
                        body.points(),
                        body.remarks() == null ? null : words(caseId, body.remarks()),
                        caller.now()));
    }

    /** The reviewed unit says that it has put right what it was told to. */
    @POST
    @Path("/rectifications/{number}/report")
    public Uni<Response> report(
            @PathParam("caseId") UUID caseId, @PathParam("number") @Positive int number, RectificationBody body) {
        return handle(caseId, new ReportRectification(unit(), number, words(caseId, body.done()), caller.now()));
    }

    /** A reviewing unit looks whether it is put right; with a reason it is not, and is owed anew. */
    @POST
    @Path("/rectifications/{number}/check")
    public Uni<Response> check(
            @PathParam("caseId") UUID caseId, @PathParam("number") @Positive int number, CheckBody body) {
        var reason = body.reason() == null ? null : words(caseId, body.reason());
        return handle(caseId, new CheckRectification(unit(), number, reason, caller.now()));
    }

    /** The reviewed unit objects to the grade, within the rule {@code review-appeal}. */
    @POST
    @Path("/appeal")
    public Uni<Response> appeal(@PathParam("caseId") UUID caseId, ReasonBody body) {
        return handle(caseId, new AppealReview(unit(), words(caseId, body.reason()), caller.now()));
    }

    /** A unit that took no part decides the appeal; the grade stays or gets better. */
    @POST
    @Path("/appeal/decision")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    public Uni<Response> decide(@PathParam("caseId") UUID caseId, AppealDecisionBody body) {
        return handle(caseId, new DecideAppeal(unit(), body.grade(), words(caseId, body.reason()), caller.now()));
    }

    /** A unit that reviewed the case, which is graded {@code EXCELLENT}, proposes it as a typical one (典型案例). */
    @POST
    @Path("/nomination")
    public Uni<Response> nominate(@PathParam("caseId") UUID caseId, ReasonBody body) {
        return handle(
                caseId,
                new NominateTypicalCase(unit(), caller.actor().id(), words(caseId, body.reason()), caller.now()));
    }

    /** Somebody else than the proposer, not of the unit that handled the case, confirms it. */
    @POST
    @Path("/nomination/approval")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    public Uni<Response> confirm(@PathParam("caseId") UUID caseId) {
        return handle(caseId, new ConfirmTypicalCase(unit(), caller.actor().id(), caller.now()));
    }

    /** Somebody finds that it is no typical case. */
    @POST
    @Path("/nomination/rejection")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    public Uni<Response> decline(@PathParam("caseId") UUID caseId, ReasonBody body) {
        return handle(
                caseId,
                new DeclineTypicalCase(unit(), caller.actor().id(), words(caseId, body.reason()), caller.now()));
    }

    /**
     * Writes what others can learn from a typical case, without anybody whom it is about: 422 if it has a name of the
     * case's parties or a number of somebody.
     */
    @POST
    @Path("/summary")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER, Roles.MEDIATOR})
    public Uni<Response> summarise(@PathParam("caseId") UUID caseId, SummaryBody body) {
        return service.current(caseId)
                .flatMap(current -> sides.names(current.state()))
                .flatMap(names -> {
                    if (Anonymity.isBroken(body.title() + "\n" + body.text(), names)) {
                        throw Problem.of(ReviewRefusal.SUMMARY_NOT_ANONYMOUS).exception();
                    }
                    return handle(
                            caseId,
                            new SummariseTypicalCase(
                                    caller.actor().id(),
                                    words(caseId, body.title()),
                                    words(caseId, body.text()),
                                    caller.now()));
                });
    }

    /** Somebody else than the writer approves the summary: the case stands in the library. */
    @POST
    @Path("/summary/approval")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    public Uni<Response> publish(@PathParam("caseId") UUID caseId, SummaryApprovalBody body) {
        return handle(caseId, new PublishTypicalCase(caller.actor().id(), body.summary(), caller.now()));
    }

    /** Takes the case out of the library. */
    @POST
    @Path("/summary/withdrawal")
    @RolesAllowed({Roles.DISPATCHER, Roles.LEADER})
    public Uni<Response> withdraw(@PathParam("caseId") UUID caseId, ReasonBody body) {
        return handle(caseId, new WithdrawTypicalCase(caller.actor().id(), words(caseId, body.reason()), caller.now()));
    }

    private Uni<Response> handle(UUID caseId, ReviewCommand command) {
        return service.handle(caller, caseId, command);
    }

    private String unit() {
        return requireNonNullElse(caller.claim("unit"), "");
    }

    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }
}

package org.fengqiao.routing.http;

import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
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
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.CloseCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateCase;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.RecordHandling;
import org.fengqiao.routing.model.RoutingCommand.ReportRepeat;
import org.fengqiao.routing.model.RoutingCommand.ReturnCase;
import org.fengqiao.routing.model.RoutingCommand.TakeOverCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawFromCase;
import org.fengqiao.routing.model.RoutingRefusal;
import org.fengqiao.routing.wire.Bodies.AssignmentBody;
import org.fengqiao.routing.wire.Bodies.ClaimBody;
import org.fengqiao.routing.wire.Bodies.ClosureBody;
import org.fengqiao.routing.wire.Bodies.HandlingBody;
import org.fengqiao.routing.wire.Bodies.ReasonBody;
import org.fengqiao.routing.wire.Bodies.RepeatBody;
import org.fengqiao.routing.wire.Bodies.ReturnBody;
import org.fengqiao.routing.wire.Bodies.TriageBody;
import org.fengqiao.routing.wire.CaseBody;
import org.fengqiao.routing.wire.DirectoryBodies.RecusalBody;
import org.fengqiao.routing.wire.HoldingBody;

/**
 * Calls of dispatchers and units about the custody of a case. Whoever acts for a unit acts for the one their token
 * names.
 */
@Path("/cases/{caseId}")
@Cancellable(false)
public class CasesResource {

    private final Caller caller;
    private final RoutingService service;

    private final Disclosures disclosures;

    CasesResource(Caller caller, RoutingService service, Disclosures disclosures) {
        this.caller = caller;
        this.disclosures = disclosures;
        this.service = service;
    }

    /** The case as it stands in routing. */
    @GET
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CaseBody.class)))
    public Uni<Response> get(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> switch (current.state()) {
            case RoutingCase.NotTriaged _ -> throw Problem.noSuchCase().exception();
            case RoutingCase.Known state ->
                service.events(caseId)
                        .flatMap(history -> disclosures.toStaff(
                                caller,
                                caseId,
                                current,
                                List.of(
                                        state.dossier().parties(),
                                        state.dossier().consultations(),
                                        state.oversight().duties(),
                                        state.oversight().approvals()),
                                disclosed -> CaseBody.of(
                                        caseId,
                                        current.version(),
                                        state,
                                        current.deadlines(),
                                        HoldingBody.of(state, current.deadlines(), history, caller.now()),
                                        disclosed)));
        });
    }

    /** A person judges the case otherwise than the table did; it goes to the best unit under the new judgement. */
    @POST
    @Path("/triage")
    @RolesAllowed(Roles.DISPATCHER)
    public Uni<Response> overrule(@PathParam("caseId") UUID caseId, TriageBody body) {
        return service.handle(
                caller,
                caseId,
                new OverruleTriage(
                        body.category(),
                        body.complexity(),
                        body.risk(),
                        body.path(),
                        words(caseId, body.reason()),
                        caller.now()));
    }

    /** The case is given to a unit that works on its path. */
    @POST
    @Path("/assignment")
    @RolesAllowed(Roles.DISPATCHER)
    public Uni<Response> assign(@PathParam("caseId") UUID caseId, AssignmentBody body) {
        return service.handle(caller, caseId, new AssignCase(body.unit(), caller.now()));
    }

    /**
     * Claims the case for the unit, by somebody on its staff. A dispatcher claims for any unit, a leader for their own
     * and those below it; they answer for whom they name, who may be on no unit's staff.
     */
    @POST
    @Path("/claim")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> claim(@PathParam("caseId") UUID caseId, ClaimBody body) {
        var claimant = Claimants.of(caller);
        return service.handle(
                caller, caseId, new ClaimCase(actingUnit(), claimant, body.unit(), body.worker(), caller.now()));
    }

    /**
     * The unit gives the case back: while it has not claimed it, and for the time of the rule {@code return} after it
     * has.
     */
    @POST
    @Path("/return")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.DISPATCHER})
    public Uni<Response> giveBack(@PathParam("caseId") UUID caseId, ReturnBody body) {
        return service.handle(
                caller,
                caseId,
                new ReturnCase(actingUnit(), words(caseId, body.reason()), body.responsible(), caller.now()));
    }

    /** The unit asks the one above to take the case. */
    @POST
    @Path("/escalation")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.DISPATCHER})
    public Uni<Response> escalate(@PathParam("caseId") UUID caseId, ReasonBody body) {
        return service.handle(caller, caseId, new EscalateCase(actingUnit(), words(caseId, body.reason())));
    }

    /** The caller's unit takes the case over from one below it (提级办理). */
    @POST
    @Path("/takeover")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> takeOver(@PathParam("caseId") UUID caseId, ReasonBody body) {
        var unit = caller.claim("unit");
        return service.handle(caller, caseId, new TakeOverCase(unit == null ? "" : unit, words(caseId, body.reason())));
    }

    /**
     * Somebody of a unit has an interest in the case and does not handle it (回避); with {@code wholeUnit} nobody of the
     * unit does. If the case is with them, somebody else gets it.
     */
    @POST
    @Path("/recusal")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER})
    public Uni<Response> withdraw(@PathParam("caseId") UUID caseId, RecusalBody body) {
        var actor = caller.actor();
        return service.handle(
                caller,
                caseId,
                new WithdrawFromCase(
                        actor.id(),
                        actor.unit(),
                        Boolean.TRUE.equals(body.wholeUnit()),
                        words(caseId, body.reason()),
                        caller.now()));
    }

    /** A department has handled the case, which closes it. */
    @POST
    @Path("/handling")
    @RolesAllowed({Roles.DEPARTMENT, Roles.DISPATCHER})
    public Uni<Response> handling(@PathParam("caseId") UUID caseId, HandlingBody body) {
        return service.handle(
                caller, caseId, new RecordHandling(actingUnit(), words(caseId, body.result()), caller.now()));
    }

    /**
     * A dispatcher closes the case with an outcome that is proved by what is on record: an agreement, a decision,
     * relief that was given; or by the other case in which it goes on.
     */
    @POST
    @Path("/closure")
    @RolesAllowed(Roles.DISPATCHER)
    public Uni<Response> close(@PathParam("caseId") UUID caseId, ClosureBody body) {
        var close = new CloseCase(body.outcome(), body.mergedInto(), words(caseId, body.reason()), caller.now());
        var other = body.mergedInto();
        if (other == null) {
            return service.handle(caller, caseId, close);
        }
        return service.current(other).flatMap(known -> {
            if (other.equals(caseId) || known.state().judged().isEmpty()) {
                throw Problem.of(RoutingRefusal.OTHER_CASE_MISSING).exception();
            }
            return service.handle(caller, caseId, close);
        });
    }

    /**
     * The same dispute came back as another case, within the time of the rule {@code relapse-window} after this one was
     * closed: it relapses, and is opened again.
     */
    @POST
    @Path("/repeat")
    @RolesAllowed(Roles.DISPATCHER)
    public Uni<Response> repeat(@PathParam("caseId") UUID caseId, RepeatBody body) {
        var repeat = body.repeat();
        return service.current(repeat).flatMap(known -> {
            if (repeat.equals(caseId)) {
                throw Problem.of(RoutingRefusal.SAME_CASE).exception();
            }
            if (known.state().judged().isEmpty()) {
                throw Problem.of(RoutingRefusal.OTHER_CASE_MISSING).exception();
            }
            return service.handle(caller, caseId, new ReportRepeat(repeat, caller.now()));
        });
    }

    /** Makes personal text of words about a case, which may be about anybody in it. */
    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }

    /**
     * The unit in the caller's token; null for a dispatcher, who acts for any. A token without a unit acts for none.
     */
    private @Nullable String actingUnit() {
        if (caller.has(Roles.DISPATCHER)) {
            return null;
        }
        var unit = caller.claim("unit");
        return unit == null ? "" : unit;
    }
}

package org.fengqiao.routing.http;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.DutyCommand;
import org.fengqiao.routing.model.DutyCommand.ClaimDuty;
import org.fengqiao.routing.model.DutyCommand.CompleteDuty;
import org.fengqiao.routing.model.DutyCommand.DropDuty;
import org.fengqiao.routing.model.DutyCommand.HandOverDuty;
import org.fengqiao.routing.model.DutyCommand.NameSupport;
import org.fengqiao.routing.model.DutyCommand.ReturnDuty;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.wire.Bodies.ReasonBody;
import org.fengqiao.routing.wire.DutyBodies.HandoverBody;
import org.fengqiao.routing.wire.DutyBodies.ResultBody;
import org.fengqiao.routing.wire.DutyBodies.SupportBody;
import org.fengqiao.routing.wire.DutyBodies.WorkerBody;

/**
 * Calls about the joint handling of a case (联合办理). Whoever acts for a unit acts for the one their token names;
 * dispatchers and leaders act for any. {@code GET /cases/{caseId}} shows the duties and who has them in hand.
 */
@Path("/cases/{caseId}")
@Cancellable(false)
public class DutiesResource {

    private final Caller caller;
    private final RoutingService service;
    private final DisputingSides sides;

    DutiesResource(Caller caller, RoutingService service, DisputingSides sides) {
        this.caller = caller;
        this.service = service;
        this.sides = sides;
    }

    /** The unit that leads the case names another one for support; answers the number of its duty. */
    @POST
    @Path("/supports")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> nameSupport(@PathParam("caseId") UUID caseId, SupportBody body) {
        var today = caller.now().atZone(OfficialCalendar.ZONE).toLocalDate();
        return sideOf(caseId)
                .flatMap(side -> service.handle(
                        caller,
                        caseId,
                        new NameSupport(
                                actingUnit(),
                                body.unit(),
                                words(caseId, body.what()),
                                body.dueOn(),
                                body.instead(),
                                side,
                                today,
                                caller.now()),
                        200,
                        null,
                        DutiesResource::number));
    }

    /** Claims the duty for its unit, by somebody on its staff; a dispatcher or leader answers for whom they name. */
    @POST
    @Path("/duties/{duty}/claim")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> claim(@PathParam("caseId") UUID caseId, @PathParam("duty") int duty, WorkerBody body) {
        var claimant = Claimants.of(caller);
        return about(caseId, side -> new ClaimDuty(actingUnit(), claimant, duty, body.worker(), side, caller.now()));
    }

    /** Somebody else of the unit has the duty from now on: it is given to them, or they take it over. */
    @POST
    @Path("/duties/{duty}/handover")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> handOver(@PathParam("caseId") UUID caseId, @PathParam("duty") int duty, HandoverBody body) {
        var claimant = Claimants.of(caller);
        return about(
                caseId,
                side -> new HandOverDuty(
                        actingUnit(), claimant, duty, body.worker(), words(caseId, body.reason()), side, caller.now()));
    }

    /** The unit gives the duty back; whoever leads the case names another unit or drops it. */
    @POST
    @Path("/duties/{duty}/return")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> giveBack(@PathParam("caseId") UUID caseId, @PathParam("duty") int duty, ReasonBody body) {
        return service.handle(
                caller, caseId, new ReturnDuty(actingUnit(), duty, words(caseId, body.reason()), caller.now()));
    }

    /** The unit has done what it had to. */
    @POST
    @Path("/duties/{duty}/done")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> complete(@PathParam("caseId") UUID caseId, @PathParam("duty") int duty, ResultBody body) {
        return service.handle(
                caller, caseId, new CompleteDuty(duty, actingUnit(), words(caseId, body.result()), caller.now()));
    }

    /** The unit that leads the case drops a duty, which is not needed. */
    @POST
    @Path("/duties/{duty}/cancellation")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> drop(@PathParam("caseId") UUID caseId, @PathParam("duty") int duty, ReasonBody body) {
        return service.handle(
                caller, caseId, new DropDuty(actingUnit(), duty, words(caseId, body.reason()), caller.now()));
    }

    private Uni<Response> about(UUID caseId, Function<DisputingSide, DutyCommand> command) {
        return sideOf(caseId).flatMap(side -> service.handle(caller, caseId, command.apply(side)));
    }

    private Uni<DisputingSide> sideOf(UUID caseId) {
        return service.current(caseId).flatMap(current -> sides.of(current.state()));
    }

    private static Map<String, Object> number(Ruling.Held<RoutingCase, RoutingEvent> held) {
        return Map.of("duty", held.state().oversight().duties().all().size());
    }

    /** Makes personal text of words about a case, which may be about anybody in it. */
    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }

    /** The unit in the caller's token; null for dispatchers and leaders, who act for any. */
    private @Nullable String actingUnit() {
        if (caller.has(Roles.DISPATCHER) || caller.has(Roles.LEADER)) {
            return null;
        }
        return requireNonNullElse(caller.claim("unit"), "");
    }
}

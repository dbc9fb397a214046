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

import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.Consultation.Participant;
import org.fengqiao.routing.model.ConsultationCause;
import org.fengqiao.routing.model.ConsultationCommand.ConcludeConsultation;
import org.fengqiao.routing.model.ConsultationCommand.ConveneConsultation;
import org.fengqiao.routing.model.ConsultationCommand.DeclareInterest;
import org.fengqiao.routing.model.ConsultationCommand.InviteToConsultation;
import org.fengqiao.routing.model.ConsultationCommand.ReconveneConsultation;
import org.fengqiao.routing.model.ConsultationCommand.RecordOpinion;
import org.fengqiao.routing.model.ConsultationCommand.Step;
import org.fengqiao.routing.model.ConsultationCommand.WaiveConsultation;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.wire.Bodies.ReasonBody;
import org.fengqiao.routing.wire.ConsultationBodies.ConclusionBody;
import org.fengqiao.routing.wire.ConsultationBodies.ConveningBody;
import org.fengqiao.routing.wire.ConsultationBodies.InterestBody;
import org.fengqiao.routing.wire.ConsultationBodies.InvitationBody;
import org.fengqiao.routing.wire.ConsultationBodies.OpinionBody;

/**
 * Calls about the consultations on a case (会商). Leaders and dispatchers convene and conclude; whoever is invited gives
 * an opinion for the unit in the token, or as an expert. {@code GET /cases/{caseId}} shows all of it.
 */
@Path("/cases/{caseId}")
@Cancellable(false)
public class ConsultationsResource {

    private final Caller caller;
    private final RoutingService service;
    private final DisputingSides sides;

    ConsultationsResource(Caller caller, RoutingService service, DisputingSides sides) {
        this.caller = caller;
        this.service = service;
        this.sides = sides;
    }

    /** A consultation is convened; answers its number. Who meets is for the rules to say if no units are named. */
    @POST
    @Path("/consultations")
    @RolesAllowed({Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> convene(@PathParam("caseId") UUID caseId, ConveningBody body) {
        return numbered(
                caseId,
                side -> new ConveneConsultation(
                        caller.has(Roles.LEADER) ? ConsultationCause.LEADERS_WISH : ConsultationCause.REQUESTED,
                        participant(),
                        words(caseId, body.agenda()),
                        body.invitedUnits(),
                        body.invitedExperts(),
                        body.namedMaterials(),
                        side,
                        caller.now()));
    }

    /** The case is not consulted on for what was proposed. */
    @POST
    @Path("/consultations/waiver")
    @RolesAllowed({Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> waive(@PathParam("caseId") UUID caseId, ReasonBody body) {
        return service.handle(caller, caseId, new WaiveConsultation(words(caseId, body.reason()), caller.now()));
    }

    /** More units and people are invited, or more materials named. */
    @POST
    @Path("/consultations/{consultation}/invitations")
    @RolesAllowed({Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> invite(
            @PathParam("caseId") UUID caseId, @PathParam("consultation") int consultation, InvitationBody body) {
        return about(
                caseId,
                side -> new InviteToConsultation(
                        consultation,
                        body.invitedUnits(),
                        body.invitedExperts(),
                        body.namedMaterials(),
                        side,
                        caller.now()));
    }

    /** Somebody invited gives an opinion in writing; a later one takes its place. */
    @POST
    @Path("/consultations/{consultation}/opinions")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER})
    public Uni<Response> giveOpinion(
            @PathParam("caseId") UUID caseId, @PathParam("consultation") int consultation, OpinionBody body) {
        return about(
                caseId,
                side -> new RecordOpinion(
                        consultation,
                        participant(),
                        body.position(),
                        words(caseId, body.reasons()),
                        side,
                        caller.now()));
    }

    /** Somebody invited declares an interest and takes no part any more. */
    @POST
    @Path("/consultations/{consultation}/interests")
    @RolesAllowed({Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.LEADER})
    public Uni<Response> declareInterest(
            @PathParam("caseId") UUID caseId, @PathParam("consultation") int consultation, InterestBody body) {
        return service.handle(
                caller,
                caseId,
                new DeclareInterest(
                        consultation,
                        participant(),
                        requireNonNullElse(body.wholeUnit(), false),
                        words(caseId, body.reason()),
                        caller.now()));
    }

    /** The consultation is concluded: the lead gets the case, and the steps of the plan become duties. */
    @POST
    @Path("/consultations/{consultation}/conclusion")
    @RolesAllowed({Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> conclude(
            @PathParam("caseId") UUID caseId, @PathParam("consultation") int consultation, ConclusionBody body) {
        var today = caller.now().atZone(OfficialCalendar.ZONE).toLocalDate();
        return about(
                caseId,
                side -> new ConcludeConsultation(
                        consultation,
                        participant(),
                        body.lead(),
                        body.supporting(),
                        body.path(),
                        words(caseId, body.reasons()),
                        body.plan().stream()
                                .map(step -> new Step(words(caseId, step.what()), step.unit(), step.dueOn()))
                                .toList(),
                        side,
                        today,
                        caller.now()));
    }

    /** A consultation that ended is gone on with by a new one; answers its number. */
    @POST
    @Path("/consultations/{consultation}/reconvening")
    @RolesAllowed({Roles.LEADER, Roles.DISPATCHER})
    public Uni<Response> reconvene(
            @PathParam("caseId") UUID caseId, @PathParam("consultation") int consultation, ConveningBody body) {
        return numbered(
                caseId,
                side -> new ReconveneConsultation(
                        consultation,
                        participant(),
                        words(caseId, body.agenda()),
                        body.invitedUnits(),
                        body.invitedExperts(),
                        body.namedMaterials(),
                        side,
                        caller.now()));
    }

    private Uni<Response> about(UUID caseId, Function<DisputingSide, RoutingCommand> command) {
        return service.current(caseId)
                .flatMap(current -> sides.of(current.state()))
                .flatMap(side -> service.handle(caller, caseId, command.apply(side)));
    }

    private Uni<Response> numbered(UUID caseId, Function<DisputingSide, RoutingCommand> command) {
        return service.current(caseId)
                .flatMap(current -> sides.of(current.state()))
                .flatMap(side ->
                        service.handle(caller, caseId, command.apply(side), 200, null, ConsultationsResource::number));
    }

    private static Map<String, Object> number(Ruling.Held<RoutingCase, RoutingEvent> held) {
        return Map.of(
                "consultation",
                held.state().known().dossier().consultations().all().size());
    }

    /** Makes personal text of words about a case, which may be about anybody in it. */
    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }

    private Participant participant() {
        var actor = caller.actor();
        return new Participant(actor.id(), actor.unit(), actor.onBehalfOf());
    }
}

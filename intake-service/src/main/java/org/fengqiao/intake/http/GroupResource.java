package org.fengqiao.intake.http;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand.ChooseRepresentatives;
import org.fengqiao.intake.model.IntakeCommand.ListMembers;
import org.fengqiao.intake.model.IntakeCommand.RemoveMember;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.wire.GroupBodies.GroupBody;
import org.fengqiao.intake.wire.GroupBodies.MembersBody;
import org.fengqiao.intake.wire.GroupBodies.RepresentativesBody;
import org.fengqiao.intake.wire.PartyBodies.RemovalBody;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Times;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** The group of a case: its members, and who speaks for them. */
@Path("/cases/{caseId}")
@Cancellable(false)
public class GroupResource {

    private final IntakeService service;
    private final Disclosures disclosures;
    private final Caller caller;

    GroupResource(IntakeService service, Disclosures disclosures, Caller caller) {
        this.service = service;
        this.disclosures = disclosures;
        this.caller = caller;
    }

    /** The group with its list. */
    @GET
    @Path("/members")
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER, Roles.LEADER, Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT
    })
    public Uni<Response> members(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> switch (current.state()) {
            case IntakeCase.Unregistered _ ->
                throw Problem.of(IntakeRefusal.NO_SUCH_CASE).exception();
            case IntakeCase.Registered s ->
                disclosures.toStaff(
                        caller, caseId, current, List.of(s.group()), disclosed -> GroupBody.of(caseId, s, disclosed));
        });
    }

    /** Lists members, in addition to those on the list; answers how many people the group has. */
    @POST
    @Path("/members")
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER})
    public Uni<Response> list(@PathParam("caseId") UUID caseId, @NotNull MembersBody body) {
        var today = Times.dayOf(caller.now());
        var faults = body.faults(today);
        if (!faults.isEmpty()) {
            throw Problem.badInput(faults).exception();
        }
        return service.handle(
                caller,
                caseId,
                new ListMembers(body.people(today), caller.actor().id(), caller.now()),
                Response.Status.CREATED.getStatusCode(),
                null,
                held -> counted(held.state().asRegistered()));
    }

    /** A member leaves the group; answers how many people it has. */
    @DELETE
    @Path("/members/{memberId}")
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER})
    public Uni<Response> remove(
            @PathParam("caseId") UUID caseId, @PathParam("memberId") String memberId, @NotNull RemovalBody body) {
        return service.handle(
                caller,
                caseId,
                new RemoveMember(
                        memberId, about(caseId, body.reason()), caller.actor().id(), caller.now()),
                Response.Status.OK.getStatusCode(),
                null,
                held -> counted(held.state().asRegistered()));
    }

    /** It is chosen who speaks for the group; a member who is chosen becomes an applicant. Answers who speaks. */
    @POST
    @Path("/representatives")
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER})
    public Uni<Response> choose(@PathParam("caseId") UUID caseId, @NotNull RepresentativesBody body) {
        return service.handle(
                caller,
                caseId,
                new ChooseRepresentatives(
                        body.representatives(),
                        about(caseId, body.reason()),
                        caller.actor().id(),
                        caller.now()),
                Response.Status.OK.getStatusCode(),
                null,
                held -> {
                    var registered = held.state().asRegistered();
                    return Map.of("representatives", registered.group().speakers(registered.parties()));
                });
    }

    private static Map<String, Object> counted(IntakeCase.Registered registered) {
        var counted = registered.group().counted(registered.parties());
        return counted == null ? Map.of() : Map.of("counted", counted);
    }

    private static PersonalText about(UUID caseId, String text) {
        return PersonalText.of(SubjectId.ofCase(caseId), text);
    }
}

package org.fengqiao.petition.http;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.deadline.DeadlinesResource.Standstill;
import org.fengqiao.kernel.deadline.ExtensionsResource.Extension;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Agency.NotOpened;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand.ArchivePetition;
import org.fengqiao.petition.model.PetitionCommand.ConcludePetition;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.NotifyPetitioner;
import org.fengqiao.petition.model.PetitionKind;
import org.fengqiao.petition.policy.PetitionPolicy;
import org.fengqiao.petition.view.PetitionList;
import org.fengqiao.petition.view.PetitionList.PetitionRow;
import org.fengqiao.petition.view.PetitionStatus;
import org.fengqiao.petition.view.ReviewStage;
import org.fengqiao.petition.wire.Bodies.ArchiveBody;
import org.fengqiao.petition.wire.Bodies.ConclusionBody;
import org.fengqiao.petition.wire.Bodies.NotificationBody;
import org.fengqiao.petition.wire.Bodies.ReplyBody;
import org.fengqiao.petition.wire.PetitionBody;

/** Calls of petition clerks and departments about one petition. */
@Path("/petitions")
@Cancellable(false)
public class PetitionsResource {

    private final Caller caller;
    private final PetitionService service;
    private final CaseLists lists;
    private final Disclosures disclosures;

    PetitionsResource(Caller caller, PetitionService service, CaseLists lists, Disclosures disclosures) {
        this.caller = caller;
        this.service = service;
        this.lists = lists;
        this.disclosures = disclosures;
    }

    /**
     * The agencies of a unit in cases of the caller's jurisdiction, oldest first; {@code status}, {@code kind} and
     * {@code review} may be given several times.
     */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Page<PetitionRow>> list(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("status") List<PetitionStatus> statuses,
            @QueryParam("kind") List<PetitionKind> kinds,
            @QueryParam("review") List<ReviewStage> reviews,
            @Valid @BeanParam Page.Request page) {
        return lists.read(PetitionList.READ, new PetitionList.Filter(unit, statuses, kinds, reviews), page);
    }

    /** The case as it stands in the petition agency, as much of it as the caller may see. */
    @GET
    @Path("/{caseId}")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionBody.class)))
    public Uni<Response> get(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> {
            var petition = begun(current.state());
            return disclosures.toStaff(
                    caller,
                    caseId,
                    current,
                    List.of(current.state()),
                    disclosed -> PetitionBody.of(caseId, current, petition, disclosed));
        });
    }

    /** The petitioner is told in writing that the matter was received. */
    @POST
    @Path("/{caseId}/notification")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> notify(@PathParam("caseId") UUID caseId, NotificationBody body) {
        return service.handle(
                caller, caseId, new NotifyPetitioner(Callers.by(caller), body.documentNumber(), caller.now()));
    }

    /** The petitioner gets the written reply. */
    @POST
    @Path("/{caseId}/reply")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> reply(@PathParam("caseId") UUID caseId, ReplyBody body) {
        return service.handle(
                caller,
                caseId,
                new DeliverReply(
                        Callers.by(caller),
                        body.result(),
                        body.documentNumber(),
                        body.paper(caseId),
                        body.delivery().delivery(),
                        caller.now()));
    }

    /** The agency is done. */
    @POST
    @Path("/{caseId}/conclusion")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> conclude(@PathParam("caseId") UUID caseId, ConclusionBody body) {
        return service.handle(caller, caseId, new ConcludePetition(Callers.by(caller), body.result(), caller.now()));
    }

    /** The file goes into the archive, once nobody can ask for a review any more. */
    @POST
    @Path("/{caseId}/archive")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> archive(@PathParam("caseId") UUID caseId, ArchiveBody body) {
        return service.handle(caller, caseId, new ArchivePetition(Callers.by(caller), body.fileNumber(), caller.now()));
    }

    /**
     * More time is asked for the reply (信访工作条例 art. 34), of which the petitioner was told; the head of the agency
     * decides, as for each deadline of a case.
     */
    @POST
    @Path("/{caseId}/extension")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> extend(@PathParam("caseId") UUID caseId, Extension body) {
        return running(
                caseId,
                name -> service.handleDeadline(
                        caller, caseId, body.order(caseId, name, caller), Extension.answer(name)));
    }

    /** The running time stands, as far as its rule allows: that of the second review in a hearing (信访工作条例 art. 36). */
    @POST
    @Path("/{caseId}/pause")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> pause(@PathParam("caseId") UUID caseId, Standstill body) {
        return running(
                caseId,
                name -> service.handleDeadline(
                        caller, caseId, new DeadlineOrder.Pause(name, body.ground(), caller.now())));
    }

    /** The time runs again. */
    @POST
    @Path("/{caseId}/resumption")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> resume(@PathParam("caseId") UUID caseId) {
        return running(
                caseId, name -> service.handleDeadline(caller, caseId, new DeadlineOrder.Resume(name, caller.now())));
    }

    private Uni<Response> running(UUID caseId, Function<DeadlineName, Uni<Response>> order) {
        return service.current(caseId)
                .flatMap(current -> order.apply(PetitionPolicy.runningIn(current.state(), begun(current.state()))));
    }

    private static Begun begun(Petition petition) {
        return switch (petition.agency()) {
            case Begun begun -> begun;
            case NotOpened _ -> throw Problem.noSuchCase().exception();
        };
    }
}

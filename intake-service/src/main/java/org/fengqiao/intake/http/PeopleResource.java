package org.fengqiao.intake.http;

import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.IntakeCommand.RequestErasure;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.view.People;
import org.fengqiao.intake.wire.Bodies.ErasureBody;
import org.fengqiao.intake.wire.Bodies.SearchBody;
import org.fengqiao.intake.wire.FoundBody;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CasesWithin;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** The people of all cases: finding somebody again, and asking that somebody be forgotten. */
@Path("/")
@Cancellable(false)
@Reach(Reach.Scope.CHOSEN)
public class PeopleResource {

    private static final int MOST = 200;

    private final IntakeService service;
    private final People people;
    private final Disclosures disclosures;
    private final CasesWithin cases;
    private final Caller caller;

    PeopleResource(IntakeService service, People people, Disclosures disclosures, CasesWithin cases, Caller caller) {
        this.service = service;
        this.people = people;
        this.disclosures = disclosures;
        this.cases = cases;
        this.caller = caller;
    }

    /**
     * Finds who has exactly this name, number or phone, however it was written; no part of it is kept anywhere in
     * clear. That somebody was found is recorded.
     */
    @POST
    @Path("/people/search")
    @RolesAllowed({Roles.CLERK, Roles.PETITION_CLERK})
    public Uni<FoundBody> search(@NotNull SearchBody body) {
        var kind = PersonalKind.valueOf(body.kind().name());
        return people.find(kind, body.value(), Jurisdiction.of(caller), MOST)
                .call(found -> disclosures.found(caller, kind, People.byCase(found)))
                .map(FoundBody::new);
    }

    /** A person of a case is to be forgotten, if a leader approves; answers the number of the approval. */
    @POST
    @Path("/subjects/{subjectId}/erasure")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> requestErasure(@PathParam("subjectId") UUID subjectId, @NotNull ErasureBody body) {
        var subject = new SubjectId(subjectId);
        var jurisdiction = Jurisdiction.of(caller);
        return people.caseOf(subjectId)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(IntakeRefusal.UNKNOWN_SUBJECT).exception())
                .call(caseId -> cases.require(jurisdiction, caseId))
                .flatMap(caseId -> service.handle(
                        caller,
                        caseId,
                        new RequestErasure(
                                subject,
                                body.ground(),
                                PersonalText.of(subject, body.reason()),
                                caller.actor().id(),
                                caller.now()),
                        200,
                        null,
                        held -> Map.of(
                                "approval",
                                held.state().asRegistered().retention().lastApprovalOf(subject))));
    }
}

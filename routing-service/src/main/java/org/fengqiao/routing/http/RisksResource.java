package org.fengqiao.routing.http;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.RoutingService;
import org.fengqiao.routing.TriageBooks;
import org.fengqiao.routing.model.RoutingCommand.NoteRisk;
import org.fengqiao.routing.wire.Bodies.RiskBody;

/** Calls of everybody who works on a case about the grounds of risk in it. */
@Path("/cases/{caseId}")
@Cancellable(false)
public class RisksResource {

    private final Caller caller;
    private final RoutingService service;
    private final TriageBooks books;

    RisksResource(Caller caller, RoutingService service, TriageBooks books) {
        this.caller = caller;
        this.service = service;
        this.books = books;
    }

    /** Notes grounds of risk that the words did not tell; what each entails stands in the table. */
    @POST
    @Path("/risks")
    @RolesAllowed({
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT
    })
    public Uni<Response> note(@PathParam("caseId") UUID caseId, RiskBody body) {
        requireKnown(body.grounds());
        return service.handle(
                caller,
                caseId,
                new NoteRisk(body.grounds(), PersonalText.of(SubjectId.ofCase(caseId), body.reason()), caller.now()));
    }

    /** Requires that the table in force has each of these; where none is in force, that is the model's to refuse. */
    private void requireKnown(List<String> grounds) {
        var unknown = books.current().inForceAt(caller.now()).stream()
                .flatMap(table -> IntStream.range(0, grounds.size())
                        .filter(at -> table.ground(grounds.get(at)).isEmpty())
                        .mapToObj(at -> new OffendingField(
                                "grounds[" + at + "]",
                                "unknown-code",
                                "The triage table has no such ground of risk; GET /triage/table lists them.")))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.badInput(unknown).exception();
        }
    }
}

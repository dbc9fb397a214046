package org.fengqiao.intake.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.documents.Documents;
import org.fengqiao.intake.model.Attachment;
import org.fengqiao.intake.model.Attachment.HandedInBy;
import org.fengqiao.intake.model.AttachmentRules;
import org.fengqiao.intake.model.FileType;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.WithdrawAttachment;
import org.fengqiao.intake.model.IntakeEvent.AttachmentAdded;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.wire.AttachmentsBody;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.FileBody;
import org.fengqiao.kernel.web.Problem;

/** The documents of a case. */
@Path("/cases/{caseId}/attachments")
@Cancellable(false)
public class AttachmentsResource {

    private final IntakeService service;
    private final Documents documents;
    private final AttachmentRules rules;
    private final Disclosures disclosures;
    private final CurrentVertxRequest request;
    private final Caller caller;

    AttachmentsResource(
            IntakeService service,
            Documents documents,
            AttachmentRules rules,
            Disclosures disclosures,
            CurrentVertxRequest request,
            Caller caller) {
        this.service = service;
        this.documents = documents;
        this.rules = rules;
        this.disclosures = disclosures;
        this.request = request;
        this.caller = caller;
    }

    /**
     * Hands in a document: the body is the file, with its name in {@code Content-Disposition}, or a form with one file.
     * Its type is found by what is in it. Answers its number; a content that is there already keeps the one it has.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Blocking
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER, Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> handIn(@PathParam("caseId") UUID caseId, InputStream body) {
        return documents.handIn(caller, caseId, FileBody.of(request, body), HandedInBy.STAFF);
    }

    /** The documents of the case that were not withdrawn. */
    @GET
    @RolesAllowed({
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    public Uni<Response> list(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> {
            var attachments = registered(current).attachments();
            return disclosures.toStaff(
                    caller,
                    caseId,
                    current,
                    List.of(attachments),
                    disclosed -> AttachmentsBody.of(attachments, this::mediaType, disclosed));
        });
    }

    /** The content of a document, to be saved. That the caller read it is recorded. */
    @GET
    @Path("/{attachment}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @NonBlocking
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER, Roles.LEADER, Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT
    })
    public Multi<Buffer> content(@PathParam("caseId") UUID caseId, @PathParam("attachment") @Positive int attachment) {
        return RestMulti.fromUniResponse(
                service.current(caseId)
                        .map(current -> kept(registered(current), attachment))
                        .flatMap(added -> disclosures
                                .fileToStaff(caller, caseId, PersonalKind.NARRATIVE)
                                .flatMap(ring -> documents.content(caseId, added.hash(), ring))),
                content -> content,
                // Nobody's browser shows it in our name, whatever is in it.
                _ -> Map.of(
                        HttpHeaders.CONTENT_DISPOSITION,
                        List.of("attachment; filename=\"%s-%d\"".formatted(caseId, attachment))));
    }

    /** A document was handed in by mistake; it is deleted. */
    @DELETE
    @Path("/{attachment}")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> withdraw(@PathParam("caseId") UUID caseId, @PathParam("attachment") @Positive int attachment) {
        return service.handle(caller, caseId, new WithdrawAttachment(attachment, caller.now()));
    }

    private String mediaType(FileType type) {
        return rules.versions().getLast().types().stream()
                .filter(allowed -> allowed.code() == type)
                .map(AttachmentRules.Allowed::mediaType)
                .findFirst()
                .orElse(MediaType.APPLICATION_OCTET_STREAM);
    }

    private static Registered registered(CurrentCase<IntakeCase> current) {
        return switch (current.state()) {
            case Unregistered _ -> throw Problem.of(IntakeRefusal.NO_SUCH_CASE).exception();
            case Registered s -> s;
        };
    }

    private static AttachmentAdded kept(Registered state, int attachment) {
        return state.attachments()
                .find(attachment)
                .filter(Attachment.Kept.class::isInstance)
                .map(Attachment::added)
                .orElseThrow(() -> Problem.of(IntakeRefusal.NO_SUCH_ATTACHMENT).exception());
    }
}

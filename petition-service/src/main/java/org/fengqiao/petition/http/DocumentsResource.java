package org.fengqiao.petition.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.printing.PrintedPaper;
import org.fengqiao.kernel.printing.PrintedPaper.Format;
import org.fengqiao.kernel.printing.Printer;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.document.Forms;
import org.fengqiao.petition.document.Forms.Imprint;
import org.fengqiao.petition.model.DocumentCommand.DeliverDocument;
import org.fengqiao.petition.model.DocumentCommand.IssueDocument;
import org.fengqiao.petition.model.DocumentRequest;
import org.fengqiao.petition.model.Documents.Document;
import org.fengqiao.petition.model.Paper;
import org.fengqiao.petition.model.Paper.NotWritten;
import org.fengqiao.petition.model.Paper.Written;
import org.fengqiao.petition.model.PetitionRefusal;
import org.fengqiao.petition.wire.Bodies.DeliveryBody;
import org.fengqiao.petition.wire.DocumentBodies.ReplyDocumentBody;
import org.fengqiao.petition.wire.DocumentBodies.ReviewDocumentBody;
import org.fengqiao.petition.wire.DocumentBodies.ServiceProofBody;

/**
 * The documents that are handed out about a petition: reply, opinion of a review, and the proof that they were handed
 * over. None is kept: each is made when it is asked for.
 */
@Path("/petitions/{caseId}/documents")
@Cancellable(false)
public class DocumentsResource {

    /** The kinds of data that stand on documents. Whoever signs writes their own number and address. */
    private static final Set<PersonalKind> PRINTED = EnumSet.of(PersonalKind.NAME, PersonalKind.NARRATIVE);

    private final Caller caller;
    private final PetitionService service;
    private final Disclosures disclosures;
    private final Forms forms = new Forms();
    private final Printer printer = new Printer();
    private final RandomBlocks random = new RandomBlocks();

    DocumentsResource(Caller caller, PetitionService service, Disclosures disclosures) {
        this.caller = caller;
        this.service = service;
        this.disclosures = disclosures;
    }

    /** Prints the reply before the petitioner gets it; answers its number and the hashes of page and PDF. */
    @POST
    @Path("/reply")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> reply(@PathParam("caseId") UUID caseId, ReplyDocumentBody body) {
        return issue(caseId, body.request(caseId), body.organisation());
    }

    /** Prints the opinion of a review that is asked for; answers its number and the hashes of page and PDF. */
    @POST
    @Path("/review-decision")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> reviewDecision(@PathParam("caseId") UUID caseId, ReviewDocumentBody body) {
        return issue(caseId, body.request(caseId), body.organisation());
    }

    /** Prints the proof that a document is handed over, to be signed; answers its number and hashes. */
    @POST
    @Path("/proof-of-service")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> proofOfService(@PathParam("caseId") UUID caseId, ServiceProofBody body) {
        return issue(caseId, body.request(), body.organisation());
    }

    /** A printed reply or opinion of a review was delivered with proof; the case goes on as if it had been entered. */
    @POST
    @Path("/{document}/delivery")
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> deliver(
            @PathParam("caseId") UUID caseId, @PathParam("document") int number, DeliveryBody body) {
        return service.handle(
                caller, caseId, new DeliverDocument(Callers.by(caller), number, body.delivery(), caller.now()));
    }

    private Uni<Response> issue(UUID caseId, DocumentRequest request, String organisation) {
        return service.current(caseId)
                .map(current -> switch (Paper.of(request, current.state())) {
                    case NotWritten(var because) -> throw Problem.of(because).exception();
                    case Written(var paper) -> paper;
                })
                .flatMap(paper -> {
                    var template = Forms.latest(paper.kind());
                    var at = caller.now();
                    var imprint = new Imprint(
                            organisation,
                            PrintedPaper.checkCode(random),
                            LocalDate.ofInstant(at, OfficialCalendar.ZONE));
                    return disclosures
                            .paperToStaff(caller, caseId, List.of(paper), PRINTED)
                            .flatMap(disclosed -> EventLoop.beside(
                                    () -> printed(forms.page(caseId, template, paper, imprint, disclosed::text), at)))
                            .flatMap(printed -> issue(caseId, paper, template, imprint, printed, at));
                });
    }

    private Uni<Response> issue(
            UUID caseId, Paper paper, String template, Imprint imprint, PrintedPaper printed, Instant at) {
        return service.handle(
                caller,
                caseId,
                new IssueDocument(
                        Callers.by(caller),
                        paper,
                        template,
                        Callers.words(caseId, imprint.organisation()),
                        Callers.words(caseId, imprint.checkCode()),
                        printed.htmlHash(),
                        printed.pdfHash(),
                        at),
                200,
                null,
                _ -> Map.of("document", paper.number(), "html", printed.htmlHash(), "pdf", printed.pdfHash()));
    }

    /**
     * A document once more, just as it was issued, to be saved. That the caller read it is on record.
     *
     * @param format PDF if missing
     */
    @GET
    @Path("/{document}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT})
    public Uni<Response> again(
            @PathParam("caseId") UUID caseId,
            @PathParam("document") int number,
            @QueryParam("format") @Nullable Format format) {
        return service.current(caseId).flatMap(current -> {
            if (current.version() == 0) {
                throw Problem.noSuchCase().exception();
            }
            var document = current.state()
                    .documents()
                    .find(number)
                    .orElseThrow(
                            () -> Problem.of(PetitionRefusal.NO_SUCH_DOCUMENT).exception());
            return disclosures
                    .paperToStaff(caller, caseId, List.of(document), PRINTED)
                    .flatMap(disclosed -> EventLoop.beside(() -> again(caseId, document, disclosed, format)))
                    .map(content -> Response.ok(content)
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"%s-%d.%s\""
                                            .formatted(caseId, number, Format.ending(format)))
                            .build());
        });
    }

    private byte[] again(UUID caseId, Document document, Disclosed disclosed, @Nullable Format format) {
        var issued = document.issued();
        var imprint = new Imprint(
                text(disclosed, issued.organisation()),
                text(disclosed, issued.checkCode()),
                LocalDate.ofInstant(issued.issuedAt(), OfficialCalendar.ZONE));
        var page = forms.page(caseId, issued.template(), document.paper(), imprint, disclosed::text);
        return new PrintedPaper(issued.htmlHash(), issued.pdfHash())
                .again(printer, page, issued.issuedAt(), format)
                .orElseThrow(() -> Problem.of(PetitionRefusal.DOCUMENT_GONE).exception());
    }

    private static String text(Disclosed disclosed, PersonalText text) {
        return String.valueOf(disclosed.text(PersonalKind.NARRATIVE, text));
    }

    private PrintedPaper printed(String page, Instant at) {
        return PrintedPaper.of(printer, page, at)
                .orElseThrow(
                        () -> Problem.of(PetitionRefusal.DOCUMENT_UNPRINTABLE).exception());
    }
}

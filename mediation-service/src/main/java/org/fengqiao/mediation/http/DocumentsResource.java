package org.fengqiao.mediation.http;

import java.time.Instant;
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
import org.fengqiao.kernel.printing.PrintedPaper;
import org.fengqiao.kernel.printing.PrintedPaper.Format;
import org.fengqiao.kernel.printing.Printer;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.document.Forms;
import org.fengqiao.mediation.document.Forms.Imprint;
import org.fengqiao.mediation.model.DocumentCommand.IssueDocument;
import org.fengqiao.mediation.model.Documents.Document;
import org.fengqiao.mediation.model.MediationRefusal;
import org.fengqiao.mediation.model.MediationRules;
import org.fengqiao.mediation.model.Paper;
import org.fengqiao.mediation.model.Paper.NotWritten;
import org.fengqiao.mediation.model.Paper.Written;
import org.fengqiao.mediation.wire.Bodies.PaperBody;

/** The documents that are handed out about a mediation. None is kept: each is made when it is asked for. */
@Path("/mediations/{caseId}/documents")
@Cancellable(false)
public class DocumentsResource {

    /** The kinds of data that stand on documents. Identity numbers do not: whoever signs writes their own. */
    private static final Set<PersonalKind> PRINTED =
            EnumSet.of(PersonalKind.NAME, PersonalKind.PHONE, PersonalKind.ADDRESS, PersonalKind.NARRATIVE);

    private final Caller caller;
    private final MediationService service;
    private final Disclosures disclosures;
    private final MediationRules rules;
    private final Forms forms = new Forms();
    private final Printer printer = new Printer();
    private final RandomBlocks random = new RandomBlocks();

    DocumentsResource(Caller caller, MediationService service, Disclosures disclosures, MediationRules rules) {
        this.caller = caller;
        this.service = service;
        this.disclosures = disclosures;
        this.rules = rules;
    }

    /**
     * Issues a document, as the case stands; answers its number and the hashes by which a copy can be checked. That the
     * caller was shown what stands in it is on record.
     */
    @POST
    @RolesAllowed(Roles.MEDIATOR)
    public Uni<Response> issue(@PathParam("caseId") UUID caseId, PaperBody body) {
        return service.current(caseId)
                .map(current -> switch (Paper.of(body.request(), current.state())) {
                    case NotWritten(var because) -> throw Problem.of(because).exception();
                    case Written(var paper) -> paper;
                })
                .flatMap(paper -> {
                    var template = Forms.latest(paper.kind());
                    var at = caller.now();
                    var imprint = new Imprint(
                            body.organisation(), body.court(), PrintedPaper.checkCode(random), rules.dayOf(at));
                    return disclosures
                            .paperToStaff(caller, caseId, List.of(paper), PRINTED)
                            .flatMap(disclosed -> EventLoop.beside(
                                    () -> printed(forms.page(caseId, template, paper, imprint, disclosed::text), at)))
                            .flatMap(printed -> issue(caseId, paper, template, imprint, printed, at));
                });
    }

    private Uni<Response> issue(
            UUID caseId, Paper paper, String template, Imprint imprint, PrintedPaper printed, Instant at) {
        var court = imprint.court();
        return service.handle(
                caller,
                caseId,
                new IssueDocument(
                        paper,
                        template,
                        words(caseId, imprint.organisation()),
                        court == null ? null : words(caseId, court),
                        words(caseId, imprint.checkCode()),
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
    @RolesAllowed({Roles.MEDIATOR, Roles.CLERK})
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
                            () -> Problem.of(MediationRefusal.NO_SUCH_DOCUMENT).exception());
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
                issued.court() == null ? null : text(disclosed, issued.court()),
                text(disclosed, issued.checkCode()),
                rules.dayOf(issued.issuedAt()));
        var page = forms.page(caseId, issued.template(), document.paper(), imprint, disclosed::text);
        return new PrintedPaper(issued.htmlHash(), issued.pdfHash())
                .again(printer, page, issued.issuedAt(), format)
                .orElseThrow(() -> Problem.of(MediationRefusal.DOCUMENT_GONE).exception());
    }

    private static String text(Disclosed disclosed, PersonalText text) {
        return String.valueOf(disclosed.text(PersonalKind.NARRATIVE, text));
    }

    private PrintedPaper printed(String page, Instant at) {
        return PrintedPaper.of(printer, page, at)
                .orElseThrow(
                        () -> Problem.of(MediationRefusal.DOCUMENT_UNPRINTABLE).exception());
    }

    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }
}

package org.fengqiao.intake.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeConfiguration;
import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.documents.Documents;
import org.fengqiao.intake.model.Attachment.HandedInBy;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCommand.RateStage;
import org.fengqiao.intake.model.IntakeCommand.WithdrawCase;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Repeats;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.ReceiptSteps;
import org.fengqiao.intake.wire.ReceiptBodies.PartyWithdrawalBody;
import org.fengqiao.intake.wire.ReceiptBodies.RatingBody;
import org.fengqiao.intake.wire.ReceiptBody;
import org.fengqiao.intake.wire.ReceiptBody.Ended;
import org.fengqiao.intake.wire.ReceiptWords;
import org.fengqiao.kernel.crypto.ReadableCodes;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.json.StrictJson.Read;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.legalclock.Rules;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.FileBody;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.kernel.web.PublicPage;
import org.fengqiao.kernel.web.Rates;

/**
 * Calls of a party that looks after its own case. The receipt code is all it needs, typed with or without hyphens, in
 * any case; nobody else's data is shown.
 */
@Path("/")
@Cancellable(false)
@PermitAll
@Reach(Reach.Scope.NONE)
public class ReceiptsResource {

    private final FrontDesk frontDesk;
    private final ReceiptSteps steps;
    private final IntakeService service;
    private final IntakeRules rules;
    private final ReceiptWords words;
    private final Documents documents;
    private final Rates rates;
    private final ReceiptPage page;
    private final IntakeConfiguration configuration;
    private final CurrentIdentityAssociation identity;
    private final CurrentVertxRequest request;
    private final Caller caller;
    private final StrictJson json;
    private final ObjectMapper mapper;
    private final Rules legalRules = LegalFiles.official().rules();

    ReceiptsResource(
            FrontDesk frontDesk,
            ReceiptSteps steps,
            IntakeService service,
            IntakeRules rules,
            ReceiptWords words,
            Documents documents,
            Rates rates,
            ReceiptPage page,
            IntakeConfiguration configuration,
            CurrentIdentityAssociation identity,
            CurrentVertxRequest request,
            Caller caller,
            StrictJson json,
            ObjectMapper mapper) {
        this.frontDesk = frontDesk;
        this.steps = steps;
        this.service = service;
        this.rules = rules;
        this.words = words;
        this.documents = documents;
        this.rates = rates;
        this.page = page;
        this.configuration = configuration;
        this.identity = identity;
        this.request = request;
        this.caller = caller;
        this.json = json;
        this.mapper = mapper;
    }

    /** The case of this receipt code, across all stages. */
    @GET
    @Path("/receipts/{code}")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReceiptBody.class)))
    public Uni<Response> get(@PathParam("code") String code) {
        return withCode(code, this::receipt).map(receipt -> Response.ok(receipt).build());
    }

    /** The same as a page. */
    @GET
    @Path("/receipts/{code}")
    @Produces(PublicPage.HTML)
    public Uni<Response> show(@PathParam("code") String code) {
        return page.shown(() ->
                withCode(code, this::receipt).map(receipt -> PublicPage.html(200, page.of(plain(code), receipt))));
    }

    /** The short address that a receipt's QR code holds. */
    @GET
    @Path("/r/{code}")
    public Response shortly(@PathParam("code") String code) {
        return toPage(code);
    }

    /** The receipt as a QR code, which leads to the page. */
    @GET
    @Path("/receipts/{code}/qr.svg")
    @Produces("image/svg+xml")
    public Uni<Response> qr(@PathParam("code") String code) {
        return withCode(
                code,
                _ -> Uni.createFrom()
                        .item(Response.ok(
                                        QrCodes.svg(configuration.publicAddress() + "/r/" + plain(code)),
                                        "image/svg+xml")
                                .build()));
    }

    /** The party rates a stage of its case that is over, once. */
    @POST
    @Path("/receipts/{code}/ratings")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> rate(@PathParam("code") String code, @NotNull RatingBody body) {
        return withCode(code, caseId -> rated(caseId, body));
    }

    /** The same from the form of the page. */
    @POST
    @Path("/receipts/{code}/ratings")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PublicPage.HTML)
    public Uni<Response> sendRating(@PathParam("code") String code, String form) {
        return page.shown(() -> withCode(code, caseId -> rated(caseId, read(form, RatingBody.class)))
                .map(_ -> toPage(code)));
    }

    /** The party takes its case back. */
    @POST
    @Path("/receipts/{code}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> withdraw(@PathParam("code") String code, @NotNull PartyWithdrawalBody body) {
        return withCode(code, caseId -> withdrawn(caseId, body));
    }

    /** The same from the form of the page. */
    @POST
    @Path("/receipts/{code}/withdrawal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PublicPage.HTML)
    public Uni<Response> sendWithdrawal(@PathParam("code") String code, String form) {
        return page.shown(() -> withCode(code, caseId -> withdrawn(caseId, read(form, PartyWithdrawalBody.class)))
                .map(_ -> toPage(code)));
    }

    /**
     * The party hands in a document: the body is the file, or a form with one. Who sent it from the page comes back to
     * it.
     */
    @POST
    @Path("/receipts/{code}/documents")
    @Consumes(MediaType.WILDCARD)
    @Blocking
    public Uni<Response> handIn(@PathParam("code") String code, InputStream body) {
        var file = FileBody.of(request, body);
        var accepted = request.getCurrent().request().getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML)
                ? page.shown(() -> handedIn(code, file).map(_ -> toPage(code)))
                : handedIn(code, file);
    }

    /** From the thread on which the file is read, the case is looked for on that of the call. */
    private Uni<Response> handedIn(String code, FileBody file) {
        return EventLoop.on(() ->
                withCode(code, caseId -> known(() -> documents.handIn(caller, caseId, file, HandedInBy.PARTY))));
    }

    private Uni<Response> rated(UUID caseId, RatingBody body) {
        var remark = body.words();
        return receipt(caseId)
                .flatMap(receipt -> known(() -> service.handle(
                        caller,
                        caseId,
                        new RateStage(
                                body.stage(),
                                body.score(),
                                remark == null ? null : PersonalText.of(SubjectId.ofCase(caseId), remark),
                                receipt.isOver(body.stage()),
                                caller.now()))));
    }

    private Uni<Response> withdrawn(UUID caseId, PartyWithdrawalBody body) {
        return known(() -> service.handle(
                caller,
                caseId,
                new WithdrawCase(PersonalText.of(SubjectId.ofCase(caseId), body.reason()), caller.now())));
    }

    /** Nobody has asked yet who calls, since anybody may; the event names its actor. */
    private Uni<Response> known(java.util.function.Supplier<Uni<Response>> work) {
        return identity.getDeferredIdentity().invoke(identity::setIdentity).flatMap(_ -> work.get());
    }

    private <T> Uni<T> withCode(String code, Function<UUID, Uni<T>> use) {
        return ReadableCodes.hashOfTyped(code)
                .map(hash -> {
                    rates.lookWith(hash);
                    return frontDesk.caseOf(hash);
                })
                .orElseGet(() -> Uni.createFrom().nullItem())
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound(
                                "intake.unknown-receipt-code", "No case has this receipt code. Check what was typed.")
                        .exception())
                .flatMap(use::apply);
    }

    private Uni<ReceiptBody> receipt(UUID caseId) {
        return service.current(caseId)
                .flatMap(current -> service.events(caseId)
                        .flatMap(events -> steps.of(caseId)
                                .flatMap(kept -> elsewhere(
                                                caseId, current.state().asRegistered())
                                        .map(elsewhere -> ReceiptBody.of(
                                                caseId,
                                                current.state().asRegistered(),
                                                current.state() instanceof Declined declined
                                                        ? rules.words(declined.goTo())
                                                        : null,
                                                events.stream().map(LinkedEvent::row),
                                                kept,
                                                elsewhere,
                                                words,
                                                legalRules)))));
    }

    /** Returns how a repeat ended under the case that carries it on. */
    private Uni<List<Ended>> elsewhere(UUID caseId, Registered state) {
        return state.repeats()
                .carriedOnUnder()
                .map(carriedBy -> service.current(carriedBy)
                        .map(carrying -> carrying.state().asRegistered().repeats().carried().stream()
                                .filter(one -> one.repeat().equals(caseId))
                                .flatMap(one -> ended(one).stream())
                                .toList()))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static Optional<Ended> ended(Repeats.Carried carried) {
        var closedAt = carried.closedAt();
        return closedAt == null || carried.reopened()
                ? Optional.empty()
                : Optional.of(new Ended(closedAt, carried.outcome()));
    }

    /** Returns the code as it stands in addresses; of what is no code, letters and digits are left. */
    private static String plain(String code) {
        return code.replaceAll("[^0-9A-Za-z-]", "");
    }

    private static Response toPage(String code) {
        return Response.seeOther(URI.create(ReceiptPage.PATH + plain(code))).build();
    }

    /** Reads a form as the JSON that says the same, so that both are judged in one way. */
    private <T> T read(String form, Class<T> type) {
        var body = mapper.createObjectNode();
        for (var field : PublicPage.fields(form)) {
            if (field.name().equals("score")) {
                body.put(field.name(), PublicPage.number(field.value()));
            } else {
                body.put(field.name(), field.value());
            }
        }
        Read<T> read = json.read(body.toString().getBytes(UTF_8), type);
        return switch (read) {
            case Read.Accepted<T>(var accepted) -> accepted;
            case Read.Rejected<T>(var _, var fields) ->
                throw Problem.badInput(fields).exception();
        };
    }
}

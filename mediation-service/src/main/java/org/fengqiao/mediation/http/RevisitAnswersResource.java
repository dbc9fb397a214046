package org.fengqiao.mediation.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.BiFunction;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.crypto.ReadableCodes;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.json.StrictJson.Read;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.kernel.web.PublicPage;
import org.fengqiao.kernel.web.Rates;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.model.MediationRefusal;
import org.fengqiao.mediation.model.MediationRules;
import org.fengqiao.mediation.model.RevisitCommand.AnswerByLink;
import org.fengqiao.mediation.view.RevisitLinks;
import org.fengqiao.mediation.view.RevisitLinks.Recipient;
import org.fengqiao.mediation.wire.LinkBody;
import org.fengqiao.mediation.wire.RevisitBodies.LinkAnswerBody;

/**
 * Answers that parties give to a revisit by themselves. The one-time code is all they need, and nothing of the case is
 * told but what they are asked about.
 */
@Path("/revisit-answers/{code}")
@Cancellable(false)
@PermitAll
@Reach(Reach.Scope.NONE)
public class RevisitAnswersResource {

    /** The address of the page, to which the code is added. */
    static final String PAGE = "/revisit-answers/";

    private final Caller caller;
    private final CurrentIdentityAssociation identity;
    private final MediationService service;
    private final MediationRules rules;
    private final RevisitLinks links;
    private final Rates rates;
    private final RevisitPage page;
    private final StrictJson json;
    private final ObjectMapper mapper;

    RevisitAnswersResource(
            Caller caller,
            CurrentIdentityAssociation identity,
            MediationService service,
            MediationRules rules,
            RevisitLinks links,
            Rates rates,
            RevisitPage page,
            StrictJson json,
            ObjectMapper mapper) {
        this.caller = caller;
        this.identity = identity;
        this.service = service;
        this.rules = rules;
        this.links = links;
        this.rates = rates;
        this.page = page;
        this.json = json;
        this.mapper = mapper;
    }

    /** The questions for the party; the code is typed with or without hyphens, in any case. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LinkBody.class)))
    public Uni<Response> questions(@PathParam("code") String code) {
        return withCode(code, this::asked)
                .map(questions -> Response.ok(questions).build());
    }

    /** The same as a page with a form. */
    @GET
    @Produces(PublicPage.HTML)
    public Uni<Response> show(@PathParam("code") String code) {
        return page.shown(
                () -> withCode(code, this::asked).map(questions -> PublicPage.html(200, page.questions(questions))));
    }

    /** The party's answer. The code is used up. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> answer(@PathParam("code") String code, LinkAnswerBody body) {
        return withCode(code, (hash, recipient) -> record(hash, recipient, body));
    }

    /** The same from the form of the page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PublicPage.HTML)
    public Uni<Response> send(@PathParam("code") String code, String form) {
        return page.shown(() -> withCode(code, (hash, recipient) -> record(hash, recipient, body(form)))
                .map(_ -> PublicPage.html(200, page.thanks())));
    }

    private Uni<Response> record(String hash, Recipient recipient, LinkAnswerBody body) {
        var answer = new AnswerByLink(
                recipient.round(), recipient.partyId(), hash, body.answer(recipient.caseId()), caller.now());
        // Nobody has asked yet who calls, since anybody may; the event names its actor.
        return identity.getDeferredIdentity()
                .invoke(identity::setIdentity)
                .flatMap(_ -> service.handle(caller, recipient.caseId(), answer));
    }

    private Uni<LinkBody> asked(String hash, Recipient recipient) {
        return service.current(recipient.caseId()).map(current -> {
            var revisits = current.state().revisits();
            revisits.refusalOfLink(recipient.round(), recipient.partyId(), hash, caller.now())
                    .ifPresent(refusal -> {
                        throw Problem.of(refusal).exception();
                    });
            var round = revisits.find(recipient.round()).orElseThrow();
            return LinkBody.of(
                    current.state(), round, round.party(recipient.partyId()).orElseThrow(), rules.dayOf(caller.now()));
        });
    }

    private <T> Uni<T> withCode(String code, BiFunction<String, Recipient, Uni<T>> use) {
        return ReadableCodes.hashOfTyped(code)
                .map(hash -> {
                    rates.lookWith(hash);
                    return links.recipientOf(hash)
                            .onItem()
                            .ifNull()
                            .failWith(RevisitAnswersResource::unknown)
                            .flatMap(recipient -> use.apply(hash, recipient));
                })
                .orElseThrow(RevisitAnswersResource::unknown);
    }

    private static Problem.Thrown unknown() {
        return Problem.of(MediationRefusal.UNKNOWN_LINK).exception();
    }

    // The page

    /** Reads a form as the JSON that says the same, so that both are judged in one way. */
    private LinkAnswerBody body(String form) {
        var body = mapper.createObjectNode();
        var obligations = body.putArray("obligations");
        for (var field : PublicPage.fields(form)) {
            var name = field.name();
            var value = field.value();
            if (name.startsWith("obligation-")) {
                obligations.addObject().put("said", value).put("obligation", PublicPage.number(name.substring(11)));
            } else if (name.equals("satisfaction")) {
                body.put(name, PublicPage.number(value));
            } else if (name.equals("newTrouble")) {
                body.put(name, value.equals("true"));
            } else if (!value.isBlank()) {
                body.put(name, value);
            }
        }
        Read<LinkAnswerBody> read = json.read(body.toString().getBytes(UTF_8), LinkAnswerBody.class);
        return switch (read) {
            case Read.Accepted<LinkAnswerBody>(var accepted) -> accepted;
            case Read.Rejected<LinkAnswerBody>(var _, var fields) ->
                throw Problem.badInput(fields).exception();
        };
    }
}

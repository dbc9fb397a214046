package org.fengqiao.mediation.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.ReadableCodes;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.number.PhoneNumber;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.mediation.MediationService;
import org.fengqiao.mediation.model.RevisitChannel;
import org.fengqiao.mediation.model.RevisitCommand.MakeLink;
import org.fengqiao.mediation.model.RevisitCommand.RecordAnswer;
import org.fengqiao.mediation.model.RevisitCommand.RecordAttempt;
import org.fengqiao.mediation.model.Revisits.Standing.Waiting;
import org.fengqiao.mediation.policy.LinkCodes;
import org.fengqiao.mediation.wire.RevisitBodies.AnswerBody;
import org.fengqiao.mediation.wire.RevisitBodies.AttemptBody;
import org.fengqiao.mediation.wire.RevisitBodies.How;

/** Calls of those who ask a party at a revisit. Whoever handled the case asks nobody. */
@Path("/mediations/{caseId}/revisits/{round}/parties/{partyId}")
@Cancellable(false)
public class RevisitedPartiesResource {

    private final Caller caller;
    private final MediationService service;
    private final LinkCodes codes;

    RevisitedPartiesResource(Caller caller, MediationService service, LinkCodes codes) {
        this.caller = caller;
        this.service = service;
        this.codes = codes;
    }

    /** Somebody asked a party how the closing holds, and it answered. */
    @POST
    @Path("/answer")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK})
    public Uni<Response> answer(
            @PathParam("caseId") UUID caseId,
            @PathParam("round") int round,
            @PathParam("partyId") String partyId,
            AnswerBody body) {
        return service.handle(
                caller,
                caseId,
                new RecordAnswer(
                        round,
                        partyId,
                        channel(body.channel()),
                        called(caseId, body.channel(), body.phone()),
                        body.answer(caseId),
                        caller.actor().id(),
                        caller.now()));
    }

    /** Somebody tried to ask a party and did not reach it. */
    @POST
    @Path("/attempts")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK})
    public Uni<Response> attempt(
            @PathParam("caseId") UUID caseId,
            @PathParam("round") int round,
            @PathParam("partyId") String partyId,
            AttemptBody body) {
        return service.handle(
                caller,
                caseId,
                new RecordAttempt(
                        round,
                        partyId,
                        channel(body.channel()),
                        called(caseId, body.channel(), body.phone()),
                        caller.actor().id(),
                        caller.now()));
    }

    /**
     * A party gets a one-time code with which it answers by itself, on the page or by JSON; an earlier code is void.
     * The answer has the code, which is stored nowhere.
     */
    @POST
    @Path("/link")
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK})
    public Uni<Response> link(
            @PathParam("caseId") UUID caseId, @PathParam("round") int round, @PathParam("partyId") String partyId) {
        var code = codes.of(linkOf(caseId, round, partyId));
        return service.handle(
                caller,
                caseId,
                new MakeLink(
                        round, partyId, ReadableCodes.hash(code), caller.actor().id(), caller.now()),
                200,
                null,
                held -> held.state().revisits().find(round).flatMap(found -> found.party(partyId)).stream()
                        .flatMap(asked -> asked.standing() instanceof Waiting(var link) && link != null
                                ? List.of(Map.<String, Object>of("expiresAt", link.expiresAt())).stream()
                                : List.<Map<String, Object>>of().stream())
                        .findAny()
                        .orElseThrow(),
                _ -> Map.of("code", code, "page", RevisitAnswersResource.PAGE + code));
    }

    /** Returns the identity of a new link; that of the first call for a call that is repeated with its key. */
    private UUID linkOf(UUID caseId, int round, String partyId) {
        var key = caller.idempotencyKey();
        return key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(
                        String.join("\n", caller.actor().id(), key, caseId.toString(), "" + round, partyId)
                                .getBytes(UTF_8));
    }

    private static RevisitChannel channel(How how) {
        return switch (how) {
            case PHONE -> RevisitChannel.PHONE;
            case VISIT -> RevisitChannel.VISIT;
        };
    }

    /** Returns the number that was called, sealed under the key of the case; null for a visit. */
    private static @Nullable PersonalText called(UUID caseId, How how, @Nullable String phone) {
        return switch (how) {
            case PHONE -> {
                if (phone == null) {
                    throw unacceptable("missing", "Say which number was called.");
                }
                if (PhoneNumber.read(phone)
                        .filter(numbers -> numbers.size() == 1)
                        .isEmpty()) {
                    throw unacceptable("wrong-form", "One telephone number is needed: mobile, or with area code.");
                }
                yield PersonalText.of(SubjectId.ofCase(caseId), phone);
            }
            case VISIT -> {
                if (phone != null) {
                    throw unacceptable("unexpected", "Nobody is called at a visit.");
                }
                yield null;
            }
        };
    }

    private static Problem.Thrown unacceptable(String code, String detail) {
        return Problem.badInput(List.of(new OffendingField("phone", code, detail)))
                .exception();
    }
}

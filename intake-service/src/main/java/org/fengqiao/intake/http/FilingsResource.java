package org.fengqiao.intake.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.filing.CodeSender;
import org.fengqiao.intake.filing.FilingCodes;
import org.fengqiao.intake.filing.FilingRules;
import org.fengqiao.intake.filing.Filings;
import org.fengqiao.intake.filing.Filings.Filing;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.intake.wire.Bodies.RegistrationBody;
import org.fengqiao.intake.wire.FilingBodies.CodeBody;
import org.fengqiao.intake.wire.FilingBodies.ConfirmationBody;
import org.fengqiao.intake.wire.FilingBodies.FiledBody;
import org.fengqiao.intake.wire.FilingBodies.FilingBody;
import org.fengqiao.kernel.crypto.ReadableCodes;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.json.StrictJson.Read;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.time.ClockConfiguration;
import org.fengqiao.kernel.value.Times;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** Online filing by a party itself, without an account: a code that is sent to its telephone stands for one. */
@Path("/filings")
@Cancellable(false)
@PermitAll
@Reach(Reach.Scope.NONE)
public class FilingsResource {

    private static final String NO_SUCH_FILING = "intake.no-such-filing";

    private final Filings filings;
    private final FilingRules filingRules;
    private final FilingCodes codes;
    private final CodeSender sender;
    private final IntakeService service;
    private final IntakeRules rules;
    private final Places places;
    private final Gbt31000 gbt31000;
    private final ReceiptCodes receiptCodes;
    private final ClockConfiguration clock;
    private final CurrentIdentityAssociation identity;
    private final Caller caller;
    private final StrictJson json;
    private final ObjectMapper mapper;

    FilingsResource(
            Filings filings,
            FilingRules filingRules,
            FilingCodes codes,
            CodeSender sender,
            IntakeService service,
            IntakeRules rules,
            Places places,
            Gbt31000 gbt31000,
            ReceiptCodes receiptCodes,
            ClockConfiguration clock,
            CurrentIdentityAssociation identity,
            Caller caller,
            StrictJson json,
            ObjectMapper mapper) {
        this.filings = filings;
        this.filingRules = filingRules;
        this.codes = codes;
        this.sender = sender;
        this.service = service;
        this.rules = rules;
        this.places = places;
        this.gbt31000 = gbt31000;
        this.receiptCodes = receiptCodes;
        this.clock = clock;
        this.identity = identity;
        this.caller = caller;
        this.json = json;
        this.mapper = mapper;
    }

    /**
     * Takes what a party tells, and sends a code to its telephone. Nothing is registered until the code comes back; if
     * it does not, all is forgotten. A repeat with the same {@code Idempotency-Key} is the same filing, and sends
     * nothing again.
     */
    @POST
    public Uni<Response> file(@NotNull FilingBody body) {
        var now = caller.now();
        var faults = rules.inForceAt(now)
                .orElseThrow(() -> Problem.of(IntakeRefusal.NO_RULES_IN_FORCE).exception())
                .acceptance();
        var wrong = body.faults(faults, places, gbt31000, Times.dayOf(now));
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong).exception();
        }
        var version = filingRules.inForceAt(now);
        var phone = body.mobile().orElseThrow();
        var key = caller.idempotencyKey();
        var id = key == null ? Identifiers.next() : Identifiers.of("filing " + caller.requestHash() + " " + key);
        return filings.find(id)
                .flatMap(found -> found != null
                        ? Uni.createFrom().item(filed(id, found.expiresAt()))
                        : filings.keep(id, codes.digestOf(phone), written(body.withPhone()), version, now)
                                .invoke(kept -> {
                                    if (!kept) {
                                        throw tooMany(version);
                                    }
                                })
                                .flatMap(_ -> Uni.createFrom()
                                        .deferred(() -> sender.send(phone, message(version, id)))
                                        .onFailure()
                                        .call(() -> filings.drop(id)))
                                .map(_ -> filed(id, now.plus(version.validFor()))));
    }

    private static Response filed(UUID id, java.time.Instant expiresAt) {
        return Response.accepted(new FiledBody(id, expiresAt)).build();
    }

    private static Problem.Thrown tooMany(FilingRules.Version version) {
        return Problem.of(
                        Response.Status.CONFLICT,
                        "intake.too-many-codes",
                        "This telephone has had %d codes within %d hours; come back later, or to the window."
                                .formatted(version.perPhone(), version.within().toHours()))
                .exception();
    }

    private String message(FilingRules.Version version, UUID id) {
        var message = version.message();
        return (message.zh() + "\n" + message.en())
                .replace("{code}", codes.of(id, version.digits()))
                .replace("{minutes}", String.valueOf(version.validFor().toMinutes()));
    }

    private String written(RegistrationBody registration) {
        try {
            return mapper.writeValueAsString(registration);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    /**
     * Registers the case, whose identifier is that of the filing, and answers the receipt code; a repeat with the same
     * code answers the same.
     */
    @POST
    @Path("/{filingId}/confirmation")
    public Uni<Response> confirm(@PathParam("filingId") UUID filingId, @NotNull ConfirmationBody body) {
        return filings.tried(filingId)
                .onItem()
                .ifNull()
                .failWith(
                        () -> Problem.notFound(NO_SUCH_FILING, "There is no such filing, or it was forgotten long ago.")
                                .exception())
                .invoke(filing -> requireRight(filingId, filing, body.code()))
                .flatMap(filing -> filing.confirmedAt() == null
                        ? register(filingId, filing)
                        : service.current(filingId)
                                .map(current -> answered(
                                        filingId,
                                        current.version(),
                                        current.state().asRegistered())));
    }

    /** Judges a code. When it was typed too often, even the right one is of no use. */
    private void requireRight(UUID filingId, Filing filing, String typed) {
        var version = filingRules.inForceAt(filing.filedAt());
        if (filing.tries() > version.tries()) {
            throw Problem.of(
                            Response.Status.CONFLICT,
                            "intake.code-used-up",
                            "The code was typed too often; file again and get another one.")
                    .exception();
        }
        if (!codes.matches(typed, filingId, version.digits())) {
            throw Problem.unacceptable(
                            "intake.wrong-code",
                            "That is not the code that was sent; tries left: %d."
                                    .formatted(version.tries() - filing.tries()))
                    .exception();
        }
        if (filing.confirmedAt() == null && !caller.now().isBefore(filing.expiresAt())) {
            throw expired();
        }
    }

    private static Problem.Thrown expired() {
        return Problem.of(
                        Response.Status.GONE,
                        "intake.filing-expired",
                        "The code came too late, and what was told is forgotten; file again.")
                .exception();
    }

    private Uni<Response> register(UUID filingId, Filing filing) {
        return filings.open(filingId, filing)
                .map(told -> told.orElseThrow(FilingsResource::expired))
                .map(this::read)
                .map(body -> new RegisterCase(
                        body.registration(filingId, null, null, Times.dayOf(caller.now())),
                        ReadableCodes.hash(receiptCodes.of(filingId)),
                        caller.now()))
                // Nobody has asked yet who calls, since anybody may; the event names its actor.
                .call(() -> identity.getDeferredIdentity().invoke(identity::setIdentity))
                .flatMap(command -> service.handle(
                        caller,
                        filingId,
                        command,
                        Response.Status.CREATED.getStatusCode(),
                        null,
                        held -> Map.of("status", IntakeStatus.of(held.state().asRegistered())),
                        registered -> Map.of("receiptCode", receiptCodes.of(registered))))
                .call(() -> filings.confirmed(filingId, caller.now()));
    }

    private RegistrationBody read(String told) {
        Read<RegistrationBody> read = json.read(told.getBytes(UTF_8), RegistrationBody.class);
        return switch (read) {
            case Read.Accepted<RegistrationBody>(var body) -> body;
            case Read.Rejected<RegistrationBody>(var _, var fields) ->
                throw Problem.badInput(fields).exception();
        };
    }

    private Response answered(UUID filingId, long version, Registered state) {
        return Response.status(Response.Status.CREATED)
                .tag(new EntityTag(String.valueOf(version)))
                .entity(Map.of(
                        "caseId",
                        filingId,
                        "version",
                        version,
                        "status",
                        IntakeStatus.of(state),
                        "receiptCode",
                        receiptCodes.of(filingId)))
                .build();
    }

    /** The code of a filing where the time is simulated: there nothing is sent to anybody. */
    @GET
    @Path("/{filingId}/code")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<CodeBody> code(@PathParam("filingId") UUID filingId) {
        if (!clock.simulated()) {
            throw Problem.notFound(NO_SUCH_FILING, "Codes are sent to telephones; nobody else sees them.")
                    .exception();
        }
        return filings.find(filingId)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound(NO_SUCH_FILING, "There is no such filing.")
                        .exception())
                .map(filing -> new CodeBody(codes.of(
                        filingId, filingRules.inForceAt(filing.filedAt()).digits())));
    }
}

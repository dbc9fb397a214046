package org.fengqiao.kernel.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.failures.Blame;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.ParkingLot.ParkedCase;
import org.fengqiao.kernel.messaging.ParkingLot.Redriven;
import org.fengqiao.kernel.messaging.Redrivable;
import org.fengqiao.kernel.messaging.SetAsideRecords;
import org.fengqiao.kernel.messaging.SetAsideRecords.Outcome;
import org.fengqiao.kernel.messaging.SetAsideRecords.SetAside;
import org.fengqiao.kernel.messaging.Unprocessable;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/**
 * The parked cases: what is stuck and why, how to have it tried again, and how to go on without it. A record that is of
 * no case is addressed by its key, as the list tells it ({@link ParkingLot#caseKey}).
 */
@Path("/parked")
@Cancellable(false)
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class ParkedResource {

    private static final String WORD = "[A-Za-z0-9._-]{1,200}";
    private static final String KEY = "[A-Za-z0-9._~@-]{1,300}";
    private static final UUID FIRST = new UUID(0, 0);
    private static final int FAILURES_TOLD = 10;
    private static final int ATTEMPTS = 5;

    private final ParkingLot parkingLot;
    private final SetAsideRecords setAside;
    private final Instance<Redrivable> inbox;
    private final Instance<WholePayloads> wholePayloads;
    private final Caller caller;
    private final ObjectMapper json;
    private final Mutiny.SessionFactory sessions;

    ParkedResource(
            ParkingLot parkingLot,
            SetAsideRecords setAside,
            Instance<Redrivable> inbox,
            Instance<WholePayloads> wholePayloads,
            Caller caller,
            ObjectMapper json,
            Mutiny.SessionFactory sessions) {
        this.parkingLot = parkingLot;
        this.setAside = setAside;
        this.inbox = inbox;
        this.wholePayloads = wholePayloads;
        this.caller = caller;
        this.json = json;
        this.sessions = sessions;
    }

    /** Conditions for parked cases; use as {@code @BeanParam} with {@code @Valid}. */
    @NullUnmarked
    public static class Query {
        /** Only cases whose first record has this code. */
        @QueryParam("code")
        @Pattern(regexp = WORD)
        String code;

        /** Only cases whose first record is of this type. */
        @QueryParam("type")
        @Pattern(regexp = WORD)
        String type;

        /** Only what was parked then or later. */
        @QueryParam("from")
        Instant from;

        /** Only what was parked before then. */
        @QueryParam("to")
        Instant to;

        ParkingLot.Filter filter() {
            return new ParkingLot.Filter(code, type, from, to);
        }
    }

    /** Returns the parked cases, each with the reason of the record the others wait for. */
    @GET
    public Uni<Page<ParkedCase>> parked(@Valid @BeanParam Query query, @Valid @BeanParam Page.Request page) {
        return list(query.filter(), page.after(), page.fetch()).map(read -> Page.of(read, page, ParkedCase::caseId));
    }

    private Uni<List<ParkedCase>> list(ParkingLot.Filter filter, @Nullable String after, int count) {
        return sessions.withStatelessSession(session -> parkingLot.list(session, filter, after, count));
    }

    /** Tries everything parked of the case again, in order. */
    @POST
    @Path("/{caseId}/redrive")
    public Uni<Redriven> redrive(@PathParam("caseId") String caseId) {
        return redriven(key(caseId)).invoke(redriven -> {
            if (redriven.done() + redriven.waiting() == 0) {
                throw nothingParked();
            }
        });
    }

    /**
     * The parked cases that are to be tried again; those that meet all conditions, as in {@code GET /parked}.
     *
     * @param atMost how many cases, 200 unless another number is named
     * @param after the {@code next} of the answer before; null to begin
     */
    public record Many(
            @Pattern(regexp = WORD) @Nullable String code,
            @Pattern(regexp = WORD) @Nullable String type,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Min(1) @Max(200) @Nullable Integer atMost,
            @Pattern(regexp = KEY) @Nullable String after) {

        int cases() {
            return atMost == null ? 200 : atMost;
        }

        ParkingLot.Filter filter() {
            return new ParkingLot.Filter(
                    code, type, from == null ? null : from.toInstant(), to == null ? null : to.toInstant());
        }
    }

    /**
     * Result of trying many cases again.
     *
     * @param cases how many were tried
     * @param done how many records were done
     * @param waiting how many records of these cases still wait
     * @param failures the first ten cases that still wait, each with its reason
     * @param next what to name as {@code after} for the cases that were not tried; null if all were
     */
    public record ManyRedriven(
            int cases,
            int done,
            int waiting,
            List<Redriven> failures,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String next) {

        ManyRedriven and(Redriven one) {
            var told = new ArrayList<>(failures);
            if (one.waiting() > 0 && told.size() < FAILURES_TOLD) {
                told.add(one);
            }
            return new ManyRedriven(cases + 1, done + one.done(), waiting + one.waiting(), List.copyOf(told), next);
        }
    }

    /** Tries everything parked of many cases again, one case after another. */
    @POST
    @Path("/redrive")
    public Uni<ManyRedriven> redriveMany(Many many) {
        return list(many.filter(), many.after(), many.cases() + 1).flatMap(read -> {
            var more = read.size() > many.cases();
            var keys = read.stream()
                    .limit(many.cases())
                    .map(ParkedCase::caseId)
                    .distinct()
                    .toList();
            return redriveEach(keys, new ManyRedriven(0, 0, 0, List.of(), more ? keys.getLast() : null));
        });
    }

    private Uni<ManyRedriven> redriveEach(List<String> keys, ManyRedriven sofar) {
        return keys.isEmpty()
                ? Uni.createFrom().item(sofar)
                : redriven(keys.getFirst()).flatMap(one -> redriveEach(keys.subList(1, keys.size()), sofar.and(one)));
    }

    /**
     * Word of an operator that the first parked record of a case is given up.
     *
     * @param reason in a sentence, for the record
     */
    public record Leave(@NotBlank @Size(max = 2_000) String reason) {}

    /**
     * Result of it.
     *
     * @param setAside what was set aside
     * @param done how many of the records behind it were done
     * @param waiting how many still wait
     * @param code why the first of them waits; null if none does
     */
    public record SetAsideAndRedriven(
            SetAside setAside,
            int done,
            int waiting,
            @Nullable String code,
            @Nullable String detail) {}

    /**
     * Sets the first parked record of the case aside for good, and has those behind it tried at once. With the same
     * {@code Idempotency-Key} no other record is set aside.
     */
    @POST
    @Path("/{caseId}/set-aside")
    public Uni<SetAsideAndRedriven> setAside(@PathParam("caseId") String caseId, Leave leave) {
        var key = key(caseId);
        var call = new SetAsideRecords.Call(
                key, leave.reason(), caller.cause(), caller.idempotencyKey(), caller.requestHash());
        return inOneTransaction(call)
                // Somebody of the case was erased: nothing more can be put in words there.
                .onFailure(failure -> CannotSeal.tooLateIn(failure).isPresent())
                .recoverWithUni(() -> inOneTransaction(call.withoutReason()))
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Done(var record) ->
                        redriven(key)
                                .map(redriven -> new SetAsideAndRedriven(
                                        record,
                                        redriven.done(),
                                        redriven.waiting(),
                                        redriven.code(),
                                        redriven.detail()));
                    case Outcome.Nothing.PARKED -> throw nothingParked();
                    case Outcome.Nothing.OF_THIS_KEY ->
                        throw Problem.unacceptable(
                                        "kernel.idempotency-key-reused",
                                        "This Idempotency-Key was used for a different request.")
                                .exception();
                });
    }

    /** A lost race for the case, or for the key, is decided again. */
    private Uni<Outcome> inOneTransaction(SetAsideRecords.Call call) {
        return Uni.createFrom()
                .deferred(() -> sessions.withStatelessTransaction(
                        (session, _) -> setAside.setAside(session, inbox.get(), call)))
                .onFailure(failure ->
                        isARecords(failure) && CannotSeal.tooLateIn(failure).isEmpty())
                .retry()
                .atMost(ATTEMPTS);
    }

    /** Returns what was set aside, oldest first. */
    @GET
    @Path("/set-aside")
    public Uni<Page<SetAside>> setAside(@Valid @BeanParam Page.Request page) {
        var after = page.after(FIRST, UUID::fromString);
        return sessions.withStatelessSession(session -> setAside.list(session, null, after, page.fetch()))
                .map(read -> Page.of(read, page, SetAside::setAsideId));
    }

    /** Returns what was set aside of a case, oldest first. */
    @GET
    @Path("/{caseId}/set-aside")
    public Uni<Page<SetAside>> setAsideOf(@PathParam("caseId") String caseId, @Valid @BeanParam Page.Request page) {
        var key = key(caseId);
        var after = page.after(FIRST, UUID::fromString);
        return sessions.withStatelessSession(session -> setAside.list(session, key, after, page.fetch()))
                .map(read -> Page.of(read, page, SetAside::setAsideId));
    }

    /** Extent to which a record is shown. */
    public enum Show {
        /** Its length and digest. */
        NOTHING,
        /** Its structure: field names, and of each value its kind and length. */
        MASKED,
        /** Everything, to those who may see everything about people; on record. */
        WHOLE
    }

    /**
     * A parked record.
     *
     * @param bytes the length of its value
     * @param masked its structure; null unless that was asked for
     * @param whole its value as text; null unless that was asked for
     */
    public record PayloadBody(
            String caseId,
            String topic,
            int partition,
            long offset,
            @Nullable String type,
            String code,
            Show show,
            int bytes,
            @Nullable JsonNode masked,
            @Nullable String whole) {}

    /** Returns the first parked record of the case, as much of it as is asked for and may be seen. */
    @GET
    @Path("/{caseId}/payload")
    @RolesAllowed({Roles.OPERATOR, Roles.CLERK, Roles.PETITION_CLERK})
    public Uni<PayloadBody> payload(
            @PathParam("caseId") String caseId, @QueryParam("show") @DefaultValue("MASKED") Show show) {
        var key = key(caseId);
        return sessions.withStatelessSession(session -> parkingLot.payload(session, key))
                .map(found -> found.orElseThrow(ParkedResource::nothingParked))
                .call(() ->
                        show == Show.WHOLE ? disclosed(key) : Uni.createFrom().voidItem())
                .map(payload -> new PayloadBody(
                        key,
                        payload.topic(),
                        payload.partition(),
                        payload.offset(),
                        payload.type(),
                        payload.code(),
                        show,
                        payload.data() == null ? 0 : payload.data().length,
                        show == Show.MASKED ? MaskedJson.of(json, payload.data()) : null,
                        show == Show.WHOLE && payload.data() != null ? new String(payload.data(), UTF_8) : null));
    }

    private Uni<Void> disclosed(String key) {
        var allowed = caseOf(key).isEmpty() || wholePayloads.isUnsatisfied()
                ? Uni.createFrom().item(false)
                : wholePayloads.get().disclosed(caller, caseOf(key).get());
        return allowed.invoke(may -> {
                    if (!may) {
                        throw Problem.of(
                                        Status.FORBIDDEN,
                                        "kernel.masked-only",
                                        "You may see the structure of this record (show=MASKED), not what it says.")
                                .exception();
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Returns the key in the path. One that is no case's id is beyond any district: the filter of jurisdictions, which
     * looks at cases, lets it pass.
     */
    private String key(String caseId) {
        if (!caseId.matches(KEY)) {
            throw nothingParked();
        }
        if (caseOf(caseId).isEmpty() && !Jurisdiction.of(caller).isOfAllPlaces()) {
            throw nothingParked();
        }
        return caseId;
    }

    private static Optional<UUID> caseOf(String key) {
        try {
            return key.length() == 36 ? Optional.of(UUID.fromString(key)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Problem.Thrown nothingParked() {
        return Problem.notFound("kernel.nothing-parked", "Nothing of this case is parked here.")
                .exception();
    }

    private Uni<Redriven> redriven(String key) {
        return redriven(key, inbox.get()::redrive, Integer.MAX_VALUE)
                .onFailure(ParkedResource::isARecords)
                .recoverWithUni(() -> oneByOne(key, 0));
    }

    private Uni<Redriven> redriven(String key, ParkingLot.Retry retry, int atMost) {
        return sessions.withStatelessTransaction((session, _) -> parkingLot.redrive(session, key, atMost, retry));
    }

    /** Each in a transaction of its own, up to the one with which it fails: that one waits on, with the reason. */
    private Uni<Redriven> oneByOne(String key, int done) {
        return redriven(key, inbox.get()::redrive, 1)
                .onFailure(ParkedResource::isARecords)
                .recoverWithUni(failure -> redriven(key, failing(failure), 1))
                .flatMap(one -> one.done() == 1 && one.waiting() > 0
                        ? oneByOne(key, done + 1)
                        : Uni.createFrom()
                                .item(new Redriven(key, done + one.done(), one.waiting(), one.code(), one.detail())));
    }

    private static ParkingLot.Retry failing(Throwable failure) {
        return (_, _) -> Uni.createFrom().item(List.of(Unprocessable.reason(failure)));
    }

    private static boolean isARecords(Throwable failure) {
        return Blame.of(failure) == Blame.RECORD;
    }
}

package org.fengqiao.kernel.command;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.CaseLedger.Standing;
import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * Commands over HTTP: load, decide, append, answer, in one transaction. With an {@code Idempotency-Key} the answer is kept in that same
 * transaction, so a repeat gets the same answer and nothing happens twice; with {@code If-Match} a case that has moved on is left alone (412).
 * A lost race is decided again on fresh facts, a few times, then 409.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 */
public final class CaseCommands<C, S, E> {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final int ATTEMPTS = 12;

    private static final Statement CLAIM = Statement.of("""
            insert into idempotent_answer (actor_id, idempotency_key, request_hash, answered_at)
            values (:actor, :key, :hash, :at) on conflict do nothing\
            """);
    private static final Statement FIND = Statement.of("""
            select request_hash, status, etag, location, body from idempotent_answer
            where actor_id = :actor and idempotency_key = :key\
            """);
    private static final Statement KEEP = Statement.of("""
            update idempotent_answer set status = :status, etag = :etag, location = :location, body = :body
            where actor_id = :actor and idempotency_key = :key\
            """);

    private final CaseLedger<C, S, E> ledger;
    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    /** The commands of a service. */
    public CaseCommands(CaseLedger<C, S, E> ledger, Mutiny.SessionFactory sessions, ObjectMapper json) {
        this.ledger = ledger;
        this.sessions = sessions;
        this.json = json;
    }

    /**
     * What goes into the answer beside {@code caseId} and {@code version}.
     *
     * @param <S> the states
     * @param <E> the events
     */
    public interface Answer<S, E> extends Function<Ruling.Held<S, E>, Map<String, Object>> {}

    private record Given(int status, String etag, @Nullable String location, String body) {
        Response response() {
            var response = Response.status(status)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .tag(new EntityTag(etag))
                    .entity(body);
            return (location == null ? response : response.location(URI.create(location))).build();
        }
    }

    /** Takes a command about a known case: 200 with {@code {caseId, version}}. */
    public Uni<Response> handle(Caller caller, UUID caseId, C command) {
        return handle(caller, caseId, command, 200, null, _ -> Map.of());
    }

    /**
     * Takes a command.
     *
     * @param status of the answer if it holds
     * @param location of what was made; null if nothing was
     * @param answer what the answer says beside {@code caseId} and {@code version}
     */
    public Uni<Response> handle(
            Caller caller, UUID caseId, C command, int status, @Nullable String location, Answer<S, E> answer) {
        return take(
                caller,
                caseId,
                (docket, cause) -> docket.decide(new Order<>(caseId, command, cause)),
                status,
                location,
                answer);
    }

    /** Takes what is asked of the legal clock about a deadline of a known case: 200 with {@code {caseId, version}}. */
    public Uni<Response> handleDeadline(Caller caller, UUID caseId, DeadlineOrder order) {
        return take(caller, caseId, (docket, cause) -> docket.decide(caseId, order, cause), 200, null, _ -> Map.of());
    }

    private <T, V> Uni<Response> take(
            Caller caller,
            UUID caseId,
            BiFunction<Docket<C, S, E>, Cause, Ruling<T, V>> decision,
            int status,
            @Nullable String location,
            Answer<T, V> answer) {
        var cause = caller.cause();
        var key = caller.idempotencyKey();
        var expected = caller.expectedVersion();
        return Uni.createFrom()
                .deferred(() -> sessions.withStatelessTransaction((session, _) -> key == null
                        ? decide(session, caseId, decision, cause, expected, status, location, answer)
                        : once(
                                session,
                                cause,
                                key,
                                caller.requestHash(),
                                () -> decide(session, caseId, decision, cause, expected, status, location, answer))))
                .map(Given::response)
                .onFailure(Conflicts::isLostRace)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(0.8)
                .atMost(ATTEMPTS)
                .onFailure(Conflicts::isLostRace)
                .transform(_ -> conflict())
                .onFailure(failure -> CannotSeal.tooLateIn(failure).isPresent())
                .transform(_ -> tooLate())
                .onFailure(IllegalStateException.class)
                .transform(e -> Conflicts.isLostRace(e)
                                || e.getMessage() != null && e.getMessage().startsWith("Retries exhausted")
                        ? conflict()
                        : e);
    }

    private static Problem.Thrown tooLate() {
        return Problem.of(
                        Response.Status.CONFLICT,
                        CannotSeal.TOO_LATE,
                        "Somebody of this case was erased: nothing more can be put in words about it.")
                .exception();
    }

    private static Problem.Thrown conflict() {
        return Problem.of(
                        Response.Status.CONFLICT,
                        "kernel.busy-case",
                        "Others are changing this case at the same time. Look at it again and repeat the call.")
                .exception();
    }

    /** The case as it stands, for reading. Version 0 if this service has never heard of it. */
    public Uni<Standing<S>> standing(UUID caseId) {
        return sessions.withStatelessSession(session -> ledger.standing(session, caseId));
    }

    /** The stored events of the case, oldest first. */
    public Uni<List<LinkedEvent>> events(UUID caseId) {
        return sessions.withStatelessSession(session -> ledger.store().rows(session, List.of(caseId)));
    }

    private <T, V> Uni<Given> decide(
            Mutiny.StatelessSession session,
            UUID caseId,
            BiFunction<Docket<C, S, E>, Cause, Ruling<T, V>> decision,
            Cause cause,
            @Nullable Long expected,
            int status,
            @Nullable String location,
            Answer<T, V> answer) {
        return ledger.open(session, List.of(caseId)).flatMap(docket -> {
            var version = docket.standing(caseId).version();
            if (expected != null && expected != version) {
                throw Problem.of(
                                Response.Status.PRECONDITION_FAILED,
                                "kernel.version-moved-on",
                                "The case is at version " + version + " here; look at it again before you change it.")
                        .exception();
            }
            return switch (decision.apply(docket, cause)) {
                case Ruling.Refused<T, V>(var because, var _) ->
                    throw Problem.of(because).exception();
                case Ruling.Held<T, V> held ->
                    docket.save(session)
                            .replaceWith(() ->
                                    given(caseId, docket.standing(caseId).version(), held, status, location, answer));
            };
        });
    }

    private <T, V> Given given(
            UUID caseId,
            long version,
            Ruling.Held<T, V> held,
            int status,
            @Nullable String location,
            Answer<T, V> answer) {
        var body = new LinkedHashMap<String, Object>();
        body.put("caseId", caseId);
        body.put("version", version);
        body.putAll(answer.apply(held));
        try {
            return new Given(status, String.valueOf(version), location, json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an answer", e);
        }
    }

    /** The first claims the key and works; others wait for its commit and get its answer. A refusal frees the key again. */
    private Uni<Given> once(
            Mutiny.StatelessSession session,
            Cause cause,
            String key,
            String hash,
            java.util.function.Supplier<Uni<Given>> work) {
        var actor = cause.actor().id();
        return CLAIM.bind("actor", actor)
                .bind("key", key)
                .bind("hash", hash)
                .bind("at", ledger.now())
                .execute(session)
                .flatMap(claimed -> claimed == 1
                        ? work.get().call(given -> keep(session, actor, key, given))
                        : FIND.bind("actor", actor).bind("key", key).first(session, row -> repeat(row, hash)));
    }

    private static Given repeat(Row row, String hash) {
        if (!hash.equals(row.getString("request_hash"))) {
            throw Problem.unacceptable(
                            "kernel.idempotency-key-reused", "This Idempotency-Key was used for a different request.")
                    .exception();
        }
        return new Given(
                row.getInteger("status"), row.getString("etag"), row.getString("location"), row.getString("body"));
    }

    private static Uni<Integer> keep(Mutiny.StatelessSession session, String actor, String key, Given given) {
        return KEEP.bind("status", given.status())
                .bind("etag", given.etag())
                .bind("location", given.location())
                .bind("body", given.body())
                .bind("actor", actor)
                .bind("key", key)
                .execute(session);
    }
}

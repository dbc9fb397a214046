package org.fengqiao.kernel.service;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Asked;
import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.Conflicts.BusyCase;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Ledger;
import org.fengqiao.kernel.eventstore.RecordProtection;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.eventstore.TooLargeToPublish;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.service.IdempotentAnswers.Answered;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Precondition;
import org.fengqiao.kernel.web.Problem;

/**
 * A service that takes commands about streams: about cases, or about the entries of a register.
 *
 * <p>A command is loaded, decided, appended and answered in one transaction. With an {@code Idempotency-Key} the answer
 * is kept in that same transaction; with {@code If-Match} a stream that has moved on is left alone (412). A lost race
 * is decided again on fresh facts, a few times, then 409.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 */
public abstract sealed class RecordingService<C, S, E> permits CaseService, RegisterService {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final int RETRIES = 12;

    private final Ledger<C, S, E> ledger;
    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    /** Creates a service that records in this ledger. */
    RecordingService(Ledger<C, S, E> ledger, ServiceEnvironment environment) {
        this.ledger = ledger;
        this.sessions = environment.sessions();
        this.json = environment.json();
    }

    /** Returns the ledger, in which the model meets the database. */
    public final Ledger<C, S, E> ledger() {
        return ledger;
    }

    /** Returns the stream as it is now, for reading. Version 0 if this service has never heard of it. */
    final Uni<CurrentCase<S>> currentStream(UUID stream) {
        return sessions.withStatelessSession(session -> ledger.current(session, stream));
    }

    /** Returns these streams as they are now, read in one query. */
    final Uni<Map<UUID, CurrentCase<S>>> currentStreams(Collection<UUID> streams) {
        return sessions.withStatelessSession(session -> ledger.current(session, streams));
    }

    /** Returns the stored events of the stream, oldest first. */
    final Uni<List<LinkedEvent>> eventsOfStream(UUID stream) {
        return sessions.withStatelessSession(session -> ledger.store().rows(session, List.of(stream)));
    }

    /** Writes nothing beside. */
    static Uni<Void> nothing(Mutiny.StatelessSession session) {
        return Uni.createFrom().voidItem();
    }

    /**
     * A stream as an answer names it.
     *
     * @param stream the id under which its events are stored
     * @param field the name of the field
     * @param value what stands in it
     */
    record Id(UUID stream, String field, Object value) {}

    /**
     * Fields of the answer beside the id and {@code version}.
     *
     * @param <S> the states
     * @param <E> the events
     */
    public interface Answer<S, E> extends Function<Ruling.Held<S, E>, Map<String, Object>> {}

    /**
     * Fields of an answer that are derived from the id of its case, such as a receipt code. They are never kept: a
     * repeat of the call has them derived again, from the case of the first one.
     */
    public interface Derived extends Function<UUID, Map<String, Object>> {

        /** An answer without such fields. */
        Derived NOTHING = _ -> Map.of();
    }

    /**
     * Takes what is asked about a stream.
     *
     * @param id the stream as the answer names it
     * @param beside what is written in the same transaction, if it holds
     */
    final <T, V> Uni<Response> take(
            Caller caller,
            Id id,
            BiFunction<Docket<C, S, E>, Cause, Ruling<T, V>> decision,
            int status,
            @Nullable String location,
            Answer<T, V> answer,
            Derived derived,
            Function<Mutiny.StatelessSession, Uni<Void>> beside) {
        return take(caller, id, List.of(id.stream()), decision, status, location, answer, derived, beside);
    }

    /**
     * Takes what is asked about a stream and, in the same transaction, others.
     *
     * @param streams all that the decision may look at and record in; the first is the one of {@code id}, to whose
     *     version a precondition refers
     */
    final <T, V> Uni<Response> take(
            Caller caller,
            Id id,
            List<UUID> streams,
            BiFunction<Docket<C, S, E>, Cause, Ruling<T, V>> decision,
            int status,
            @Nullable String location,
            Answer<T, V> answer,
            Derived derived,
            Function<Mutiny.StatelessSession, Uni<Void>> beside) {
        var cause = caller.cause();
        var key = key(caller, cause);
        var precondition = caller.precondition();
        Function<Docket<C, S, E>, Answered> decided =
                docket -> decide(docket, id, decision, cause, precondition, status, location, answer);
        return Conflicts.retried(
                        () -> sessions.withStatelessTransaction((session, _) -> key == null
                                ? ledger.decide(session, streams, decided).call(() -> beside.apply(session))
                                : once(session, key, streams, decided, beside)),
                        FIRST_PAUSE,
                        LONGEST_PAUSE,
                        RETRIES)
                .map(kept -> withDerived(kept, derived).response())
                .onFailure(BusyCase.class)
                .transform(_ -> busy())
                .onFailure(failure -> CannotSeal.tooLateIn(failure).isPresent())
                .transform(_ -> tooLate())
                .onFailure(TooLargeToPublish.class)
                .transform(_ -> tooLarge());
    }

    /**
     * Has it decided unless that was done with this key. A refusal is not kept: the key is free again.
     *
     * @param beside what is written in the same transaction, if it was decided now
     */
    private Uni<Answered> once(
            Mutiny.StatelessSession session,
            IdempotentAnswers.Key key,
            List<UUID> streams,
            Function<Docket<C, S, E>, Answered> decided,
            Function<Mutiny.StatelessSession, Uni<Void>> beside) {
        record Given(Answered answer, boolean before) {}
        return ledger.decide(
                        session,
                        streams,
                        Asked.after(IdempotentAnswers.find(session, key)),
                        (docket, found) -> found.map(answer -> new Given(answer, true))
                                .orElseGet(() -> new Given(decided.apply(docket), false)),
                        given -> given.before()
                                ? nothing(session)
                                : IdempotentAnswers.keep(session, key, ledger.now(), given.answer()))
                .call(given -> given.before() ? nothing(session) : beside.apply(session))
                .map(Given::answer);
    }

    private static IdempotentAnswers.@Nullable Key key(Caller caller, Cause cause) {
        var key = caller.idempotencyKey();
        return key == null ? null : new IdempotentAnswers.Key(cause.actor().id(), key, caller.requestHash());
    }

    private <T, V> Answered decide(
            Docket<C, S, E> docket,
            Id id,
            BiFunction<Docket<C, S, E>, Cause, Ruling<T, V>> decision,
            Cause cause,
            Precondition precondition,
            int status,
            @Nullable String location,
            Answer<T, V> answer) {
        var version = docket.current(id.stream()).version();
        if (version > 0 && !precondition.holds(version)) {
            throw movedOn(version);
        }
        return switch (decision.apply(docket, cause)) {
            case Ruling.Refused<T, V>(var because, var _) ->
                throw Problem.of(because).exception();
            // What does not exist yet has no version to match; that it does not exist was said before.
            case Ruling.Held<T, V> _ when !precondition.holds(version) -> throw movedOn(version);
            case Ruling.Held<T, V> held ->
                answered(id, docket.current(id.stream()).version(), status, location, answer.apply(held));
        };
    }

    private Answered answered(Id id, long version, int status, @Nullable String location, Map<String, Object> answer) {
        var body = new LinkedHashMap<String, Object>();
        body.put(id.field(), id.value());
        body.put("version", version);
        body.putAll(answer);
        try {
            return new Answered(status, String.valueOf(version), location, json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an answer", e);
        }
    }

    /** Adds the fields that are not kept. The case is the one of the answer, which a repeat did not choose. */
    private Answered withDerived(Answered kept, Derived derived) {
        if (derived == Derived.NOTHING) {
            return kept;
        }
        try {
            var body = (ObjectNode) json.readTree(kept.body());
            derived.apply(UUID.fromString(body.path("caseId").textValue())).forEach(body::putPOJO);
            return new Answered(kept.status(), kept.etag(), kept.location(), json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot complete an answer", e);
        }
    }

    private static Problem.Thrown movedOn(long version) {
        return Problem.of(
                        Response.Status.PRECONDITION_FAILED,
                        "kernel.version-moved-on",
                        "The case is at version " + version + " here; look at it again before you change it.")
                .exception();
    }

    private static Problem.Thrown tooLate() {
        return Problem.of(Response.Status.CONFLICT, CannotSeal.TOO_LATE, RecordProtection.TOO_LATE)
                .exception();
    }

    private static Problem.Thrown tooLarge() {
        return Problem.of(Response.Status.REQUEST_ENTITY_TOO_LARGE, TooLargeToPublish.CODE, TooLargeToPublish.DETAIL)
                .exception();
    }

    private static Problem.Thrown busy() {
        return Problem.of(
                        Response.Status.CONFLICT,
                        "kernel.busy-case",
                        "Others are changing this case at the same time. Look at it again and repeat the call.")
                .exception();
    }
}

package org.fengqiao.kernel.service;

import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.web.Problem;

/**
 * The answers to calls with an {@code Idempotency-Key}, in the table {@code idempotent_answer}. An answer is kept in
 * the transaction of the work, so a repeat gets the same answer and nothing happens twice.
 */
final class IdempotentAnswers {

    private static final String CLAIM = """
            insert into idempotent_answer (actor_id, idempotency_key, request_hash, answered_at)
            values (:actor, :key, :hash, cast(cast(:at as text) as timestamptz)) on conflict do nothing""";
    private static final String FIND = """
            select request_hash, status, etag, location, body from idempotent_answer
            where actor_id = :actor and idempotency_key = :key""";
    private static final String KEEP = """
            update idempotent_answer
            set status = :status, etag = :etag, location = cast(:location as text), body = :body
            where actor_id = :actor and idempotency_key = :key""";

    private IdempotentAnswers() {}

    /** An answer as it is kept. */
    record Answered(int status, String etag, @Nullable String location, String body) {

        Response response() {
            var response = Response.status(status)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .tag(new EntityTag(etag))
                    .entity(body);
            return (location == null ? response : response.location(URI.create(location))).build();
        }
    }

    /** The key of a call, which is its caller's own, and the hash of what was asked with it. */
    record Key(String actor, String key, String requestHash) {}

    /**
     * Does work unless it was done with this key. The first claims the key and works; others wait for its commit and
     * get its answer. A refusal frees the key again.
     */
    static Uni<Answered> once(Mutiny.StatelessSession session, Key key, Instant at, Supplier<Uni<Answered>> work) {
        return session.createNativeQuery(CLAIM)
                .setParameter("actor", key.actor())
                .setParameter("key", key.key())
                .setParameter("hash", key.requestHash())
                .setParameter("at", at.toString())
                .executeUpdate()
                .flatMap(claimed -> claimed == 1
                        ? work.get().call(answered -> keep(session, key, answered))
                        : session.createNativeQuery(FIND, Object[].class)
                                .setParameter("actor", key.actor())
                                .setParameter("key", key.key())
                                .getSingleResult()
                                .map(row -> repeat(row, key.requestHash())));
    }

    private static Answered repeat(Object[] row, String hash) {
        if (!hash.equals(row[0])) {
            throw Problem.unacceptable(
                            "kernel.idempotency-key-reused", "This Idempotency-Key was used for a different request.")
                    .exception();
        }
        return new Answered(((Number) row[1]).intValue(), (String) row[2], (String) row[3], (String) row[4]);
    }

    private static Uni<Integer> keep(Mutiny.StatelessSession session, Key key, Answered answered) {
        return session.createNativeQuery(KEEP)
                .setParameter("status", answered.status())
                .setParameter("etag", answered.etag())
                .setParameter("location", answered.location())
                .setParameter("body", answered.body())
                .setParameter("actor", key.actor())
                .setParameter("key", key.key())
                .executeUpdate();
    }
}

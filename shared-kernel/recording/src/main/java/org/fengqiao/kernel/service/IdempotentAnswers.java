package org.fengqiao.kernel.service;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Problem;

/**
 * The answers to calls with an {@code Idempotency-Key}, in the table {@code idempotent_answer}. An answer is kept in
 * the transaction of the work, so a repeat gets the same answer and nothing happens twice. It is kept for some time
 * ({@link AnswerRetention}) and in clear, so it holds nothing that opens a door ({@link CaseService.Derived}).
 */
final class IdempotentAnswers {

    private static final Statement FIND = Statement.of("""
        select request_hash, status, etag, location, body from idempotent_answer
        where actor_id = :actor and idempotency_key = :key\
        """);
    private static final Statement KEEP = Statement.of("""
        insert into idempotent_answer
          (actor_id, idempotency_key, request_hash, status, etag, location, body, answered_at)
        values (:actor, :key, :hash, :status, :etag, :location, :body, :at)\
        """);

    /** Removes the answers that were given before a time; their keys are free again. */
    static final Statement EXPIRE = Statement.of("delete from idempotent_answer where answered_at < :before");

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
     * Returns the answer that was given to this key; empty if none was. It has to be looked for after the streams that
     * are decided about were read: if the first call commits in between, its answer is found, and not its events
     * without its answer.
     */
    static Uni<Optional<Answered>> find(Mutiny.StatelessSession session, Key key) {
        return FIND.bind("actor", key.actor())
                .bind("key", key.key())
                .first(session, row -> repeat(row, key.requestHash()))
                .map(Optional::ofNullable);
    }

    private static Answered repeat(Row row, String hash) {
        if (!hash.equals(row.getString("request_hash"))) {
            throw Problem.unacceptable(
                            "kernel.idempotency-key-reused", "This Idempotency-Key was used for a different request.")
                    .exception();
        }
        return new Answered(
                row.getInteger("status"), row.getString("etag"), row.getString("location"), row.getString("body"));
    }

    /**
     * Keeps the answer to this key. Of several calls with one key that are worked on at the same time the first keeps
     * its answer; the others wait for its commit here, and are then lost races, which {@link
     * org.fengqiao.kernel.eventstore.Conflicts} recognises: tried again, they find the answer.
     */
    static Uni<Void> keep(Mutiny.StatelessSession session, Key key, Instant at, Answered answered) {
        return KEEP.bind("actor", key.actor())
                .bind("key", key.key())
                .bind("hash", key.requestHash())
                .bind("status", answered.status())
                .bind("etag", answered.etag())
                .bind("location", answered.location())
                .bind("body", answered.body())
                .bind("at", at)
                .execute(session)
                .replaceWithVoid();
    }
}

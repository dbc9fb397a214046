package org.fengqiao.kernel.eventstore;

import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.keys.DisclosureRecord;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Statement;

/**
 * Redelivery of messages to a partner from what is on record: the same identifiers, numbers and boxes. An envelope is
 * made anew, by what may be told today: nobody who was erased since is told of again.
 */
public final class Redelivery {

    /** Number of messages that one request may ask for. */
    public static final long MOST = 10_000;

    /** Number of messages that are in memory at a time. */
    private static final int AT_ONCE = 200;

    private static final Statement DONE =
            Statement.of("select 1 from partner_redelivery where request_id = :request and topic = :topic limit 1");

    private static final Statement LAST = Statement.of("select last from partner_sequence where topic = :topic");

    private static final Statement READ = Statement.of("""
            select message_id, message_key, type, data, case_id from partner_message
            where topic = :topic and sequence between :from and :to order by sequence""");

    private static final Columns<PartnerMessage> AGAIN =
            Columns.of("u", uuid("message_id", PartnerMessage::messageId), text("data", PartnerMessage::data));

    private static final Statement WRITE = Statement.of("""
            insert into partner_redelivery (request_id, requested_at, message_id, topic, message_key, type, data,
              case_id, occurred_at, recorded_at, correlation_id, causation_id, traceparent, sequence)
            select cast(:request as uuid), cast(:at as timestamptz), m.message_id, m.topic, m.message_key, m.type,
              u.data, m.case_id, m.occurred_at, m.recorded_at, m.correlation_id, m.causation_id, m.traceparent,
              m.sequence
            from %s join partner_message m on m.message_id = u.message_id order by m.sequence\
            """.formatted(AGAIN.table()));

    private final PartnerEnvelopes envelopes;

    Redelivery(PartnerEnvelopes envelopes) {
        this.envelopes = envelopes;
    }

    /**
     * Request of a partner for messages it misses.
     *
     * @param requestId the identifier of its message: what was done for it is not done again
     * @param partner who asks; it gets what was sent to itself
     * @param from the number of the first one
     * @param to the number of the last one
     * @param at when it is answered
     */
    public record Request(UUID requestId, String partner, long from, long to, Instant at) {

        String topic() {
            return partner + ".outbound";
        }
    }

    /**
     * Writes these messages once more, in the session's transaction.
     *
     * @return why it cannot be done; empty if it is
     */
    public Uni<Optional<Attempt.Failed>> redeliver(Mutiny.StatelessSession session, Request request) {
        if (request.from() > request.to() || request.to() - request.from() >= MOST) {
            return Uni.createFrom()
                    .item(Optional.of(new Attempt.Failed(
                            "kernel.bad-input",
                            "to: is not from or later, or the request is for more than " + MOST
                                    + " messages; ask for them one part after the other")));
        }
        return LAST.bind("topic", request.topic())
                .first(session, row -> row.getLong("last"))
                .flatMap(last -> {
                    var known = last == null ? 0 : last;
                    return request.to() > known
                            ? Uni.createFrom()
                                    .item(Optional.of(new Attempt.Failed(
                                            "kernel.unknown-sequence",
                                            known == 0
                                                    ? "Nothing was sent to you yet."
                                                    : "The last number that was sent to you is " + known + ".")))
                            : unlessDone(session, request).replaceWith(Optional.empty());
                });
    }

    private Uni<Void> unlessDone(Mutiny.StatelessSession session, Request request) {
        return DONE.bind("request", request.requestId())
                .bind("topic", request.topic())
                .first(session, _ -> true)
                .flatMap(done -> done != null ? Uni.createFrom().voidItem() : part(session, request, request.from()));
    }

    private Uni<Void> part(Mutiny.StatelessSession session, Request request, long from) {
        if (from > request.to()) {
            return Uni.createFrom().voidItem();
        }
        var to = Math.min(request.to(), from + AT_ONCE - 1);
        return READ.bind("topic", request.topic())
                .bind("from", from)
                .bind("to", to)
                .list(session, row -> message(row, request))
                .flatMap(envelopes::address)
                .flatMap(addressed -> Pipeline.of(
                        write(session, request, addressed.messages()),
                        DisclosureRecord.insert(session, addressed.disclosures())))
                .chain(() -> part(session, request, to + 1));
    }

    private static Uni<Void> write(Mutiny.StatelessSession session, Request request, List<PartnerMessage> messages) {
        return WRITE.bind(AGAIN, messages)
                .bind("request", request.requestId())
                .bind("at", request.at())
                .execute(session)
                .replaceWithVoid();
    }

    /** A message as it is told again: now, and because the partner asked. */
    private PartnerMessage message(Row row, Request request) {
        return new PartnerMessage(
                row.getUUID("message_id"),
                request.topic(),
                row.getString("message_key"),
                row.getString("type"),
                envelopes.withoutEnvelope(row.getString("data")),
                row.getUUID("case_id"),
                new Cause(Actor.partner(request.partner()), request.at(), request.requestId(), null, null),
                null,
                request.at());
    }
}

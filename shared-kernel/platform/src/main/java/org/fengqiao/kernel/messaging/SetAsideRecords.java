package org.fengqiao.kernel.messaging;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.messaging.Redrivable.Gap;
import org.fengqiao.kernel.messaging.Redrivable.GivenUp;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/**
 * Parked records that operators set aside for good, so that later ones of the case go on. Each is kept whole, with who
 * did it and why.
 */
@Singleton
public class SetAsideRecords {

    private static final String COLUMNS = """
            set_aside_id, case_key, topic, partition, record_offset, type, code, detail, gap, reason, actor_id,
            set_aside_at, request_hash""";

    private static final Statement KEEP = Statement.of("""
            insert into set_aside_record (set_aside_id, consumer, topic, partition, record_offset, case_key, type,
              record_key, data, headers, code, detail, parked_at, gap, reason, actor_id, set_aside_at, idempotency_key,
              request_hash)
            select cast(:id as uuid), consumer, topic, partition, record_offset, case_key, type, record_key, data,
              headers, code, detail, parked_at, cast(:gap as text), cast(:reason as text), cast(:actor as text),
              cast(:at as timestamptz), cast(:key as text), cast(:hash as text)
            from parked_record where parked_id = :parked returning %s""".formatted(COLUMNS));

    private static final Statement REPEATED = Statement.of(
            "select %s from set_aside_record where actor_id = :actor and idempotency_key = :key".formatted(COLUMNS));

    private static final Statement LIST = Statement.of("""
            select %s from set_aside_record
            where consumer = :consumer and set_aside_id > :after
              and (cast(:caseKey as text) is null or case_key = :caseKey)
            order by set_aside_id limit :count""".formatted(COLUMNS));

    private final ParkingLot parkingLot;
    private final String consumer;
    private final InstantSource clock;

    SetAsideRecords(ParkingLot parkingLot, @Identifier(Positions.LISTENER) Positions positions, InstantSource clock) {
        this.parkingLot = parkingLot;
        this.consumer = positions.consumer();
        this.clock = clock;
    }

    /**
     * A record that was set aside.
     *
     * @param caseId its case, or what {@link ParkingLot#caseKey} makes of another key
     * @param type null if it names none
     * @param code why it could not be done
     * @param gap where it shows that something is missing
     * @param reason why it was set aside; null where the case's stream keeps it
     * @param by who set it aside
     */
    public record SetAside(
            UUID setAsideId,
            String caseId,
            String topic,
            int partition,
            long offset,
            @Nullable String type,
            String code,
            String detail,
            Gap gap,
            @Nullable String reason,
            String by,
            Instant at) {

        private static SetAside of(Row row) {
            return new SetAside(
                    row.getUUID("set_aside_id"),
                    row.getString("case_key"),
                    row.getString("topic"),
                    row.getInteger("partition"),
                    row.getLong("record_offset"),
                    row.getString("type"),
                    row.getString("code"),
                    row.getString("detail"),
                    Gap.valueOf(row.getString("gap")),
                    row.getString("reason"),
                    row.getString("actor_id"),
                    Rows.time(row, "set_aside_at"));
        }
    }

    /**
     * A call to set a record aside.
     *
     * @param key the caller's key, with which a repeat sets nothing else aside; null if it sent none
     * @param hash of what was asked with the key
     */
    public record Call(
            String caseKey,
            @Nullable String reason,
            Cause cause,
            @Nullable String key,
            String hash) {

        /** Returns the same for a case in which no more words can be kept. */
        public Call withoutReason() {
            return new Call(caseKey, null, cause, key, hash);
        }
    }

    /** Result of a call. */
    public sealed interface Outcome {
        /** The record was set aside, now or with the same call before. */
        record Done(SetAside record) implements Outcome {}

        /** Nothing was done. */
        enum Nothing implements Outcome {
            /** Nothing of the case is parked here. */
            PARKED,
            /** The key was used for another call. */
            OF_THIS_KEY
        }
    }

    /** Sets the record aside that the others of the case wait for, in the session's transaction. */
    public Uni<Outcome> setAside(Mutiny.StatelessSession session, Redrivable inbox, Call call) {
        return repeated(session, call)
                .flatMap(before -> before.isPresent()
                        ? Uni.createFrom().item(before.get())
                        : parkingLot
                                .first(session, call.caseKey())
                                .flatMap(first -> first.isEmpty()
                                        ? Uni.createFrom().item(Outcome.Nothing.PARKED)
                                        : setAside(session, inbox, first.get(), call)));
    }

    private Uni<Optional<Outcome>> repeated(Mutiny.StatelessSession session, Call call) {
        return call.key() == null
                ? Uni.createFrom().item(Optional.empty())
                : REPEATED.bind("actor", call.cause().actor().id())
                        .bind("key", call.key())
                        .list(
                                session,
                                row -> row.getString("request_hash").equals(call.hash())
                                        ? new Outcome.Done(SetAside.of(row))
                                        : Outcome.Nothing.OF_THIS_KEY)
                        .map(found -> found.stream().findFirst());
    }

    private Uni<Outcome> setAside(Mutiny.StatelessSession session, Redrivable inbox, ParkedRecord parked, Call call) {
        return inbox.giveUp(session, parked.record(), new GivenUp(parked.code(), call.reason(), call.cause()))
                .flatMap(gap -> KEEP.bind("id", Identifiers.next())
                        .bind("gap", gap)
                        .bind("reason", gap == Gap.IN_THE_CASE ? null : call.reason())
                        .bind("actor", call.cause().actor().id())
                        .bind("at", clock.instant())
                        .bind("key", call.key())
                        .bind("hash", call.hash())
                        .bind("parked", parked.parkedId())
                        .list(session, SetAside::of)
                        .call(() -> gap == Gap.BEFORE_THE_RECORD
                                ? Uni.createFrom().voidItem()
                                : parkingLot.leave(session, parked)))
                .map(kept -> new Outcome.Done(kept.getFirst()));
    }

    /**
     * Lists the records that were set aside, oldest first.
     *
     * @param caseKey only of this case; null for all
     */
    public Uni<List<SetAside>> list(Mutiny.StatelessSession session, @Nullable String caseKey, UUID after, int count) {
        return LIST.bind("consumer", consumer)
                .bind("caseKey", caseKey)
                .bind("after", after)
                .bind("count", count)
                .list(session, SetAside::of);
    }
}

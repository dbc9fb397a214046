package org.fengqiao.kernel.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jakarta.inject.Singleton;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/**
 * Records that cannot be done are parked with their reason, and so are later records of the same case, in order,
 * while other cases go on. An operator lists them and has them tried again.
 */
@Singleton
public class ParkingLot {

    /** The code of a record that waits only because an earlier one of its case does. */
    public static final String BEHIND = "kernel.behind-a-parked-record";

    /** The keys that can stand in an address as they are. */
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private static final Statement PARKED_CASES = Statement.of(
            "select distinct case_key from parked_record where consumer = :consumer and case_key = any(:cases)");

    private static final Statement LIST = Statement.of("""
            select p.case_key, p.topic, p.partition, p.record_offset, p.type, p.code, p.detail, p.parked_at,
              (select count(*) from parked_record b
                where b.consumer = p.consumer and b.case_key = p.case_key) as waiting
            from parked_record p
            where p.consumer = :consumer and p.code <> :behind and p.case_key > :after
              and (cast(:code as text) is null or p.code = :code)
              and (cast(:type as text) is null or p.type = :type)
              and (cast(:from as timestamptz) is null or p.parked_at >= :from)
              and (cast(:to as timestamptz) is null or p.parked_at < :to)
            order by p.case_key, p.topic, p.partition, p.record_offset limit :count\
            """);

    private static final String OF_CASE = """
            select p.* from parked_record p where p.consumer = :consumer and p.case_key = :caseKey and p.topic = :topic
            order by p.partition, p.record_offset for update\
            """;

    private static final Statement TOPICS_OF_CASE =
            Statement.of("select distinct topic from parked_record where consumer = :consumer and case_key = :caseKey"
                    + " order by topic");

    private static final Statement PAYLOAD = Statement.of("""
            select topic, partition, record_offset, type, code, data from parked_record
            where consumer = :consumer and case_key = :caseKey order by topic, partition, record_offset limit 1""");

    private static final Statement LEAVE = Statement.of("delete from parked_record where parked_id = any(:ids)");

    private static final Statement STILL =
            Statement.of("update parked_record set code = :code, detail = :detail where parked_id = :id");

    private final String consumer;
    private final Positions positions;
    private final InstantSource clock;

    ParkingLot(@Identifier(Positions.LISTENER) Positions positions, InstantSource clock) {
        this.consumer = positions.consumer();
        this.positions = positions;
        this.clock = clock;
    }

    /**
     * A case that is parked.
     *
     * @param caseId the case, or what {@link #caseKey} makes of another key
     * @param type the type of its first record; null if it names none
     * @param code why its first record could not be done
     * @param detail the same in a sentence
     * @param waiting how many of its records wait
     */
    public record ParkedCase(
            String caseId,
            String topic,
            int partition,
            long offset,
            @Nullable String type,
            String code,
            String detail,
            Instant parkedAt,
            long waiting) {}

    /**
     * Conditions for parked cases, by the record that the others of the case wait for; null for none.
     *
     * @param from when it was parked, at the earliest
     * @param to when it was parked: before then
     */
    public record Filter(
            @Nullable String code,
            @Nullable String type,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Result of trying again: how many records were done, how many still wait, and the reason if some do. */
    public record Redriven(
            String caseId,
            int done,
            int waiting,
            @Nullable String code,
            @Nullable String detail) {}

    /** Returns those of the cases that have something parked. */
    public Uni<Set<String>> parkedAmong(Mutiny.StatelessSession session, Collection<String> caseKeys) {
        return PARKED_CASES
                .bind("consumer", consumer)
                .bindTexts("cases", caseKeys)
                .list(session, row -> row.getString("case_key"))
                .map(HashSet::new);
    }

    /** Parked cases in the order of their ids, each with the reason of the record the others wait for. */
    public Uni<List<ParkedCase>> list(
            Mutiny.StatelessSession session, Filter filter, @Nullable String after, int count) {
        return LIST.bind("consumer", consumer)
                .bind("behind", BEHIND)
                .bind("after", after == null ? "" : after)
                .bind("code", filter.code())
                .bind("type", filter.type())
                .bind("from", filter.from())
                .bind("to", filter.to())
                .bind("count", count)
                .list(
                        session,
                        row -> new ParkedCase(
                                row.getString("case_key"),
                                row.getString("topic"),
                                row.getInteger("partition"),
                                row.getLong("record_offset"),
                                row.getString("type"),
                                row.getString("code"),
                                row.getString("detail"),
                                Rows.time(row, "parked_at"),
                                row.getLong("waiting")));
    }

    /**
     * The key under which a record is parked, and by which it is addressed. It is the record's own key, which is the id
     * of its case, if that is a plain word; the digest of any other; and of a record without a key its place, {@code
     * <topic>-<partition>@<offset>}: such records are about no case, and none waits for another.
     */
    public static String caseKey(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return record.topic() + "-" + record.partition() + "@" + record.offset();
        }
        var key = new String(record.key(), UTF_8);
        return PLAIN_KEY.matcher(key).matches() ? key : "sha256-" + Sha256.hex(record.key());
    }

    /**
     * Parks a record that could not be done for what is in it, in the session's transaction; behind an earlier one
     * of its case if there is one.
     */
    public Uni<Void> park(
            Mutiny.StatelessSession session, ConsumerRecord<byte[], byte[]> record, Attempt.Failed because) {
        var caseKey = caseKey(record);
        return parkedAmong(session, List.of(caseKey)).flatMap(parked -> {
            var aside = aside(parked);
            if (aside.isBehind(caseKey)) {
                aside.parkBehind(record, caseKey);
            } else {
                aside.park(record, caseKey, because.code(), because.detail());
            }
            return aside.save(session);
        });
    }

    /** A new page of records parked in one transaction. */
    public Aside aside(Set<String> parkedCases) {
        return new Aside(parkedCases);
    }

    /** Records that are parked in one transaction. */
    public final class Aside {
        private final Set<String> parkedCases;
        private final List<ParkedRecord> records = new ArrayList<>();

        private Aside(Set<String> parkedCases) {
            this.parkedCases = new HashSet<>(parkedCases);
        }

        /** Returns whether the case of this record has something parked, now or from before. */
        public boolean isBehind(String caseKey) {
            return parkedCases.contains(caseKey);
        }

        /** Parks a record for this reason; later ones of the case go behind it. */
        public void park(ConsumerRecord<byte[], byte[]> record, String caseKey, String code, String detail) {
            parkedCases.add(caseKey);
            records.add(new ParkedRecord(consumer, caseKey, record, code, detail, clock.instant()));
        }

        /** Parks a record because an earlier one of its case is. */
        public void parkBehind(ConsumerRecord<byte[], byte[]> record, String caseKey) {
            park(record, caseKey, BEHIND, "An earlier record of this case is parked.");
        }

        /** Writes them. */
        public Uni<Void> save(Mutiny.StatelessSession session) {
            return records.isEmpty() ? Uni.createFrom().voidItem() : session.insertMultiple(records);
        }
    }

    /** Result of an attempt to process one record. */
    public sealed interface Attempt {
        /** The record was processed. */
        record Done() implements Attempt {}

        /** The record could not be processed, for this reason. */
        record Failed(String code, String detail) implements Attempt {}
    }

    /** Tries parked records of one case in order; stops at the first that fails. */
    @FunctionalInterface
    public interface Retry {
        /** Answers one attempt per record, up to and including the first that failed; what is done is saved by it. */
        Uni<List<Attempt>> apply(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> records);
    }

    /** Tries everything parked of this case again, in order, in the session's transaction, while its readers wait. */
    public Uni<Redriven> redrive(Mutiny.StatelessSession session, String caseKey, Retry retry) {
        return redrive(session, caseKey, Integer.MAX_VALUE, retry);
    }

    /** The same with the first ones alone. */
    public Uni<Redriven> redrive(Mutiny.StatelessSession session, String caseKey, int atMost, Retry retry) {
        return topicsOf(session, caseKey)
                .flatMap(topics -> topics.isEmpty()
                        ? Uni.createFrom().item(new Redriven(caseKey, 0, 0, null, null))
                        : redrive(session, caseKey, topics.getFirst(), atMost, retry));
    }

    private Uni<Redriven> redrive(
            Mutiny.StatelessSession session, String caseKey, String topic, int atMost, Retry retry) {
        return locked(session, caseKey, topic)
                .flatMap(parked -> retry.apply(
                                session,
                                parked.stream()
                                        .limit(atMost)
                                        .map(ParkedRecord::record)
                                        .toList())
                        .flatMap(attempts -> settle(session, caseKey, parked, attempts)));
    }

    /** The record that the others of the case wait for, locked with its topic; empty if nothing of it is parked. */
    Uni<Optional<ParkedRecord>> first(Mutiny.StatelessSession session, String caseKey) {
        return topicsOf(session, caseKey)
                .flatMap(topics -> topics.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : locked(session, caseKey, topics.getFirst())
                                .map(parked -> parked.stream().findFirst()));
    }

    /**
     * Value of a parked record.
     *
     * @param data null if it has none
     */
    public record Payload(
            String topic,
            int partition,
            long offset,
            @Nullable String type,
            String code,
            byte @Nullable [] data) {}

    /** The value of the record that the others of the case wait for; empty if nothing of it is parked. */
    public Uni<Optional<Payload>> payload(Mutiny.StatelessSession session, String caseKey) {
        return PAYLOAD.bind("consumer", consumer)
                .bind("caseKey", caseKey)
                .list(
                        session,
                        row -> new Payload(
                                row.getString("topic"),
                                row.getInteger("partition"),
                                row.getLong("record_offset"),
                                row.getString("type"),
                                row.getString("code"),
                                bytes(row.getBuffer("data"))))
                .map(found -> found.stream().findFirst());
    }

    private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
        return buffer == null ? null : buffer.getBytes();
    }

    /** Takes a record away that no longer waits. */
    Uni<Void> leave(Mutiny.StatelessSession session, ParkedRecord parked) {
        return LEAVE.bindIds("ids", List.of(parked.parkedId())).execute(session).replaceWithVoid();
    }

    private Uni<List<String>> topicsOf(Mutiny.StatelessSession session, String caseKey) {
        return TOPICS_OF_CASE
                .bind("consumer", consumer)
                .bind("caseKey", caseKey)
                .list(session, row -> row.getString("topic"));
    }

    private Uni<List<ParkedRecord>> locked(Mutiny.StatelessSession session, String caseKey, String topic) {
        return positions
                .lock(session, topic)
                .chain(() -> session.createNativeQuery(OF_CASE, ParkedRecord.class)
                        .setParameter("consumer", consumer)
                        .setParameter("caseKey", caseKey)
                        .setParameter("topic", topic)
                        .getResultList());
    }

    private Uni<Redriven> settle(
            Mutiny.StatelessSession session, String caseKey, List<ParkedRecord> parked, List<Attempt> attempts) {
        var done =
                (int) attempts.stream().filter(a -> a instanceof Attempt.Done).count();
        var leave = LEAVE.bindIds(
                        "ids",
                        parked.stream().limit(done).map(ParkedRecord::parkedId).toList())
                .execute(session);
        if (!attempts.isEmpty() && attempts.getLast() instanceof Attempt.Failed(var code, var detail)) {
            return leave.chain(() -> STILL.bind("code", code)
                            .bind("detail", StorableText.of(detail, ParkedRecord.LONGEST_DETAIL))
                            .bind("id", parked.get(done).parkedId())
                            .execute(session))
                    .replaceWith(new Redriven(caseKey, done, parked.size() - done, code, detail));
        }
        return leave.replaceWith(new Redriven(caseKey, done, parked.size() - done, null, null));
    }
}

package org.fengqiao.kernel.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jakarta.inject.Singleton;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/**
 * Records that cannot be done are set aside with their reason, and so are later records of the same case, in order,
 * while other cases go on. An operator lists them and has them tried again.
 */
@Singleton
public class ParkingLot {

    /** The code of a record that waits only because an earlier one of its case does. */
    public static final String BEHIND = "kernel.behind-a-parked-record";

    private static final int LONGEST_KEY = 200;

    private static final Statement PARKED_CASES = Statement.of(
            "select distinct case_key from parked_record where consumer = :consumer and case_key = any(:cases)");

    private static final Statement LIST = Statement.of("""
            select p.case_key, p.topic, p.partition, p.record_offset, p.code, p.detail, p.parked_at,
              (select count(*) from parked_record b
                where b.consumer = p.consumer and b.case_key = p.case_key) as waiting
            from parked_record p
            where p.consumer = :consumer and p.code <> :behind and p.case_key > :after
            order by p.case_key, p.topic, p.partition, p.record_offset limit :count\
            """);

    private static final String OF_CASE = """
            select p.* from parked_record p where p.consumer = :consumer and p.case_key = :caseKey and p.topic = :topic
            order by p.partition, p.record_offset for update\
            """;

    private static final Statement TOPICS_OF_CASE =
            Statement.of("select distinct topic from parked_record where consumer = :consumer and case_key = :caseKey");

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
     * A case that is set aside.
     *
     * @param caseId the case, or whatever stood in the record's key
     * @param code why its first record could not be done
     * @param detail the same in a sentence
     * @param waiting how many of its records wait
     */
    public record ParkedCase(
            String caseId,
            String topic,
            int partition,
            long offset,
            String code,
            String detail,
            Instant parkedAt,
            long waiting) {}

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
    public Uni<List<ParkedCase>> list(Mutiny.StatelessSession session, @Nullable String after, int count) {
        return LIST.bind("consumer", consumer)
                .bind("behind", BEHIND)
                .bind("after", after == null ? "" : after)
                .bind("count", count)
                .list(
                        session,
                        row -> new ParkedCase(
                                row.getString("case_key"),
                                row.getString("topic"),
                                row.getInteger("partition"),
                                row.getLong("record_offset"),
                                row.getString("code"),
                                row.getString("detail"),
                                Rows.time(row, "parked_at"),
                                row.getLong("waiting")));
    }

    /**
     * The key under which a record is parked: the case id, or the record's key as text if it is none. Of a key that is no
     * plain text, or a long one, it is a digest: the record keeps the bytes.
     */
    public static String caseKey(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return "";
        }
        var key = new String(record.key(), UTF_8);
        return StorableText.isPlain(key, LONGEST_KEY) ? key : "sha256-" + Sha256.hex(record.key());
    }

    /**
     * Sets a record aside that could not be done for what is in it, in the session's transaction; behind an earlier one
     * of its case if there is one.
     */
    public Uni<Void> setAside(
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

    /** A new page of records set aside in one transaction. */
    public Aside aside(Set<String> parkedCases) {
        return new Aside(parkedCases);
    }

    /** Records that are set aside in one transaction. */
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

        /** Sets a record aside for this reason; later ones of the case go behind it. */
        public void park(ConsumerRecord<byte[], byte[]> record, String caseKey, String code, String detail) {
            parkedCases.add(caseKey);
            records.add(new ParkedRecord(consumer, caseKey, record, code, detail, clock.instant()));
        }

        /** Sets a record aside because an earlier one of its case is. */
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
        return TOPICS_OF_CASE
                .bind("consumer", consumer)
                .bind("caseKey", caseKey)
                .list(session, row -> row.getString("topic"))
                .flatMap(topics -> topics.isEmpty()
                        ? Uni.createFrom().item(new Redriven(caseKey, 0, 0, null, null))
                        : redrive(session, caseKey, topics.getFirst(), atMost, retry));
    }

    private Uni<Redriven> redrive(
            Mutiny.StatelessSession session, String caseKey, String topic, int atMost, Retry retry) {
        return positions
                .lock(session, topic)
                .chain(() -> session.createNativeQuery(OF_CASE, ParkedRecord.class)
                        .setParameter("consumer", consumer)
                        .setParameter("caseKey", caseKey)
                        .setParameter("topic", topic)
                        .getResultList())
                .flatMap(parked -> retry.apply(
                                session,
                                parked.stream()
                                        .limit(atMost)
                                        .map(ParkedRecord::record)
                                        .toList())
                        .flatMap(attempts -> settle(session, caseKey, parked, attempts)));
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

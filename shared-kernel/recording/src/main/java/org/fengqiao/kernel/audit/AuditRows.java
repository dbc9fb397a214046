package org.fengqiao.kernel.audit;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.audit.StreamHeads.Leaf;
import org.fengqiao.kernel.proof.Chain;
import org.fengqiao.kernel.proof.Checkpoint;
import org.fengqiao.kernel.sql.Upsert;

/** The tables {@code checkpoint} and {@code checkpoint_leaf}. Each call is one statement. */
final class AuditRows {

    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('fengqiao checkpoint'))";

    private static final String CHECKPOINT = """
            select number, tree_size, root, to_char(taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              previous, key_id, signature
            from checkpoint\
            """;

    private static final String LATEST = CHECKPOINT + " order by number desc limit 1";

    private static final String KEPT = CHECKPOINT + " where number = :number";

    private static final String LEAVES =
            "select leaf, case_id, version, link from checkpoint_leaf where leaf >= :from order by leaf";

    private static final String LEAVES_OF =
            "select leaf, case_id, version, link from checkpoint_leaf where case_id = any(:cases) order by leaf";

    // Event ids are in the order of real time, to the millisecond: the index leads to what is new. How far this got is
    // told even if no stream went on. Each stream's last leaf is looked up alone: in a join, all leaves were read.
    private static final String RECORDED = """
            with looked as materialized (
              select event_id, case_id, version, link from event where event_id > :from order by event_id limit :most),
            ends as materialized (
              select distinct on (case_id) case_id, version, link, event_id from looked order by case_id, version desc)
            select (select count(*) from looked), (select event_id from looked order by event_id desc limit 1),
              e.case_id, e.version, e.link
            from (select 1) as one left join ends e on e.version > coalesce(
              (select l.version from checkpoint_leaf l where l.case_id = e.case_id order by l.version desc limit 1), 0)
            order by e.event_id\
            """;

    // A transaction has no events yet whose ids are older than itself.
    private static final String OLDEST_OPEN =
            "select cast(extract(epoch from min(xact_start)) * 1000 as bigint) from pg_stat_activity where datname ="
                    + " current_database()";

    private static final String NEWEST_SIGNED =
            "select e.event_id from checkpoint_leaf l join event e using (case_id, version) order by l.leaf desc limit"
                    + " 1";

    private static final Upsert<Leaf> ADD_LEAVES = Upsert.<Leaf>into("checkpoint_leaf")
            .fixed(bigint("leaf", Leaf::leaf))
            .fixed(uuid("case_id", Leaf::caseId))
            .fixed(bigint("version", Leaf::version))
            .fixed(text("link", Leaf::link))
            .build();

    private static final String ADD = """
            insert into checkpoint (number, tree_size, root, taken_at, previous, key_id, signature)
            values (:number, :size, :root, cast(cast(:at as text) as timestamptz), cast(:previous as text),
              :key, :signature)\
            """;

    private static final String CASES = """
            select case_id from (
              (select distinct case_id from event where case_id > :after order by case_id limit :most)
              union (select distinct case_id from checkpoint_leaf where case_id > :after
                order by case_id limit :most)) c
            order by case_id limit :most\
            """;

    private AuditRows() {}

    /** A checkpoint and its number. */
    record Numbered(long number, Checkpoint checkpoint) {}

    /** Returns whether this transaction is the only one that takes a checkpoint. */
    static Uni<Boolean> lock(Mutiny.StatelessSession session) {
        return session.createNativeQuery(LOCK, Boolean.class).getSingleResult();
    }

    static Uni<Optional<Numbered>> latest(Mutiny.StatelessSession session, String service) {
        return session.createNativeQuery(LATEST, Object[].class)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> numbered(service, found)));
    }

    static Uni<Optional<Numbered>> kept(Mutiny.StatelessSession session, String service, long number) {
        return session.createNativeQuery(KEPT, Object[].class)
                .setParameter("number", number)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> numbered(service, found)));
    }

    private static Numbered numbered(String service, @Nullable Object[] row) {
        var previous = (String) row[4];
        return new Numbered(
                number(row[0]),
                new Checkpoint(
                        service,
                        number(row[1]),
                        Chain.read((String) row[2]),
                        OffsetDateTime.parse((String) row[3]).toInstant(),
                        previous == null ? null : Chain.read(previous),
                        (String) row[5],
                        (String) row[6]));
    }

    static Uni<List<Leaf>> leavesFrom(Mutiny.StatelessSession session, long from) {
        return session.createNativeQuery(LEAVES, Object[].class)
                .setParameter("from", from)
                .getResultList()
                .map(AuditRows::leaves);
    }

    static Uni<List<Leaf>> leavesOf(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return session.createNativeQuery(LEAVES_OF, Object[].class)
                .setParameter("cases", cases.toArray(UUID[]::new))
                .getResultList()
                .map(AuditRows::leaves);
    }

    /**
     * The events recorded behind an event id.
     *
     * @param events so many events were looked at
     * @param last the last of them; null if there was none
     * @param ends case, version and link of the last event of each stream that is behind its last leaf, the newest last
     */
    record RecordedSince(int events, @Nullable UUID last, List<Object[]> ends) {}

    /** Returns the events behind this id, in the order of ids, at most so many. */
    static Uni<RecordedSince> recordedSince(Mutiny.StatelessSession session, UUID from, int most) {
        return session.createNativeQuery(RECORDED, Object[].class)
                .setParameter("from", from)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> new RecordedSince(
                        Math.toIntExact(number(rows.getFirst()[0])),
                        (UUID) rows.getFirst()[1],
                        rows.stream()
                                .filter(row -> row[2] != null)
                                .map(row -> new Object[] {row[2], row[3], row[4]})
                                .toList()));
    }

    /** Returns when the oldest of this service's transactions that are open began, this one among them. */
    static Uni<Instant> oldestOpen(Mutiny.StatelessSession session) {
        return session.createNativeQuery(OLDEST_OPEN, Object.class)
                .getSingleResult()
                .map(time -> Instant.ofEpochMilli(number(time)));
    }

    /** Returns the event that the last leaf stands for; empty if there is none. */
    static Uni<Optional<UUID>> newestSigned(Mutiny.StatelessSession session) {
        return session.createNativeQuery(NEWEST_SIGNED, UUID.class)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    static Uni<Void> add(Mutiny.StatelessSession session, List<Leaf> leaves) {
        return ADD_LEAVES.write(session, leaves);
    }

    static Uni<Void> add(Mutiny.StatelessSession session, Numbered numbered) {
        var checkpoint = numbered.checkpoint();
        var previous = checkpoint.previous();
        return session.createNativeQuery(ADD)
                .setParameter("number", numbered.number())
                .setParameter("size", checkpoint.treeSize())
                .setParameter("root", checkpoint.root().toString())
                .setParameter("at", checkpoint.takenAt().toString())
                .setParameter("previous", previous == null ? null : previous.toString())
                .setParameter("key", checkpoint.keyId())
                .setParameter("signature", checkpoint.signature())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Cases that have events, or had some when a checkpoint was taken, in the order of their ids. */
    static Uni<List<UUID>> cases(Mutiny.StatelessSession session, UUID after, int most) {
        return session.createNativeQuery(CASES, UUID.class)
                .setParameter("after", after)
                .setParameter("most", most)
                .getResultList();
    }

    /** Returns the least event id that is made at this time or later (UUID version 7). */
    static UUID firstIdAt(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    /** Returns when an event id was made, to the millisecond. */
    static Instant timeOf(UUID eventId) {
        return Instant.ofEpochMilli(eventId.getMostSignificantBits() >>> 16);
    }

    private static List<Leaf> leaves(List<Object[]> rows) {
        return rows.stream()
                .map(row -> new Leaf(number(row[0]), (UUID) row[1], number(row[2]), (String) row[3]))
                .toList();
    }

    private static long number(@Nullable Object column) {
        return column instanceof Number number ? number.longValue() : 0;
    }
}

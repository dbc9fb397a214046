package org.fengqiao.kernel.sealing.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.StoredKey;
import org.fengqiao.kernel.sealing.StoredKey.Destroyed;
import org.fengqiao.kernel.sealing.StoredKey.Wrapped;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * The table {@code subject_key} of the key database. Each call is one statement and one transaction, however many
 * subjects it is about (two where somebody else had made some of the keys before), and not part of the caller's: a key
 * is kept before anything is sealed with it, and one that nothing was sealed with after all does no harm.
 */
public final class SubjectKeyStore {

    private static final String COLUMNS = "subject_id, version, suite, master_key, wrapped, destroyed_at";

    private static final String LOAD =
            "select " + COLUMNS + " from subject_key where subject_id = any($1) order by subject_id, version";

    // Of two who make a subject's key at once, the second waits for the first, and its row is not counted. A further
    // key of a subject waits for an erasure that is under way and then is not made.
    private static final String MAKE = """
            with made as (select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[])
              as made (subject_id, version, suite, master_key, wrapped))
            insert into subject_key (subject_id, version, suite, master_key, wrapped, made_at)
            select made.*, $6 from made
            where made.version = 1 or exists (
              select from subject_key first
              where first.subject_id = made.subject_id and first.version = 1 and first.destroyed_at is null for share)
            order by made.subject_id, made.version
            on conflict do nothing""";

    // A subject that has no key yet is destroyed too: it gets the row that says so.
    private static final String DESTROY = """
            with destroyed as (
              update subject_key set suite = null, master_key = null, wrapped = null, destroyed_at = $2
              where subject_id = any($1) and destroyed_at is null
              returning subject_id)
            insert into subject_key (subject_id, version, made_at, destroyed_at)
            select subject_id, 1, $2, $2 from unnest($1) as asked (subject_id)
            where subject_id not in (select subject_id from destroyed)
            on conflict do nothing""";

    private static final String UNDER_OTHERS = "select " + COLUMNS + " from subject_key"
            + " where destroyed_at is null and master_key <> $1 and (subject_id, version) > ($2, $3)"
            + " order by subject_id, version limit $4";

    private static final UUID LEAST = new UUID(0, 0);

    // Rows that an erasure or a service is at are left out: two that wait for each other's rows would stop one of them.
    private static final String REWRAP = """
            with again as (select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[])
              as again (subject_id, version, former_master_key, master_key, wrapped)),
            free as materialized (
              select kept.subject_id, kept.version from subject_key kept join again
              on kept.subject_id = again.subject_id and kept.version = again.version
                and kept.master_key = again.former_master_key and kept.destroyed_at is null
              for no key update of kept skip locked)
            update subject_key kept set master_key = again.master_key, wrapped = again.wrapped
            from again join free using (subject_id, version)
            where kept.subject_id = again.subject_id and kept.version = again.version
              and kept.master_key = again.former_master_key and kept.destroyed_at is null""";

    private final Pool database;

    /** Creates a store in this database. */
    public SubjectKeyStore(Pool database) {
        this.database = database;
    }

    /**
     * Returns all that is kept of these subjects' keys, destroyed ones too; nothing for a subject that never had one.
     */
    public Uni<List<StoredKey>> load(Collection<SubjectId> subjects) {
        return subjects.isEmpty() ? Uni.createFrom().item(List.of()) : keys(LOAD, Tuple.of(ids(subjects)));
    }

    /**
     * Keeps new keys.
     *
     * @param keys each subject and version once
     * @param madeAt when
     * @return what is kept now: the key itself, or the one that somebody else made first, or that it was destroyed;
     *     nothing for a further key of a subject that was erased. Fails with {@link FormerMasterKey} if one is wrapped
     *     under a master key that no longer wraps.
     */
    public Uni<List<StoredKey>> make(Collection<Wrapped> keys, Instant madeAt) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return database.preparedQuery(MAKE)
                .execute(Tuple.tuple()
                        .addValue(column(keys, key -> key.subject().value(), UUID[]::new))
                        .addValue(column(keys, Wrapped::version, Integer[]::new))
                        .addValue(column(keys, key -> key.suite().id(), String[]::new))
                        .addValue(column(keys, Wrapped::masterKeyId, String[]::new))
                        .addValue(column(keys, Wrapped::wrapped, String[]::new))
                        .addValue(time(madeAt)))
                .onFailure(SubjectKeyStore::isUnderFormerMasterKey)
                .transform(FormerMasterKey::new)
                .flatMap(added -> added.rowCount() == keys.size()
                        ? Uni.createFrom().item(List.copyOf(keys))
                        : keptInPlaceOf(keys));
    }

    private record KeyPlace(SubjectId subject, int version) {
        static KeyPlace of(StoredKey key) {
            return new KeyPlace(key.subject(), key.version());
        }
    }

    /** Returns what is kept in the places of these keys, some of which somebody else had taken before. */
    private Uni<List<StoredKey>> keptInPlaceOf(Collection<Wrapped> keys) {
        var places = keys.stream().map(KeyPlace::of).collect(Collectors.toSet());
        return load(keys.stream().map(Wrapped::subject).toList())
                .map(found -> found.stream()
                        .filter(key -> places.contains(KeyPlace.of(key)))
                        .toList());
    }

    /** Destroys all keys of these subjects, for good. Repeating it changes nothing, the time included. */
    public Uni<Void> destroy(Collection<SubjectId> subjects, Instant at) {
        return subjects.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.preparedQuery(DESTROY)
                        .execute(Tuple.of(ids(subjects), time(at)))
                        .replaceWithVoid();
    }

    /**
     * Keys that are not under this master key: those to be wrapped anew. In one order, so that they can be read in
     * pieces.
     *
     * @param last the last one of the piece before; {@code null} to begin
     * @param most how many at most
     */
    public Uni<List<Wrapped>> underOtherThan(String masterKeyId, @Nullable Wrapped last, int most) {
        return keys(
                        UNDER_OTHERS,
                        Tuple.of(
                                masterKeyId,
                                last == null ? LEAST : last.subject().value(),
                                last == null ? 0 : last.version(),
                                most))
                .map(keys -> keys.stream().map(Wrapped.class::cast).toList());
    }

    private static boolean isUnderFormerMasterKey(Throwable failure) {
        return MasterKeyStore.isRefusal(failure, MasterKeyStore.ANOTHER_WRAPS);
    }

    /**
     * Puts newly wrapped keys in the place of the former ones. One that was destroyed or wrapped anew in between stays
     * as it is, and so does one that somebody else is at.
     *
     * @param former as they were read
     * @param again the same keys in the same order, under another master key
     * @return how many were replaced. Fails with {@link FormerMasterKey} if they are wrapped under a master key that no
     *     longer wraps.
     */
    public Uni<Integer> rewrap(List<Wrapped> former, List<Wrapped> again) {
        if (former.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return database.preparedQuery(REWRAP)
                .execute(Tuple.tuple()
                        .addValue(column(former, key -> key.subject().value(), UUID[]::new))
                        .addValue(column(former, Wrapped::version, Integer[]::new))
                        .addValue(column(former, Wrapped::masterKeyId, String[]::new))
                        .addValue(column(again, Wrapped::masterKeyId, String[]::new))
                        .addValue(column(again, Wrapped::wrapped, String[]::new)))
                .map(RowSet::rowCount)
                .onFailure(SubjectKeyStore::isUnderFormerMasterKey)
                .transform(FormerMasterKey::new);
    }

    private Uni<List<StoredKey>> keys(String statement, Tuple parameters) {
        return database.preparedQuery(statement).execute(parameters).map(rows -> {
            var keys = new ArrayList<StoredKey>();
            rows.forEach(row -> keys.add(key(row)));
            return keys;
        });
    }

    private static StoredKey key(Row row) {
        var subject = new SubjectId(row.getUUID("subject_id"));
        var version = row.getInteger("version");
        var destroyedAt = row.getOffsetDateTime("destroyed_at");
        return destroyedAt == null
                ? new Wrapped(
                        subject,
                        version,
                        Suite.of(row.getString("suite")),
                        row.getString("master_key"),
                        row.getString("wrapped"))
                : new Destroyed(subject, version, destroyedAt.toInstant());
    }

    /**
     * Returns in one order, so that two statements about the same subjects wait for each other and don't lock each
     * other out.
     */
    private static UUID[] ids(Collection<SubjectId> subjects) {
        return subjects.stream()
                .map(SubjectId::value)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toArray(UUID[]::new);
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static <T, V> V[] column(Collection<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}

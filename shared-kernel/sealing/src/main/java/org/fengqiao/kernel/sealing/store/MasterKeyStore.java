package org.fengqiao.kernel.sealing.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.StoredKey.Wrapped;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * The table of master keys in the key database: their ids, which one wraps, and what is wrapped under each. It never
 * has one of them.
 */
public final class MasterKeyStore {

    static final String ANOTHER_WRAPS = "FQK01";
    private static final String RETIRED = "FQK02";
    private static final String STILL_NEEDED = "FQK03";

    /** Names this work among those that lock something in the key database: the first bytes of "fengqiao". */
    private static final long LOCK = 0x66656e6771696131L;

    private static final String WRAPPING = "select id from master_key where superseded_at is null";

    private static final String KNOWN =
            "select id, wraps_since, superseded_at, retired_at from master_key order by wraps_since nulls first, id";

    private static final String COUNTS = """
            select master_key, suite, count(*) as keys, min(made_at) as oldest from subject_key
            where destroyed_at is null group by master_key, suite order by master_key, suite""";

    private static final String DESTROYED =
            "select count(*) as keys, max(destroyed_at) as latest from subject_key where destroyed_at is not null";

    private static final String SAMPLE = "select subject_id, version, suite, wrapped from subject_key"
            + " where master_key = $1 and destroyed_at is null limit 1";

    private final Pool database;

    /** Creates a store in this database. */
    public MasterKeyStore(Pool database) {
        this.database = database;
    }

    /**
     * Returns the id of the master key that wraps; empty until one took over from another: then each process wraps with
     * what it is configured with.
     */
    public Uni<Optional<String>> wrapping() {
        return database.query(WRAPPING).execute().map(rows -> {
            for (var row : rows) {
                return Optional.of(row.getString("id"));
            }
            return Optional.empty();
        });
    }

    /**
     * Has a master key take over: from the end of this call on no key is kept under another one ({@link
     * FormerMasterKey}). May be repeated.
     *
     * @return whether it wraps now; not if it is retired
     */
    public Uni<Boolean> letWrap(String id) {
        return call("select let_master_key_wrap($1)", id, RETIRED);
    }

    /**
     * Notes that a master key is given up: it never wraps again. May be repeated.
     *
     * @return whether it is; not if it wraps, or if a key is still wrapped under it
     */
    public Uni<Boolean> retire(String id) {
        return call("select retire_master_key($1)", id, STILL_NEEDED);
    }

    private Uni<Boolean> call(String statement, String id, String refusal) {
        return database.preparedQuery(statement)
                .execute(Tuple.of(id))
                .replaceWith(true)
                .onFailure(failure -> isRefusal(failure, refusal))
                .recoverWithItem(false);
    }

    static boolean isRefusal(Throwable failure, String sqlState) {
        return failure instanceof PgException refused && sqlState.equals(refused.getSqlState());
    }

    /**
     * A master key that took over once, or was retired.
     *
     * @param wrapsSince when it took over last; {@code null} if it never did, because it was there before any took over
     * @param supersededAt when another took over from it; {@code null} for the one that wraps
     * @param retiredAt when it was given up; {@code null} if it was not
     */
    public record Known(
            String id,
            @Nullable Instant wrapsSince,
            @Nullable Instant supersededAt,
            @Nullable Instant retiredAt) {}

    /**
     * Keys of one suite that are wrapped under one master key.
     *
     * @param keys how many, at least 1
     * @param oldest when the oldest was made
     */
    public record Count(String masterKeyId, Suite suite, long keys, Instant oldest) {}

    /**
     * Keys that were destroyed.
     *
     * @param latest when the last one was; {@code null} if there is none
     */
    public record DestroyedKeys(long keys, @Nullable Instant latest) {}

    /** Returns the master keys that ever took over or were retired. */
    public Uni<List<Known>> known() {
        return rows(
                KNOWN,
                row -> new Known(
                        row.getString("id"),
                        time(row, "wraps_since"),
                        time(row, "superseded_at"),
                        time(row, "retired_at")));
    }

    /** Returns how many keys there are, by master key and suite. */
    public Uni<List<Count>> counts() {
        return rows(
                COUNTS,
                row -> new Count(
                        row.getString("master_key"),
                        Suite.of(row.getString("suite")),
                        row.getLong("keys"),
                        row.getOffsetDateTime("oldest").toInstant()));
    }

    /** Returns how many keys were destroyed. */
    public Uni<DestroyedKeys> destroyed() {
        return rows(DESTROYED, row -> new DestroyedKeys(row.getLong("keys"), time(row, "latest")))
                .map(List::getFirst);
    }

    /** Returns some key under this master key, to try whether that still unwraps; empty if there is none. */
    public Uni<Optional<Wrapped>> sample(String masterKeyId) {
        return database.preparedQuery(SAMPLE).execute(Tuple.of(masterKeyId)).map(rows -> {
            for (var row : rows) {
                return Optional.of(new Wrapped(
                        new SubjectId(row.getUUID("subject_id")),
                        row.getInteger("version"),
                        Suite.of(row.getString("suite")),
                        masterKeyId,
                        row.getString("wrapped")));
            }
            return Optional.empty();
        });
    }

    /**
     * Does what no two may do at once: change master keys. The lock is the database's, so it holds on all machines and
     * ends with the process. Waits for the database; not for an event loop.
     *
     * @return what the work returns; empty if somebody else is at it, and then nothing was done
     */
    public <T> Optional<T> alone(Supplier<T> work) {
        var connection = database.getConnection().await().indefinitely();
        try {
            var free = connection
                    .preparedQuery("select pg_try_advisory_lock($1) as free")
                    .execute(Tuple.of(LOCK))
                    .await()
                    .indefinitely()
                    .iterator()
                    .next()
                    .getBoolean("free");
            if (!free) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                connection
                        .preparedQuery("select pg_advisory_unlock($1)")
                        .execute(Tuple.of(LOCK))
                        .await()
                        .indefinitely();
            }
        } finally {
            connection.close().await().indefinitely();
        }
    }

    private <T> Uni<List<T>> rows(String statement, java.util.function.Function<Row, T> read) {
        return database.query(statement).execute().map(rows -> {
            var all = new ArrayList<T>();
            rows.forEach(row -> all.add(read.apply(row)));
            return all;
        });
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}

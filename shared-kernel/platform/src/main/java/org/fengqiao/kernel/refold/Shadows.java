package org.fengqiao.kernel.refold;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sql.Statement;

/**
 * Tables of schema {@code refold}: of the same form as those of views, and in front of them on the search path while
 * streams are folded, so that the views' own code writes there. The live tables are not on that path: what is not
 * declared cannot be written at all.
 */
final class Shadows {

    private static final Statement PREPARE = Statement.of("select refold_prepare(cast(:names as text[]))");

    private static final Statement LOCK = Statement.of("select refold_lock(cast(:names as text[]))");

    private static final Statement SWAP = Statement.of("""
            select removed, changed, added
            from refold_swap(:name, cast(:apart as text[]), :stays, :kept, cast(:from as timestamptz))""");

    private static final Statement PATH = Statement.of("select set_config('search_path', :path, true)");

    private static final Statement KEYS = Statement.of("""
            select c.relname as table_name, string_agg(a.attname, ',' order by a.attnum) as columns
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a
              on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
            where i.indisprimary and c.relnamespace = 'public'::regnamespace
              and c.relname = any(cast(:names as text[])) group by c.relname""");

    private final List<ViewTable> all;
    private final Map<String, OfTable> statements;

    private Shadows(List<ViewTable> all, Map<String, OfTable> statements) {
        this.all = all;
        this.statements = statements;
    }

    /** Statements about one table. */
    private record OfTable(Statement count, Statement differing, Statement rows, Statement clear, boolean ofStreams) {

        Statement.Bound clearOf(Collection<UUID> streams) {
            return ofStreams ? clear.bindIds("streams", streams) : clear.bound();
        }
    }

    /**
     * Rows and digests of a table in a range of streams.
     *
     * @param storedA half of the digest of the stored rows, in any order; those of disjoint ranges are joined by xor
     */
    record Counted(long stored, long folded, long differing, long storedA, long storedB, long foldedA, long foldedB) {

        static final Counted NOTHING = new Counted(0, 0, 0, 0, 0, 0, 0);

        private static Counted of(Row row) {
            return new Counted(
                    row.getLong("stored_rows"),
                    row.getLong("folded_rows"),
                    row.getLong("differing"),
                    row.getLong("stored_a"),
                    row.getLong("stored_b"),
                    row.getLong("folded_a"),
                    row.getLong("folded_b"));
        }
    }

    /**
     * A row that differs, as JSON.
     *
     * @param stored null if there is none
     * @param folded null if there is none
     */
    record Differing(
            UUID stream,
            String table,
            String key,
            @Nullable String stored,
            @Nullable String folded) {}

    /** Numbers of rows that a swap touched. */
    record Swapped(long removed, long changed, long added) {}

    /** Returns the shadows of these tables, whose keys are read. */
    static Uni<Shadows> of(Mutiny.StatelessSession session, List<ViewTable> tables) {
        return KEYS.bound()
                .bindTexts("names", names(tables))
                .list(
                        session,
                        row -> Map.entry(
                                row.getString("table_name"),
                                List.of(row.getString("columns").split(","))))
                .map(found -> {
                    var keys = new HashMap<String, List<String>>();
                    found.forEach(one -> keys.put(one.getKey(), one.getValue()));
                    var statements = new HashMap<String, OfTable>();
                    tables.forEach(table -> statements.put(table.name(), statements(table, keys.get(table.name()))));
                    return new Shadows(tables, statements);
                });
    }

    private static List<String> names(List<ViewTable> tables) {
        return tables.stream().map(ViewTable::name).toList();
    }

    private static OfTable statements(ViewTable table, @Nullable List<String> keys) {
        if (!table.follows()) {
            var clear = Statement.of("delete from refold." + table.name());
            return new OfTable(clear, clear, clear, clear, false);
        }
        if (keys == null) {
            throw new IllegalStateException("table " + table.name() + " has no primary key");
        }
        var apart = table.apart().stream().map(column -> "'" + column + "'").collect(joining(", "));
        var row = (apart.isEmpty() ? "to_jsonb(t)" : "(to_jsonb(t) - array[" + apart + "])")
                + table.json().stream()
                        .map(" || jsonb_build_object('%1$s', cast(t.%1$s as jsonb))"::formatted)
                        .collect(joining());
        var kept = table.kept() == null
                ? ""
                : " and t.%s >= cast(:now as timestamptz) - interval '%d seconds'"
                        .formatted(table.kept().column(), table.kept().time().toSeconds());
        var columns = keys.stream().map(key -> "t." + key).collect(joining(", "));
        var range = " t where t.%1$s > :after and t.%1$s <= :to".formatted(table.stream()) + kept;
        var joined = """
                with f as (select %1$s, t.%2$s as of_stream, %3$s as r from refold.%4$s%5$s),
                s as (select %1$s, t.%2$s as of_stream, %3$s as r, %6$s as stays from public.%4$s%5$s),
                j as (
                  select coalesce(f.of_stream, s.of_stream) as of_stream, concat_ws(' ', %7$s) as row_key,
                    f.r as folded, s.r as stored
                  from f full join s using (%7$s) where f.r is not null or not s.stays)
                """.formatted(
                        columns,
                        table.stream(),
                        row,
                        table.name(),
                        range,
                        table.stays() == null ? "false" : "t." + table.stays() + " is not null",
                        String.join(", ", keys));
        return new OfTable(
                Statement.of(joined + """
                        select count(stored) as stored_rows, count(folded) as folded_rows,
                          count(*) filter (where folded is distinct from stored) as differing,
                          coalesce(bit_xor(hashtextextended(cast(stored as text), 1)), 0) as stored_a,
                          coalesce(bit_xor(hashtextextended(cast(stored as text), 2)), 0) as stored_b,
                          coalesce(bit_xor(hashtextextended(cast(folded as text), 1)), 0) as folded_a,
                          coalesce(bit_xor(hashtextextended(cast(folded as text), 2)), 0) as folded_b
                        from j"""),
                Statement.of(joined + """
                        select of_stream, row_key, cast(stored as text) as stored, cast(folded as text) as folded from j
                        where folded is distinct from stored order by of_stream, row_key limit :most"""),
                Statement.of("""
                        select concat_ws(' ', %s) as row_key, cast(%s as text) as folded
                        from refold.%s t where t.%s = :stream""".formatted(columns, row, table.name(), table.stream())),
                Statement.of(
                        "delete from refold.%s t where t.%s = any(:streams)".formatted(table.name(), table.stream())),
                true);
    }

    private OfTable of(ViewTable table) {
        return java.util.Objects.requireNonNull(statements.get(table.name()));
    }

    /** Makes the tables anew, empty. */
    static Uni<Void> prepare(Mutiny.StatelessSession session, List<ViewTable> tables) {
        return PREPARE.bound()
                .bindTexts("names", names(tables))
                .execute(session)
                .replaceWithVoid();
    }

    /** Keeps writers of the tables waiting until the transaction ends. */
    Uni<Void> lock(Mutiny.StatelessSession session, List<ViewTable> tables) {
        return LOCK.bound().bindTexts("names", names(tables)).execute(session).replaceWithVoid();
    }

    /** Folds a batch into the tables: nothing but them can be seen meanwhile. */
    static Uni<Void> fold(Mutiny.StatelessSession session, RefoldSource.Batch batch, int events) {
        return path(session, "refold").chain(() -> batch.fold(session, events)).chain(() -> path(session, "public"));
    }

    private static Uni<Void> path(Mutiny.StatelessSession session, String path) {
        return PATH.bind("path", path).first(session, _ -> true).replaceWithVoid();
    }

    /** Empties the tables of what is about these streams. */
    Uni<Void> clear(Mutiny.StatelessSession session, Collection<UUID> streams) {
        return streams.isEmpty()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(
                                table -> of(table).clearOf(streams).execute(session))
                        .collect()
                        .asList()
                        .replaceWithVoid();
    }

    /** Counts the rows about streams behind {@code after}, up to {@code to}. */
    Uni<Counted> count(Mutiny.StatelessSession session, ViewTable table, UUID after, UUID to, Instant now) {
        return bound(of(table).count(), table, after, to, now)
                .first(session, Counted::of)
                .map(java.util.Objects::requireNonNull);
    }

    /** Returns the rows about streams in that range that differ. */
    Uni<List<Differing>> differing(
            Mutiny.StatelessSession session, ViewTable table, UUID after, UUID to, Instant now, int most) {
        return bound(of(table).differing(), table, after, to, now)
                .bind("most", most)
                .list(
                        session,
                        row -> new Differing(
                                row.getUUID("of_stream"),
                                table.name(),
                                row.getString("row_key"),
                                row.getString("stored"),
                                row.getString("folded")));
    }

    private static Statement.Bound bound(Statement statement, ViewTable table, UUID after, UUID to, Instant now) {
        var bound = statement.bind("after", after).bind("to", to);
        return table.kept() == null ? bound : bound.bind("now", now);
    }

    /** Returns the rows that were folded of a stream, as JSON by their keys. */
    Uni<Map<String, String>> rows(Mutiny.StatelessSession session, ViewTable table, UUID stream) {
        return of(table)
                .rows()
                .bind("stream", stream)
                .list(session, row -> Map.entry(row.getString("row_key"), row.getString("folded")))
                .map(rows -> {
                    var byKey = new HashMap<String, String>();
                    rows.forEach(row -> byKey.put(row.getKey(), row.getValue()));
                    return byKey;
                });
    }

    /** Makes the stored rows those that were folded. */
    Uni<Swapped> swap(Mutiny.StatelessSession session, ViewTable table, Instant now) {
        var kept = table.kept();
        return SWAP.bind("name", table.name())
                .bind("stays", table.stays())
                .bind("kept", kept == null ? null : kept.column())
                .bind("from", kept == null ? null : now.minus(kept.time()))
                .bindTexts("apart", table.apart())
                .first(
                        session,
                        row -> new Swapped(row.getLong("removed"), row.getLong("changed"), row.getLong("added")))
                .map(java.util.Objects::requireNonNull);
    }
}

package org.fengqiao.kernel.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * One statement that inserts any number of rows into a table, in their order. Rows whose key is there already are
 * changed; without a key it only inserts, and a row that is there already is an error.
 *
 * @param <R> the rows
 */
public final class Upsert<R> {

    private final Statement write;

    private final Statement delete;
    private final Statement deleteOne;
    private final Columns<R> columns;
    private final Columns<R> keys;

    private Upsert(Into<R> into) {
        this.columns = Columns.of("u", into.columns);
        this.keys = Columns.of("u", into.keys);
        var text = new StringBuilder("insert into %s as t (%s) select %s from %s"
                .formatted(into.table, columns.names(), columns.values(), columns.table()));
        if (!into.keys.isEmpty()) {
            text.append(" on conflict (%s) do ".formatted(keys.names()))
                    .append(into.changes.isEmpty() ? "nothing" : "update set " + String.join(", ", into.changes));
        }
        if (into.returning != null) {
            text.append(" returning ").append(into.returning);
        }
        this.write = Statement.of(text.toString());
        this.delete = Statement.of("delete from %s t using %s where (%s) = (%s)"
                .formatted(into.table, keys.table(), into.keyOf("t."), keys.values()));
        // One row has a statement of its own: its plan costs the same for every row, so that the database keeps it.
        this.deleteOne = Statement.of(
                "delete from %s t where (%s) = (%s)".formatted(into.table, into.keyOf("t."), into.keyOf(":")));
    }

    /** Starts the declaration of the columns of a table, which has the alias {@code t}. */
    public static <R> Into<R> into(String table) {
        return new Into<>(table);
    }

    /**
     * A declaration, column by column.
     *
     * @param <R> the rows
     */
    public static final class Into<R> {
        private final String table;
        private final List<Column<R>> columns = new ArrayList<>();
        private final List<Column<R>> keys = new ArrayList<>();
        private final List<String> changes = new ArrayList<>();
        private @Nullable String returning;

        private Into(String table) {
            this.table = table;
        }

        /** A column of the key by which a row is there already. */
        public Into<R> key(Column<R> column) {
            keys.add(column);
            return fixed(column);
        }

        /** A column that stays as it is where a row is there already. */
        public Into<R> fixed(Column<R> column) {
            columns.add(column);
            return this;
        }

        /** A column that gets the new value where a row is there already. */
        public Into<R> set(Column<R> column) {
            return merged(column, "excluded." + column.name());
        }

        /**
         * A column that gets this value where a row is there already.
         *
         * @param value in SQL: {@code t} is the row that is there, {@code excluded} the new one
         */
        public Into<R> merged(Column<R> column, String value) {
            changes.add(column.name() + " = " + value);
            return fixed(column);
        }

        /** Sets what {@link Upsert#returning} reads, in SQL; {@code old} is the row as it was. */
        public Into<R> returning(String what) {
            returning = what;
            return this;
        }

        private String keyOf(String prefix) {
            return String.join(
                    ", ", keys.stream().map(key -> prefix + key.name()).toList());
        }

        /** Ends the declaration. */
        public Upsert<R> build() {
            return new Upsert<>(this);
        }
    }

    /** Its text as the database gets it. */
    String text() {
        return write.text();
    }

    /** Writes the rows; does nothing if there are none. */
    public Uni<Void> write(Mutiny.StatelessSession session, Collection<R> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : write.bind(columns, rows).execute(session).replaceWithVoid();
    }

    /** Writes the rows and answers what {@link Into#returning} names, for each of them. */
    public <T> Uni<List<T>> returning(Mutiny.StatelessSession session, Collection<R> rows, Function<Row, T> reading) {
        return write.bind(columns, rows).list(session, reading);
    }

    /** Deletes the rows that have the keys of these; does nothing if there are none. A key must have been declared. */
    public Uni<Void> delete(Mutiny.StatelessSession session, Collection<R> rows) {
        return switch (rows.size()) {
            case 0 -> Uni.createFrom().voidItem();
            case 1 -> {
                var one = deleteOne.bound();
                keys.bindEach(one, rows.iterator().next());
                yield one.execute(session).replaceWithVoid();
            }
            default -> delete.bind(keys, rows).execute(session).replaceWithVoid();
        };
    }
}

package org.fengqiao.kernel.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinyStatelessSessionImpl;
import org.hibernate.reactive.pool.impl.SqlClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * An SQL statement with named parameters ({@code :name}), made once and kept in a constant: each connection prepares it
 * once.
 *
 * <p>It runs on the connection of a session and in its transaction. Hibernate passes it on and makes its own exceptions
 * of the database's errors, but reads neither it nor its rows. Statements of one session run in the order in which they
 * are subscribed to, whether or not the one before has answered.
 */
public final class Statement {

    /** Parameters of a statement; what stands in quotes or is a cast stays as it is. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|::|:([A-Za-z]\\w*)");

    private final String text;
    private final List<String> parameters;

    private Statement(String text, List<String> parameters) {
        this.text = text;
        this.parameters = List.copyOf(parameters);
    }

    /** A statement of this text. */
    public static Statement of(String text) {
        var parameters = new ArrayList<String>();
        var numbered = PARAMETER.matcher(text).replaceAll(found -> {
            var name = found.group(1);
            if (name == null) {
                return java.util.regex.Matcher.quoteReplacement(found.group());
            }
            if (!parameters.contains(name)) {
                parameters.add(name);
            }
            return "\\$" + (parameters.indexOf(name) + 1);
        });
        return new Statement(numbered, parameters);
    }

    /** Its text as the database gets it. */
    String text() {
        return text;
    }

    /** The statement, to be given its values. */
    public Bound bound() {
        return new Bound();
    }

    /** The statement with the value of its first parameter; see {@link Bound#bind(String, Object)}. */
    public Bound bind(String name, @Nullable Object value) {
        return bound().bind(name, value);
    }

    /** The statement with these rows; see {@link Bound#bind(Columns, Collection)}. */
    public <R> Bound bind(Columns<R> columns, Collection<R> rows) {
        return bound().bind(columns, rows);
    }

    /** The statement with these identifiers; see {@link Bound#bindIds}. */
    public Bound bindIds(String name, Collection<UUID> ids) {
        return bound().bindIds(name, ids);
    }

    /** The statement and its values. Single-use, not thread-safe. */
    public final class Bound {

        private final @Nullable Object[] values = new Object[parameters.size()];

        private Bound() {}

        /**
         * Gives a parameter its value.
         *
         * @param value null for SQL's null. A time is bound as {@code timestamptz}, a constant by its name
         * @throws IllegalArgumentException if the statement has no such parameter
         */
        public Bound bind(String name, @Nullable Object value) {
            return put(
                    name,
                    switch (value) {
                        case Instant time -> Column.withZone(time);
                        case Enum<?> constant -> Column.nameOf(constant);
                        case null, default -> value;
                    });
        }

        /** Gives a parameter of type {@code uuid[]} its value. */
        public Bound bindIds(String name, Collection<UUID> ids) {
            return put(name, ids.toArray(UUID[]::new));
        }

        /** Gives a parameter of type {@code text[]} its value. */
        public Bound bindTexts(String name, Collection<String> texts) {
            return put(name, texts.toArray(String[]::new));
        }

        /** Gives a parameter of type {@code text[]} the names of constants. */
        public Bound bindConstants(String name, Collection<? extends Enum<?>> constants) {
            return put(name, constants.stream().map(Enum::name).toArray(String[]::new));
        }

        /** Gives the parameter that is called as the column is the column's value in a row. */
        public <R> Bound bind(Column<R> column, R row) {
            return put(column.name(), column.valueOf(row));
        }

        /** Gives the parameters of {@link Columns#table()} their values. */
        public <R> Bound bind(Columns<R> columns, Collection<R> rows) {
            columns.bind(this, rows);
            return this;
        }

        Bound put(String name, @Nullable Object value) {
            var at = parameters.indexOf(name);
            if (at < 0) {
                throw new IllegalArgumentException("no parameter " + name);
            }
            values[at] = value;
            return this;
        }

        /** Executes it and answers how many rows were changed. */
        public Uni<Integer> execute(Mutiny.StatelessSession session) {
            return Uni.createFrom().completionStage(() -> send(session)).map(SqlResult::rowCount);
        }

        /** Executes it and answers all its rows. */
        public <T> Uni<List<T>> list(Mutiny.StatelessSession session, Function<Row, T> reading) {
            return Uni.createFrom()
                    .completionStage(() -> send(session))
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                            .map(reading)
                            .toList());
        }

        /** Executes it and answers its first row; null if there is none. */
        public <T> Uni<@Nullable T> first(Mutiny.StatelessSession session, Function<Row, T> reading) {
            return Uni.createFrom().completionStage(() -> send(session)).map(rows -> {
                var found = rows.iterator();
                return found.hasNext() ? reading.apply(found.next()) : null;
            });
        }

        /** Executes it and answers how the database did that, line by line, and how long it took. */
        public Uni<List<String>> plan(Mutiny.StatelessSession session) {
            return Uni.createFrom()
                    .completionStage(() ->
                            connection(session).preparedQuery("explain (analyze, buffers) " + text, Tuple.wrap(values)))
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> row.getString(0))
                            .toList());
        }

        private CompletionStage<RowSet<Row>> send(Mutiny.StatelessSession session) {
            return connection(session).preparedQuery(text, Tuple.wrap(values));
        }
    }

    /** The connection that the session has for itself. Hibernate tells it only to those who know its classes. */
    private static SqlClientConnection connection(Mutiny.StatelessSession session) {
        return (SqlClientConnection) ((MutinyStatelessSessionImpl) session).getReactiveConnection();
    }
}

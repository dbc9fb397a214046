package org.fengqiao.kernel.sql;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;

/**
 * Columns by which rows go into a statement as one array each, from which {@code unnest} makes a table: one statement
 * takes any number of rows and is always the same text.
 *
 * @param <R> the rows
 */
public final class Columns<R> {

    private final String alias;
    private final List<Column<R>> columns;

    private Columns(String alias, List<Column<R>> columns) {
        this.alias = alias;
        this.columns = List.copyOf(columns);
    }

    /**
     * These columns.
     *
     * @param alias of the table in the statement
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R> Columns<R> of(String alias, Column<R>... columns) {
        return new Columns<>(alias, List.of(columns));
    }

    static <R> Columns<R> of(String alias, List<Column<R>> columns) {
        return new Columns<>(alias, columns);
    }

    /**
     * The table, for {@code from} or {@code using}. Its parameters get their values from
     * {@link Statement.Bound#bind(Columns, Collection)}.
     */
    public String table() {
        return columns.stream()
                .map(column -> "cast(:%s as %s[])".formatted(parameter(column), column.sqlType()))
                .collect(joining(", ", "unnest(", ") as " + alias + " (" + names() + ")"));
    }

    /** The names of the columns, separated by commas. */
    public String names() {
        return columns.stream().map(Column::name).collect(joining(", "));
    }

    /** Returns what is selected from {@link #table}, in the order of {@link #names}. */
    public String values() {
        return columns.stream().map(column -> column.from(alias)).collect(joining(", "));
    }

    void bind(Statement.Bound statement, Collection<R> rows) {
        columns.forEach(column -> statement.put(parameter(column), column.values(rows)));
    }

    /** Binds one row to parameters that are called as the columns are. */
    void bindEach(Statement.Bound statement, R row) {
        columns.forEach(column -> statement.bind(column, row));
    }

    private String parameter(Column<R> column) {
        return alias + "_" + column.name();
    }
}

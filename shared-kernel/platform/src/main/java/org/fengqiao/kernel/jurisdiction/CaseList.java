package org.fengqiao.kernel.jurisdiction;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sql.Column;
import org.fengqiao.kernel.sql.RecordColumns;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.TimeCursor;

/**
 * A list of cases as one declaration: its table, what a filter can ask for, and its order. {@link CaseLists} reads it,
 * a page at a time and never beyond the caller's jurisdiction. The table has a column {@code case_id}.
 *
 * @param <F> the filters, from which the conditions take their values
 * @param <T> the items
 */
public final class CaseList<F, T> {

    private static final UUID FIRST = new UUID(0, 0);

    private static final UUID LAST = new UUID(-1, -1);

    private final Statement statement;
    private final List<BiConsumer<Statement.Bound, F>> values;
    private final Function<Row, T> reading;
    private final Order<T> order;

    private CaseList(Declaration<F, T> declared, Order<T> order) {
        var conditions = new ArrayList<>(declared.conditions);
        conditions.add(order.afterStart());
        conditions.add(Jurisdiction.cases(declared.table + ".case_id"));
        this.statement = Statement.of("select %s from %s where %s order by %s limit :count"
                .formatted(declared.columns, declared.table, String.join(" and ", conditions), order.text()));
        this.values = List.copyOf(declared.values);
        this.reading = declared.reading;
        this.order = order;
    }

    /** Starts the declaration of a list whose items are rows of the table; see {@link RecordColumns}. */
    public static <F, T extends Record> Declaration<F, T> of(String table, Class<T> rows) {
        var columns = RecordColumns.of(rows);
        return of(table, columns.names(), columns::read);
    }

    /**
     * Starts the declaration of a list whose items are made of rows of the table.
     *
     * @param columns what is read, separated by commas
     * @param reading makes an item of a row
     */
    public static <F, T> Declaration<F, T> of(String table, String columns, Function<Row, T> reading) {
        return new Declaration<>(table, columns, reading);
    }

    Uni<Page<T>> read(Mutiny.SessionFactory sessions, F filter, Jurisdiction jurisdiction, Page.Request page) {
        var start = order.start().apply(page);
        return sessions.withStatelessSession(session -> {
                    var bound = statement.bind("count", page.fetch());
                    values.forEach(value -> value.accept(bound, filter));
                    order.bind(bound, start);
                    return jurisdiction.within(bound).list(session, reading);
                })
                .map(items -> Page.of(items, page, order.key()));
    }

    /**
     * Order of a list.
     *
     * @param start the values of the columns after which a page begins
     * @param key the sort key of an item, of which the page's cursor is made
     */
    private record Order<T>(
            List<String> columns, boolean descending, Function<Page.Request, List<Object>> start, Function<T, ?> key) {

        String text() {
            return columns.stream()
                    .map(column -> descending ? column + " desc" : column)
                    .collect(joining(", "));
        }

        String afterStart() {
            return IntStream.range(0, columns.size())
                    .mapToObj(at -> ":start" + at)
                    .collect(joining(
                            ", ", "(" + String.join(", ", columns) + ") " + (descending ? "<" : ">") + " (", ")"));
        }

        void bind(Statement.Bound statement, List<Object> start) {
            IntStream.range(0, columns.size()).forEach(at -> statement.bind("start" + at, start.get(at)));
        }
    }

    /**
     * A declaration, condition by condition; the order ends it.
     *
     * @param <F> the filters
     * @param <T> the items
     */
    public static final class Declaration<F, T> {

        private final String table;
        private final String columns;
        private final Function<Row, T> reading;
        private final List<String> conditions = new ArrayList<>();
        private final List<BiConsumer<Statement.Bound, F>> values = new ArrayList<>();

        private Declaration(String table, String columns, Function<Row, T> reading) {
            this.table = table;
            this.columns = columns;
            this.reading = reading;
        }

        /**
         * Lists only rows of which this is true.
         *
         * @param condition in SQL; one of this program's own words
         */
        public Declaration<F, T> where(String condition) {
            if (conditions.contains(condition)) {
                throw new IllegalStateException("twice in one list: " + condition);
            }
            conditions.add(condition);
            return this;
        }

        /** Lists only rows whose column has the filter's value. */
        public Declaration<F, T> equal(Column<F> column) {
            return compared(column, "%1$s = :%1$s");
        }

        /** Lists only rows whose column has the filter's value; all rows if that is null. */
        public Declaration<F, T> equalUnlessNull(Column<F> column) {
            return compared(column, "(cast(:%1$s as %2$s) is null or %1$s = :%1$s)");
        }

        /** Lists only rows whose column is less than the filter's value; all rows if that is null. */
        public Declaration<F, T> lessUnlessNull(Column<F> column) {
            return compared(column, "(cast(:%1$s as %2$s) is null or %1$s < :%1$s)");
        }

        /** Lists only rows whose time lies in a range: from the first one on, and before the second. */
        public Declaration<F, T> within(String column, Function<F, Instant> from, Function<F, Instant> before) {
            values.add((statement, filter) -> statement
                    .bind(column + "_from", from.apply(filter))
                    .bind(column + "_before", before.apply(filter)));
            return where("%1$s >= :%1$s_from and %1$s < :%1$s_before".formatted(column));
        }

        /** Lists only rows whose list of texts has the filter's value in it; all rows if that is null. */
        public Declaration<F, T> containsUnlessNull(Column<F> column) {
            return compared(column, "(cast(:%1$s as %2$s) is null or %1$s @> array[cast(:%1$s as %2$s)])");
        }

        /** Lists only rows whose list of texts has one of the filter's in it; all rows if the filter has null. */
        public Declaration<F, T> hasOneOfUnlessNull(String column, Function<F, @Nullable List<String>> texts) {
            values.add((statement, filter) -> {
                var wanted = texts.apply(filter);
                statement.bind(column, wanted == null ? null : wanted.toArray(String[]::new));
            });
            return where("(cast(:%1$s as text[]) is null or %1$s && cast(:%1$s as text[]))".formatted(column));
        }

        private Declaration<F, T> compared(Column<F> column, String condition) {
            values.add((statement, filter) -> statement.bind(column, filter));
            return where(condition.formatted(column.name(), column.sqlType()));
        }

        /** Lists only rows whose column has the name of one of the filter's constants; all rows if there are none. */
        public Declaration<F, T> inUnlessEmpty(String column, Function<F, List<? extends Enum<?>>> constants) {
            values.add((statement, filter) -> statement.bindConstants(column, constants.apply(filter)));
            return where("(cardinality(cast(:%1$s as text[])) = 0 or %1$s = any(:%1$s))".formatted(column));
        }

        /**
         * Ends the declaration of a list that begins with the earliest.
         *
         * @param columns the time, the case, and a number if a case may be in the list more than once
         * @param key the place of an item
         */
        public CaseList<F, T> earliestFirst(List<String> columns, Function<T, TimeCursor> key) {
            return ordered(
                    columns,
                    false,
                    page -> {
                        var after = TimeCursor.after(page);
                        return List.of(after.time(), after.caseId(), after.number());
                    },
                    key);
        }

        /** Ends the declaration of a list in the order of identifiers. */
        public CaseList<F, T> orderedBy(String identifier, Function<T, UUID> key) {
            return ordered(List.of(identifier), false, page -> List.of(page.after(FIRST, UUID::fromString)), key);
        }

        /** Ends the declaration of a list that begins with the latest: its identifiers are in the order of time. */
        public CaseList<F, T> latestFirst(String identifier, Function<T, UUID> key) {
            return ordered(List.of(identifier), true, page -> List.of(page.after(LAST, UUID::fromString)), key);
        }

        private CaseList<F, T> ordered(
                List<String> columns,
                boolean descending,
                Function<Page.Request, List<Object>> start,
                Function<T, ?> key) {
            return new CaseList<>(this, new Order<>(columns, descending, start, key));
        }
    }
}

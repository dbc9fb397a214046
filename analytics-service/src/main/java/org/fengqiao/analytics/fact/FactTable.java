package org.fengqiao.analytics.fact;

import static org.fengqiao.analytics.fact.FactTable.Type.ID;
import static org.fengqiao.analytics.fact.FactTable.Type.NUMBER;
import static org.fengqiao.analytics.fact.FactTable.Type.TEXT;
import static org.fengqiao.analytics.fact.FactTable.Type.TIME;
import static org.fengqiao.analytics.fact.FactTable.Type.TRUTH;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Messages;

/**
 * Tables of facts: the same columns, in the same order, in files and in SQL, where each is a view of schema {@code
 * analysis}. Their words stand in {@code facts/words_zh.properties} and {@code facts/words_en.properties}.
 */
public enum FactTable {
    /** A row for each case, as it is known now. */
    CASES(
            List.of("case_id"),
            Column.of("case_id", ID),
            Column.of("district", TEXT),
            Column.of("street", TEXT),
            Column.of("community", TEXT),
            Column.of("grid", TEXT),
            Column.of("channel", TEXT),
            Column.of("layer", TEXT),
            Column.of("category", TEXT),
            Column.of("path", TEXT),
            Column.of("unit", TEXT),
            Column.of("registered_at", TIME),
            Column.of("accepted_at", TIME),
            Column.of("triaged_at", TIME),
            Column.of("risk", TEXT),
            Column.of("claimed_at", TIME),
            Column.of("agreed_at", TIME),
            Column.of("closed_at", TIME),
            Column.of("outcome", TEXT),
            Column.of("verified_at", TIME),
            Column.of("custodies", NUMBER),
            Column.of("returns", NUMBER),
            Column.of("closings", NUMBER),
            Column.of("relapses", NUMBER),
            Column.of("deadlines_met", NUMBER),
            Column.of("deadlines_breached", NUMBER),
            Column.of("notices", NUMBER),
            Column.of("consultations", NUMBER),
            Column.of("repeated", TRUTH),
            Column.of("parties_returned", TRUTH)),
    /** A row for each event, without its content. */
    EVENTS(
            List.of("case_id", "position"),
            Column.of("case_id", ID),
            Column.of("position", NUMBER),
            Column.of("event_id", ID),
            Column.of("service", TEXT),
            Column.of("type", TEXT),
            Column.of("occurred_at", TIME),
            Column.of("recorded_at", TIME),
            Column.of("known_at", TIME),
            Column.of("actor_unit", TEXT),
            Column.of("actor_role", TEXT),
            Column.of("district", TEXT),
            Column.of("street", TEXT),
            Column.of("community", TEXT)),
    /** A row for each thing that numbers count. */
    MILESTONES(
            List.of("case_id", "position", "kind", "subject"),
            Column.of("case_id", ID),
            Column.of("position", NUMBER),
            Column.of("kind", TEXT),
            Column.of("subject", TEXT),
            Column.of("value", TEXT),
            Column.of("unit", TEXT),
            Column.of("event_id", ID),
            Column.of("occurred_at", TIME),
            Column.of("known_from", TIME),
            Column.of("known_to", TIME),
            Column.of("district", TEXT),
            Column.of("street", TEXT),
            Column.of("community", TEXT));

    private static final String TITLE = "title";

    private static final Messages WORDS = Messages.read(
            FactTable.class,
            "facts/words",
            Arrays.stream(values())
                    .flatMap(table -> Stream.concat(
                                    Stream.of(TITLE), table.columns.stream().map(Column::name))
                            .map(table::key))
                    .collect(Collectors.toMap(key -> key, _ -> Set.of())));

    private final List<String> order;
    private final List<Column> columns;

    FactTable(List<String> order, Column... columns) {
        this.order = order;
        this.columns = List.of(columns);
    }

    /** A column. */
    public record Column(String name, Type type) {

        private static Column of(String name, Type type) {
            return new Column(name, type);
        }
    }

    /** Types of cells. A cell of any type may be empty, where nothing is known. */
    public enum Type {
        /** A UUID. */
        ID("uuid"),
        /** A text or a code. */
        TEXT("text"),
        /** A whole number. */
        NUMBER("bigint"),
        /** True or false. */
        TRUTH("boolean"),
        /** A time, exact to the microsecond; in files in UTC. */
        TIME("timestamp with time zone");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** Returns the type's name in SQL. */
        public String sql() {
            return sql;
        }
    }

    /** Returns its name in addresses, files and SQL. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the columns, in their order. */
    public List<Column> columns() {
        return columns;
    }

    /** Returns the names of the columns by which its rows are ordered. */
    List<String> order() {
        return order;
    }

    /** Returns what a row is. */
    public Bilingual title() {
        return WORDS.say(key(TITLE), Map.of());
    }

    /** Returns what a column tells. */
    public Bilingual meaning(Column column) {
        return WORDS.say(key(column.name()), Map.of());
    }

    /** Returns the table of this name; empty if there is none. */
    public static Optional<FactTable> named(String parameter) {
        return Arrays.stream(values())
                .filter(table -> table.parameter().equals(parameter))
                .findFirst();
    }

    private String key(String what) {
        return parameter() + "." + what;
    }
}

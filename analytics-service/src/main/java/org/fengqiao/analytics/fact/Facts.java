package org.fengqiao.analytics.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.export.Batches;
import org.fengqiao.analytics.export.LogExport;
import org.fengqiao.analytics.export.LogExport.Selection;
import org.fengqiao.kernel.sql.Statement;

/** Reader of facts, of some cases at a time: two statements for each five hundred. */
@Singleton
public class Facts {

    private static final int AT_ONCE = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final Map<FactTable, Statement> statements = new EnumMap<>(FactTable.class);

    Facts(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
        for (var table : FactTable.values()) {
            statements.put(
                    table,
                    Statement.of("select %s from fact_%s where case_id = any(:cases) order by %s"
                            .formatted(
                                    table.columns().stream()
                                            .map(FactTable.Column::name)
                                            .collect(Collectors.joining(", ")),
                                    table.parameter(),
                                    String.join(", ", table.order()))));
        }
    }

    private record OfCases(UUID last, List<List<@Nullable Object>> rows) {}

    /**
     * Reads the facts of cases; those of the next ones when those before have gone. A cell is a text, a number, a truth
     * value, an id, a time or null.
     */
    public Multi<List<@Nullable Object>> read(FactTable table, Selection selection) {
        return Batches.read(BEFORE_ALL, 1, after -> some(table, selection, after), OfCases::last)
                .onItem()
                .transformToIterable(OfCases::rows);
    }

    private Uni<List<OfCases>> some(FactTable table, Selection selection, UUID after) {
        return sessions.withStatelessSession(session -> LogExport.selected(session, selection, after, AT_ONCE)
                .flatMap(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : statements
                                .get(table)
                                .bindIds("cases", ids)
                                .list(session, row -> cells(table, row))
                                .map(rows -> List.of(new OfCases(ids.getLast(), rows)))));
    }

    private static List<@Nullable Object> cells(FactTable table, Row row) {
        var cells = new ArrayList<@Nullable Object>();
        for (var column : table.columns()) {
            cells.add(
                    switch (column.type()) {
                        case ID -> row.getUUID(column.name());
                        case TEXT -> row.getString(column.name());
                        case NUMBER -> row.getLong(column.name());
                        case TRUTH -> row.getBoolean(column.name());
                        case TIME -> time(row, column.name());
                    });
        }
        return cells;
    }

    private static @Nullable Instant time(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}

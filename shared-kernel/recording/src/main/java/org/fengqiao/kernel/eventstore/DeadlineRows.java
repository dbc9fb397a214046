package org.fengqiao.kernel.eventstore;

import static java.util.stream.Collectors.partitioningBy;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Upsert;

/**
 * The rows by which the poller finds the deadlines that changed in one transaction. They hold nothing that the events
 * do not say; a deadline that has ended has no row, unless what follows from its passing was refused, which an operator
 * has to see.
 */
public final class DeadlineRows {

    private static final Upsert<Row> ROWS = Upsert.<Row>into("deadline")
            .key(uuid("case_id", row -> row.key().caseId()))
            .key(text("name", row -> row.key().name().text()))
            .set(text("rule", row -> row.kept().rule()))
            .set(constant("state", row -> row.kept().state()))
            .set(time("due_at", row -> row.kept().dueAt()))
            .set(time("next_at", row -> row.kept().nextAt()))
            .set(text("refusal", Row::refusal))
            .build();

    private record Key(UUID caseId, DeadlineName name) {}

    private record Row(
            Key key, @Nullable Deadline deadline, @Nullable String refusal) {
        boolean stays() {
            return deadline != null && (deadline.state().isOpen() || refusal != null);
        }

        Deadline kept() {
            return Objects.requireNonNull(deadline);
        }
    }

    /** In one order for all transactions, so that two of them seldom wait for each other. */
    private final Map<Key, Row> rows =
            new TreeMap<>(Comparator.comparing(Key::caseId).thenComparing(Key::name));

    /**
     * Notes how the deadline stands; of several notes the last one counts.
     *
     * @param deadline null if there is none of that name
     * @param refusal code of the refusal of what follows from its passing; null if there was none
     */
    public void put(UUID caseId, DeadlineName name, @Nullable Deadline deadline, @Nullable String refusal) {
        var key = new Key(caseId, name);
        rows.put(key, new Row(key, deadline, refusal));
    }

    /** Writes all notes: one statement for deadlines that go on, one for those that have ended. */
    public Uni<Void> save(Mutiny.StatelessSession session) {
        var staying = rows.values().stream().collect(partitioningBy(Row::stays));
        return Pipeline.of(ROWS.write(session, staying.get(true)), ROWS.delete(session, staying.get(false)));
    }
}

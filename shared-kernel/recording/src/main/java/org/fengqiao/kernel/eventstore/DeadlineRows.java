package org.fengqiao.kernel.eventstore;

import static org.fengqiao.kernel.data.Columns.column;
import static org.fengqiao.kernel.data.Columns.times;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineName;

/**
 * The rows by which the poller finds the deadlines that changed in one transaction. They hold nothing that the events do not say; a deadline that has ended
 * has no row, unless what follows from its passing was refused, which an operator has to see.
 */
public final class DeadlineRows {

    private static final String KEEP = """
            insert into deadline as d (case_id, name, rule, state, due_at, next_at, refusal)
            select u.case_id, u.name, u.rule, u.state, cast(u.due_at as timestamptz), cast(u.next_at as timestamptz), u.refusal
            from unnest(cast(:cases as uuid[]), cast(:names as text[]), cast(:rules as text[]), cast(:states as text[]),
              cast(:dues as text[]), cast(:nexts as text[]), cast(:refusals as text[]))
              as u (case_id, name, rule, state, due_at, next_at, refusal)
            on conflict (case_id, name) do update
            set rule = excluded.rule, state = excluded.state, due_at = excluded.due_at, next_at = excluded.next_at, refusal = excluded.refusal""";

    private static final String DROP = """
            delete from deadline d using unnest(cast(:cases as uuid[]), cast(:names as text[])) as e (case_id, name)
            where d.case_id = e.case_id and d.name = e.name""";

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
        var kept = new ArrayList<Row>();
        var dropped = new ArrayList<Key>();
        for (var row : rows.values()) {
            if (row.stays()) {
                kept.add(row);
            } else {
                dropped.add(row.key());
            }
        }
        return keep(session, kept).chain(() -> drop(session, dropped));
    }

    private static Uni<Void> keep(Mutiny.StatelessSession session, List<Row> kept) {
        if (kept.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(KEEP)
                .setParameter("cases", column(kept, row -> row.key().caseId(), UUID[]::new))
                .setParameter("names", column(kept, row -> row.key().name().text(), String[]::new))
                .setParameter("rules", column(kept, row -> row.kept().rule(), String[]::new))
                .setParameter("states", column(kept, row -> row.kept().state().name(), String[]::new))
                .setParameter("dues", times(kept, row -> row.kept().dueAt()))
                .setParameter("nexts", times(kept, row -> row.kept().nextAt()))
                .setParameter("refusals", column(kept, Row::refusal, String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> drop(Mutiny.StatelessSession session, List<Key> dropped) {
        if (dropped.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(DROP)
                .setParameter("cases", column(dropped, Key::caseId, UUID[]::new))
                .setParameter("names", column(dropped, key -> key.name().text(), String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }
}

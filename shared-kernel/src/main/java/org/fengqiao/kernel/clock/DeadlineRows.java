package org.fengqiao.kernel.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.EndDeadline;
import org.fengqiao.kernel.eventstore.Consequence.SetDeadline;

/** The deadlines set and ended in one transaction; of several changes to one deadline the last one counts. */
public final class DeadlineRows {

    private static final String SET = """
            insert into deadline as d (case_id, name, rule, started_at, due_at)
            select * from unnest(cast(:cases as uuid[]), cast(:names as text[]), cast(:rules as text[]), cast(cast(:starts as text[]) as timestamptz[]), cast(cast(:dues as text[]) as timestamptz[]))
            on conflict (case_id, name) do update
            set rule = excluded.rule, started_at = excluded.started_at, due_at = excluded.due_at, ended_at = null, passed_at = null, refusal = null""";

    private static final String END = """
            update deadline d set ended_at = cast(cast(:at as text) as timestamptz)
            from unnest(cast(:cases as uuid[]), cast(:names as text[])) as e (case_id, name)
            where d.case_id = e.case_id and d.name = e.name and d.ended_at is null""";

    private record Key(UUID caseId, String name) {}

    private final Map<Key, Consequence> changes = new LinkedHashMap<>();

    /** Notes that the deadline begins to run. */
    public void set(UUID caseId, SetDeadline deadline) {
        changes.put(new Key(caseId, deadline.name()), deadline);
    }

    /** Notes that the deadline no longer runs. */
    public void end(UUID caseId, EndDeadline deadline) {
        changes.put(new Key(caseId, deadline.name()), deadline);
    }

    /** Writes all changes: one statement for those set, one for those ended. */
    public Uni<Void> save(Mutiny.StatelessSession session, Instant at) {
        record Set(Key key, SetDeadline deadline) {}
        var set = new ArrayList<Set>();
        var ended = new ArrayList<Key>();
        changes.forEach((key, change) -> {
            if (change instanceof SetDeadline deadline) {
                set.add(new Set(key, deadline));
            } else {
                ended.add(key);
            }
        });
        return (set.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : session.createNativeQuery(SET)
                                .setParameter("cases", column(set, s -> s.key().caseId(), UUID[]::new))
                                .setParameter("names", column(set, s -> s.key().name(), String[]::new))
                                .setParameter(
                                        "rules", column(set, s -> s.deadline().rule(), String[]::new))
                                .setParameter(
                                        "starts",
                                        column(
                                                set,
                                                s -> s.deadline().startedAt().toString(),
                                                String[]::new))
                                .setParameter(
                                        "dues",
                                        column(set, s -> s.deadline().dueAt().toString(), String[]::new))
                                .executeUpdate()
                                .replaceWithVoid())
                .chain(() -> ended.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : session.createNativeQuery(END)
                                .setParameter("at", at.toString())
                                .setParameter("cases", column(ended, Key::caseId, UUID[]::new))
                                .setParameter("names", column(ended, Key::name, String[]::new))
                                .executeUpdate()
                                .replaceWithVoid());
    }

    private static <T, V> V[] column(Collection<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}

package org.fengqiao.kernel.deadline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.operations.Standstill;
import org.fengqiao.kernel.operations.Standstill.Kind;
import org.fengqiao.kernel.operations.StandstillSource;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/** Standstills of deadlines: not processed yet, refused what follows, or passed while the duty is still owed. */
@Singleton
public class StuckDeadlines implements StandstillSource {

    private static final Statement FIND = Statement.of("""
            select kind, case_id, name, rule, since, refusal, total from (
              select d.*, count(*) over (partition by kind) as total,
                row_number() over (partition by kind order by since, case_id, name) as place
              from (
                select 'DEADLINE_REFUSED' as kind, case_id, name, rule, due_at as since, refusal
                from deadline where refusal is not null
                union all
                select 'DEADLINE_UNPROCESSED', case_id, name, rule, next_at, null
                from deadline where next_at <= cast(:late as timestamptz)
                union all
                select 'DEADLINE_PASSED', case_id, name, rule, due_at, null
                from deadline d where state = 'BREACHED' and refusal is null and not exists (
                  select from obligation o where o.case_id = d.case_id and o.deadline = d.name)) d) ranked
            where place <= :most order by kind, place""");

    /** Time after which what is due stands still: all else is processed within a second or two. */
    private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(30);

    private final InstantSource clock;

    StuckDeadlines(InstantSource clock) {
        this.clock = clock;
    }

    private record Late(
            Kind kind,
            UUID caseId,
            String name,
            String rule,
            Instant since,
            @Nullable String refusal,
            long total) {

        static Late of(Row row) {
            return new Late(
                    Kind.valueOf(row.getString("kind")),
                    row.getUUID("case_id"),
                    row.getString("name"),
                    row.getString("rule"),
                    Rows.time(row, "since"),
                    row.getString("refusal"),
                    row.getLong("total"));
        }

        Standstill asStandstill() {
            return new Standstill(
                    kind,
                    name,
                    caseId,
                    since,
                    CalendarRecount.LEFT_OUT.equals(refusal)
                            ? "It could not be counted by the calendar of today, and keeps the due it had."
                            : refusal != null
                                    ? "It has passed, and what follows from that was refused: " + refusal
                                    : kind == Kind.DEADLINE_UNPROCESSED
                                            ? "A warning or the due date of rule " + rule + " was not processed."
                                            : "The time of rule " + rule + " is over, and the duty is still owed.",
                    "GET /cases/" + caseId + "/deadlines");
        }
    }

    @Override
    public Uni<List<Found>> find(Mutiny.StatelessSession session, int most) {
        return FIND.bind("late", clock.instant().minus(PATIENCE))
                .bind("most", most)
                .list(session, Late::of)
                .map(late -> {
                    var totals = new EnumMap<Kind, Long>(Kind.class);
                    late.forEach(one -> totals.put(one.kind(), one.total()));
                    return totals.entrySet().stream()
                            .map(total -> new Found(
                                    total.getKey(),
                                    total.getValue(),
                                    late.stream()
                                            .filter(one -> one.kind() == total.getKey())
                                            .map(Late::asStandstill)
                                            .toList()))
                            .toList();
                });
    }
}

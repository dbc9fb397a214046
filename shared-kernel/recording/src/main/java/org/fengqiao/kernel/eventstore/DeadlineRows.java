package org.fengqiao.kernel.eventstore;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.partitioningBy;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.Recording.NotedDeadline;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Upsert;

/**
 * Rows by which the poller finds deadlines. They hold nothing that the events do not say; a deadline that has ended has
 * no row, unless what follows from its passing was refused, which an operator has to see.
 */
final class DeadlineRows {

    /** In one order for all transactions, so that two of them seldom wait for each other. */
    private static final Comparator<NotedDeadline> ORDER =
            comparing(NotedDeadline::caseId).thenComparing(NotedDeadline::name);

    private static final Upsert<NotedDeadline> ROWS = Upsert.<NotedDeadline>into("deadline")
            .key(uuid("case_id", NotedDeadline::caseId))
            .key(text("name", noted -> noted.name().text()))
            .set(text("rule", noted -> kept(noted).rule()))
            .set(constant("state", noted -> kept(noted).state()))
            .set(time("due_at", noted -> kept(noted).dueAt()))
            .set(time("next_at", noted -> kept(noted).nextAt()))
            .set(text("refusal", NotedDeadline::refusal))
            .build();

    private DeadlineRows() {}

    /**
     * Writes the rows of these deadlines: one statement for those that go on, one for those that have ended.
     *
     * @param deadlines each once
     */
    static Uni<Void> write(Mutiny.StatelessSession session, Collection<NotedDeadline> deadlines) {
        var staying = deadlines.stream().sorted(ORDER).collect(partitioningBy(DeadlineRows::stays));
        return Pipeline.of(ROWS.write(session, staying.get(true)), ROWS.delete(session, staying.get(false)));
    }

    private static boolean stays(NotedDeadline noted) {
        var deadline = noted.deadline();
        return deadline != null && (deadline.state().isOpen() || noted.refusal() != null);
    }

    /** Only of one that stays. */
    private static Deadline kept(NotedDeadline noted) {
        return Objects.requireNonNull(noted.deadline());
    }
}

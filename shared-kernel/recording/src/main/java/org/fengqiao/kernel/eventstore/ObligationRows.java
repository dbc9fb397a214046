package org.fengqiao.kernel.eventstore;

import static java.util.Comparator.comparing;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.Recording.NotedDeadline;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.sql.Upsert;

/**
 * Rows of obligations between the centre and partners: one for each deadline by which something is owed, kept when it
 * has ended. They hold nothing that the events do not say.
 */
final class ObligationRows {

    private record Obligation(UUID caseId, Deadline deadline, Owed owed) {

        static Stream<Obligation> of(NotedDeadline noted) {
            var deadline = noted.deadline();
            var owed = deadline == null ? null : deadline.owed();
            return deadline == null || owed == null
                    ? Stream.of()
                    : Stream.of(new Obligation(noted.caseId(), deadline, owed));
        }

        String name() {
            return deadline.name().text();
        }
    }

    /** In one order for all transactions, so that two of them seldom wait for each other. */
    private static final Comparator<Obligation> ORDER =
            comparing(Obligation::caseId).thenComparing(Obligation::name);

    private static final Upsert<Obligation> ROWS = Upsert.<Obligation>into("obligation")
            .key(uuid("case_id", Obligation::caseId))
            .key(text("deadline", Obligation::name))
            .set(text("partner", one -> one.owed().partner()))
            .set(constant("owed_by", one -> one.owed().by()))
            .set(constant("what", one -> one.owed().what()))
            .set(text("reference", one -> one.owed().reference()))
            .set(text("rule", one -> one.deadline().rule()))
            .set(integer("rule_version", one -> one.deadline().version()))
            .set(constant("state", one -> ObligationState.of(one.deadline())))
            .set(time("since", one -> one.deadline().startedAt()))
            .set(time("due_at", one -> one.deadline().dueAt()))
            .set(time("ended_at", one -> one.deadline().endedAt()))
            .build();

    private ObligationRows() {}

    /** Writes the rows of those deadlines by which something is owed, in one statement. */
    static Uni<Void> write(Mutiny.StatelessSession session, Collection<NotedDeadline> deadlines) {
        return ROWS.write(
                session,
                deadlines.stream().flatMap(Obligation::of).sorted(ORDER).toList());
    }
}

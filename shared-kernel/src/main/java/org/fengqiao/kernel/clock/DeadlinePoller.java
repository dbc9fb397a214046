package org.fengqiao.kernel.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.Cause;
import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.identity.Actor;

/**
 * Finds deadlines that have passed and issues an ordinary command for each, many in one transaction. Several instances may poll at once:
 * each takes rows nobody else holds. After downtime it catches up, earliest first.
 *
 * @param <C> the service's commands
 */
public final class DeadlinePoller<C> {

    private static final Logger LOG = Logger.getLogger(DeadlinePoller.class);
    private static final int AT_ONCE = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final int ATTEMPTS = 10;

    private static final String TAKE = """
            select d.case_id, d.name, d.rule, cast(d.due_at as text) from deadline d
            where d.ended_at is null and d.passed_at is null and d.due_at <= cast(cast(:now as text) as timestamptz)
            order by d.due_at, d.case_id, d.name limit :atOnce for update skip locked""";

    private static final String PASSED = """
            update deadline d set passed_at = cast(cast(:now as text) as timestamptz), refusal = p.refusal
            from unnest(cast(:cases as uuid[]), cast(:names as text[]), cast(:refusals as text[])) as p (case_id, name, refusal)
            where d.case_id = p.case_id and d.name = p.name""";

    private final CaseLedger<C, ?, ?> ledger;
    private final Function<DueDeadline, C> command;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;

    /**
     * A poller.
     *
     * @param command what a passed deadline asks of the case; it should hold (as nothing to record) where the case has moved on
     */
    public DeadlinePoller(
            CaseLedger<C, ?, ?> ledger,
            Function<DueDeadline, C> command,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        this.ledger = ledger;
        this.command = command;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Deals with everything that is due now. Answers how many deadlines had passed. */
    public Uni<Integer> poll() {
        return some().flatMap(
                        count -> count < AT_ONCE ? Uni.createFrom().item(count) : poll().map(more -> count + more));
    }

    private Uni<Integer> some() {
        return Uni.createFrom()
                .deferred(() -> sessions.withStatelessTransaction((session, _) -> take(session)
                        .flatMap(due -> due.isEmpty()
                                ? Uni.createFrom().item(0)
                                : pass(session, due).replaceWith(due.size()))))
                .onFailure(Conflicts::isLostRace)
                .retry()
                .withBackOff(FIRST_PAUSE)
                .atMost(ATTEMPTS);
    }

    private Uni<List<DueDeadline>> take(Mutiny.StatelessSession session) {
        var now = clock.instant();
        return session.createNativeQuery(TAKE, Object[].class)
                .setParameter("now", now.toString())
                .setParameter("atOnce", AT_ONCE)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new DueDeadline(
                                (UUID) row[0], (String) row[1], (String) row[2], instant((String) row[3]), now))
                        .toList());
    }

    /** PostgreSQL writes {@code 2024-03-01 09:00:00.5+00}; the service's sessions are in UTC or not, the offset is always there. */
    private static Instant instant(String text) {
        return POSTGRES.parse(text, Instant::from);
    }

    private static final java.time.format.DateTimeFormatter POSTGRES = new java.time.format.DateTimeFormatterBuilder()
            .append(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("x")
            .toFormatter(java.util.Locale.ROOT);

    private Uni<Void> pass(Mutiny.StatelessSession session, List<DueDeadline> due) {
        var cases = new LinkedHashSet<UUID>();
        due.forEach(deadline -> cases.add(deadline.caseId()));
        return ledger.open(session, cases).flatMap(docket -> {
            var refusals = new ArrayList<String>();
            for (var deadline : due) {
                var cause = new Cause(Actor.system(ledger.service()), deadline.now(), deadline.caseId(), null, null);
                var ruling = docket.decide(new Order<>(deadline.caseId(), command.apply(deadline), cause));
                refusals.add(ruling instanceof Ruling.Refused<?, ?>(var because, var _) ? because.code() : null);
            }
            refusals.stream()
                    .filter(code -> code != null)
                    .distinct()
                    .forEach(code -> LOG.errorf(
                            "a passed deadline was refused: %s; see column refusal of table deadline", code));
            // The rows first: a deadline that is set anew by its own passing must not be marked as passed.
            return mark(session, due, refusals).chain(() -> docket.save(session));
        });
    }

    private Uni<Void> mark(Mutiny.StatelessSession session, List<DueDeadline> due, List<String> refusals) {
        return session.createNativeQuery(PASSED)
                .setParameter("now", due.getFirst().now().toString())
                .setParameter("cases", due.stream().map(DueDeadline::caseId).toArray(UUID[]::new))
                .setParameter("names", due.stream().map(DueDeadline::name).toArray(String[]::new))
                .setParameter("refusals", refusals.toArray(String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }
}

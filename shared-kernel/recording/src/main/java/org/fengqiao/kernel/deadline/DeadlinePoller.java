package org.fengqiao.kernel.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.time.DueWork;

/**
 * Finds deadlines that are near or have passed, has the legal clock say so, and issues the command that follows, many in one transaction. Several instances
 * may poll at once: each takes rows nobody else holds. After downtime it catches up, earliest first.
 *
 * @param <C> the service's commands
 */
public final class DeadlinePoller<C> implements DueWork {

    private static final Logger LOG = Logger.getLogger(DeadlinePoller.class);
    private static final int AT_ONCE = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final int ATTEMPTS = 10;

    private static final String TAKE = """
            select d.case_id, d.name from deadline d where d.next_at <= cast(cast(:now as text) as timestamptz)
            order by d.due_at, d.case_id, d.name limit :atOnce for update skip locked""";

    /** A row that was found and is locked. */
    private record Due(UUID caseId, DeadlineName deadline) {}

    private final CaseLedger<C, ?, ?> ledger;
    private final Function<PassedDeadline, Optional<C>> command;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;

    /**
     * A poller.
     *
     * @param command what follows for the case when a deadline has passed, empty if nothing does; it should hold (as nothing to record) where the case
     *     has moved on
     */
    public DeadlinePoller(
            CaseLedger<C, ?, ?> ledger,
            Function<PassedDeadline, Optional<C>> command,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        this.ledger = ledger;
        this.command = command;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Deals with everything that is due now. Answers how many deadlines were warned of or had passed. */
    @Override
    public Uni<Integer> poll() {
        return some().flatMap(
                        count -> count < AT_ONCE ? Uni.createFrom().item(count) : poll().map(more -> count + more));
    }

    private Uni<Integer> some() {
        return Uni.createFrom()
                .deferred(() -> {
                    var now = clock.instant();
                    return sessions.withStatelessTransaction((session, _) -> take(session, now)
                            .flatMap(due -> due.isEmpty()
                                    ? Uni.createFrom().item(0)
                                    : pass(session, due, now).replaceWith(due.size())));
                })
                .onFailure(Conflicts::isLostRace)
                .retry()
                .withBackOff(FIRST_PAUSE)
                .atMost(ATTEMPTS);
    }

    private Uni<List<Due>> take(Mutiny.StatelessSession session, Instant now) {
        return session.createNativeQuery(TAKE, Object[].class)
                .setParameter("now", now.toString())
                .setParameter("atOnce", AT_ONCE)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Due((UUID) row[0], DeadlineName.parse((String) row[1])))
                        .toList());
    }

    private Uni<Void> pass(Mutiny.StatelessSession session, List<Due> all, Instant now) {
        var cases = new LinkedHashSet<UUID>();
        all.forEach(due -> cases.add(due.caseId()));
        return ledger.open(session, cases).flatMap(docket -> {
            all.forEach(due -> pass(docket, due, now));
            return docket.save(session);
        });
    }

    private void pass(Docket<C, ?, ?> docket, Due due, Instant now) {
        var cause = new Cause(Actor.system(ledger.service()), now, due.caseId(), null, null);
        var ruling = docket.decide(due.caseId(), new DeadlineOrder.Pass(due.deadline(), now), cause);
        // Whatever the row said, it now says what the events say: it is not found again until the next moment of the
        // deadline.
        docket.keepRow(due.caseId(), due.deadline(), null);
        if (!(ruling instanceof Ruling.Held<Deadlines, DeadlineEvent>(var _, var deadlines, var recorded))
                || recorded.isEmpty()) {
            return;
        }
        var last = recorded.getLast();
        if (!(last.event() instanceof DeadlineBreached || last.event() instanceof DeadlineLapsed)) {
            return;
        }
        command.apply(new PassedDeadline(
                        due.caseId(), deadlines.find(due.deadline()).orElseThrow(), now))
                .map(follows -> docket.decide(new Order<>(due.caseId(), follows, cause.because(last.eventId()))))
                .filter(Ruling.Refused.class::isInstance)
                .map(refused -> ((Ruling.Refused<?, ?>) refused).because().code())
                .ifPresent(code -> {
                    LOG.errorf(
                            "what follows from a deadline was refused: %s; see column refusal of table deadline", code);
                    docket.keepRow(due.caseId(), due.deadline(), code);
                });
    }
}

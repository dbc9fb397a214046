package org.fengqiao.kernel.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.decision.Cause;
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
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.DueWork;
import org.fengqiao.kernel.time.Schedule;

/**
 * Finds deadlines that are near or have passed, has the legal clock say so, and issues the command that follows, many
 * in one transaction. Several instances may poll at once: each takes rows nobody else holds. After downtime it catches
 * up, earliest first.
 */
@Singleton
public class DeadlinePoller implements DueWork {

    private static final Logger LOG = Logger.getLogger(DeadlinePoller.class);
    private static final int AT_ONCE = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int RETRIES = 10;

    private static final Statement TAKE = Statement.of("""
            select d.case_id, d.name from deadline d where d.next_at <= :now
            order by d.due_at, d.case_id, d.name limit :atOnce for update skip locked\
            """);

    /** A row that was found and is locked. */
    private record Due(UUID caseId, DeadlineName deadline) {}

    private final CaseService<?, ?, ?> service;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;

    /** The poller of a service. */
    public DeadlinePoller(CaseService<?, ?, ?> service, Mutiny.SessionFactory sessions, InstantSource clock) {
        this.service = service;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Schedules the poll of deadlines every second ({@code fengqiao.clock.poll-every}). */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.clock.poll-every:1s}", Duration.ofSeconds(1), "deadlines", this::poll);
    }

    /** Deals with everything that is due now. Answers how many deadlines were warned of or had passed. */
    @Override
    public Uni<Integer> poll() {
        return some().flatMap(
                        count -> count < AT_ONCE ? Uni.createFrom().item(count) : poll().map(more -> count + more));
    }

    private Uni<Integer> some() {
        return Conflicts.retried(
                () -> {
                    var now = clock.instant();
                    return sessions.withStatelessTransaction((session, _) -> take(session, now)
                            .flatMap(due ->
                                    due.isEmpty() ? Uni.createFrom().item(0) : pass(service, session, due, now)));
                },
                FIRST_PAUSE,
                LONGEST_PAUSE,
                RETRIES);
    }

    private Uni<List<Due>> take(Mutiny.StatelessSession session, Instant now) {
        return TAKE.bind("now", now)
                .bind("atOnce", AT_ONCE)
                .list(session, row -> new Due(row.getUUID("case_id"), DeadlineName.parse(row.getString("name"))));
    }

    private static <C> Uni<Integer> pass(
            CaseService<C, ?, ?> service, Mutiny.StatelessSession session, List<Due> all, Instant now) {
        var cases = new LinkedHashSet<UUID>();
        all.forEach(due -> cases.add(due.caseId()));
        var actor = Actor.system(service.ledger().service());
        return service.ledger().decide(session, cases, docket -> {
            all.forEach(due -> pass(docket, due, service.model().afterDeadline(), actor, now));
            return all.size();
        });
    }

    private static <C> void pass(
            Docket<C, ?, ?> docket,
            Due due,
            Function<PassedDeadline, Optional<C>> afterDeadline,
            Actor actor,
            Instant now) {
        var cause = new Cause(actor, now, due.caseId(), null, null);
        var ruling = docket.decide(due.caseId(), new DeadlineOrder.Pass(due.deadline(), now), cause);
        // Whatever the row said, it now says what the events say: it is not found again until the deadline's next
        // moment.
        docket.keepRow(due.caseId(), due.deadline(), null);
        if (!(ruling instanceof Ruling.Held<Deadlines, DeadlineEvent>(var _, var deadlines, var recorded))
                || recorded.isEmpty()) {
            return;
        }
        var last = recorded.getLast();
        if (!(last.event() instanceof DeadlineBreached || last.event() instanceof DeadlineLapsed)) {
            return;
        }
        afterDeadline
                .apply(new PassedDeadline(
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

package org.fengqiao.kernel.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.failures.Blame;
import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.Schedule;

/**
 * The recount of running deadlines when a build brings another calendar: holidays are announced when deadlines that
 * reach into them run already. It goes through them in one order, many in one transaction, and keeps in the same
 * transaction how far it has got, so that it goes on there after a crash and records nothing twice. A deadline that
 * cannot be counted is left as it is, for an operator to see, and the rest goes on.
 */
@Singleton
public class CalendarRecount {

    /** The code in column {@code refusal} of a deadline that could not be counted again. */
    static final String LEFT_OUT = "kernel.not-recounted";

    private static final Logger LOG = Logger.getLogger(CalendarRecount.class);
    private static final int AT_ONCE = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int RETRIES = 10;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final Statement BEGIN = Statement.of("""
            insert into calendar_recount as r (calendar, begun_at, case_id, name)
            values (:calendar, :now, :beforeAll, '')
            on conflict (one) do update set calendar = excluded.calendar, begun_at = excluded.begun_at,
              case_id = excluded.case_id, name = excluded.name, looked_at = 0, moved = 0, left_out = 0, done_at = null
            where r.calendar <> excluded.calendar""");

    private static final Statement TURN = Statement.of("""
            select case_id, name from calendar_recount
            where calendar = :calendar and done_at is null for update""");

    private static final Statement TAKE = Statement.of("""
            select d.case_id, d.name from deadline d
            where d.next_at is not null and (d.case_id, d.name) > (:caseId, :name)
            order by d.case_id, d.name limit :atOnce for update""");

    private static final Statement GO_ON = Statement.of("""
            update calendar_recount set case_id = :caseId, name = :name, looked_at = looked_at + :looked,
              moved = moved + :moved, left_out = left_out + :leftOut""");

    private static final Statement LEAVE_OUT =
            Statement.of("update deadline set refusal = :refusal where case_id = :caseId and name = :name");

    private static final Statement DONE = Statement.of("update calendar_recount set done_at = :now");

    /** A running deadline, and the place up to which the recount has got. */
    private record Place(UUID caseId, DeadlineName name) {}

    private final CaseService<?, ?, ?> service;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** The recount of a service. */
    public CalendarRecount(CaseService<?, ?, ?> service, Mutiny.SessionFactory sessions, InstantSource clock) {
        this.service = service;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Schedules the recount, after whose end a turn looks into one row ({@code fengqiao.calendar.recount-every}). */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.calendar.recount-every:60s}", Duration.ofSeconds(5), "calendar", this::recount);
    }

    /**
     * Counts everything that is left to be counted again. Only what starts begins a recount, so that instances of two
     * builds that run side by side do not move deadlines to and fro.
     */
    public Uni<Void> recount() {
        var calendar = service.ledger().legalClock().calendar().version();
        var beginning = begun.get()
                ? Uni.createFrom().voidItem()
                : sessions.withStatelessTransaction((session, _) -> BEGIN.bind("calendar", calendar)
                                .bind("now", clock.instant())
                                .bind("beforeAll", BEFORE_ALL)
                                .execute(session))
                        .invoke(() -> begun.set(true))
                        .replaceWithVoid();
        return beginning.chain(() -> rest(calendar, AT_ONCE));
    }

    private Uni<Void> rest(String calendar, int atOnce) {
        return some(calendar, atOnce)
                .onFailure(failure -> Blame.of(failure) == Blame.RECORD)
                .recoverWithUni(failure -> atOnce > 1
                        ? some(calendar, 1)
                                .onFailure(e -> Blame.of(e) == Blame.RECORD)
                                .recoverWithUni(e -> leaveOut(calendar, e))
                        : leaveOut(calendar, failure))
                .flatMap(
                        more -> more ? rest(calendar, atOnce) : Uni.createFrom().voidItem());
    }

    /** Counts the next deadlines again; answers whether there may be more. */
    private Uni<Boolean> some(String calendar, int atOnce) {
        return inTurn(
                calendar,
                atOnce,
                (session, places) -> recount(service, session, places, clock.instant())
                        .flatMap(moved -> goOn(session, places, moved, 0)));
    }

    /** Goes past a deadline whose case cannot be decided about. */
    private Uni<Boolean> leaveOut(String calendar, Throwable failure) {
        LOG.errorf(
                "a deadline could not be counted by the calendar of today: %s; see column refusal of table deadline",
                Failures.inShort(failure));
        return inTurn(
                calendar,
                1,
                (session, places) -> LEAVE_OUT
                        .bind("refusal", LEFT_OUT)
                        .bind("caseId", places.getFirst().caseId())
                        .bind("name", places.getFirst().name().text())
                        .execute(session)
                        .flatMap(_ -> goOn(session, places, 0, 1)));
    }

    private interface Work {
        Uni<Boolean> of(Mutiny.StatelessSession session, List<Place> places);
    }

    private Uni<Boolean> inTurn(String calendar, int atOnce, Work work) {
        return Conflicts.retried(
                () -> sessions.withStatelessTransaction((session, _) -> TURN.bind("calendar", calendar)
                        .list(session, CalendarRecount::place)
                        .flatMap(turn -> turn.isEmpty()
                                ? Uni.createFrom().item(false)
                                : TAKE.bind("caseId", turn.getFirst().caseId())
                                        .bind("name", turn.getFirst().name().text())
                                        .bind("atOnce", atOnce)
                                        .list(session, CalendarRecount::place)
                                        .flatMap(
                                                places -> places.isEmpty() ? end(session) : work.of(session, places)))),
                FIRST_PAUSE,
                LONGEST_PAUSE,
                RETRIES);
    }

    private static Place place(io.vertx.sqlclient.Row row) {
        return new Place(row.getUUID("case_id"), DeadlineName.parse(row.getString("name")));
    }

    private static <C> Uni<Integer> recount(
            CaseService<C, ?, ?> service, Mutiny.StatelessSession session, List<Place> places, Instant now) {
        var cases = new LinkedHashSet<UUID>();
        places.forEach(place -> cases.add(place.caseId()));
        var actor = Actor.system(service.ledger().service());
        return service.ledger().decide(session, cases, docket -> (int) places.stream()
                .filter(place -> moves(docket, place, actor, now))
                .count());
    }

    private static boolean moves(Docket<?, ?, ?> docket, Place place, Actor actor, Instant now) {
        return docket.decide(
                                place.caseId(),
                                new DeadlineOrder.Recount(place.name(), now),
                                new Cause(actor, now, place.caseId(), null, null))
                        instanceof Ruling.Held<Deadlines, DeadlineEvent>(var _, var _, var recorded)
                && !recorded.isEmpty();
    }

    private static Uni<Boolean> goOn(Mutiny.StatelessSession session, List<Place> places, int moved, int leftOut) {
        return GO_ON.bind("caseId", places.getLast().caseId())
                .bind("name", places.getLast().name().text())
                .bind("looked", places.size())
                .bind("moved", moved)
                .bind("leftOut", leftOut)
                .execute(session)
                .map(_ -> true);
    }

    private Uni<Boolean> end(Mutiny.StatelessSession session) {
        return DONE.bind("now", clock.instant()).execute(session).map(_ -> false);
    }
}

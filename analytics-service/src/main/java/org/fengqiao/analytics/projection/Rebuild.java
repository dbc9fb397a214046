package org.fengqiao.analytics.projection;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.inbound.LogReader;
import org.fengqiao.analytics.model.BatchFold;
import org.fengqiao.analytics.model.LoggedEvent;
import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.messaging.Positions;

/**
 * Makes profiles, milestones and all that numbers are counted from again, from the events recorded, in one transaction:
 * readers of the log wait that long, and who asks for numbers sees the old ones until the new ones are whole.
 */
@Singleton
public class Rebuild {

    private static final Logger LOG = Logger.getLogger(Rebuild.class);

    /** Cases a step folds together. */
    private static final int CASES_A_STEP = 500;

    private static final String COUNT = "select count(*) from recorded_event";
    private static final List<String> CLEAR =
            List.of("delete from milestone", "delete from case_profile", "delete from followed_case");
    private static final String EVENTS = """
            select e.case_id, e.service, e.sequence, e.event_id, e.type, e.occurred_at, e.recorded_at, e.data
            from recorded_event e
            where e.case_id in (
              select n.case_id from recorded_event n
              where n.case_id > :after and n.position = 1 order by n.case_id limit :count)
            order by e.case_id, e.position""";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final Positions positions;
    private final Projection projection;
    private final LogReader reader;
    private final InstantSource clock;
    private final AtomicReference<Progress> progress =
            new AtomicReference<>(new Progress(State.IDLE, 0, 0, null, null));

    Rebuild(
            Mutiny.SessionFactory sessions,
            @Identifier(Positions.LISTENER) Positions positions,
            Projection projection,
            ObjectMapper json,
            InstantSource clock) {
        this.sessions = sessions;
        this.positions = positions;
        this.projection = projection;
        this.reader = new LogReader(json);
        this.clock = clock;
    }

    /** State of a rebuild. */
    public enum State {
        /** None was asked for since the service started. */
        IDLE,
        /** The rebuild is running; numbers are still the old ones. */
        RUNNING,
        /** The numbers are new. */
        DONE,
        /** The rebuild failed and changed nothing; the service's log says why. */
        FAILED
    }

    /**
     * Progress of the latest rebuild.
     *
     * @param events how many events it has folded
     * @param of how many there are
     * @param startedAt null if there was none
     * @param endedAt null while it runs
     */
    public record Progress(
            State state,
            long events,
            long of,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        private Progress with(State newState, long newEvents, long newOf, @Nullable Instant ended) {
            return new Progress(newState, newEvents, newOf, startedAt, ended);
        }
    }

    /** Returns the progress of the latest rebuild. */
    public Progress progress() {
        return progress.get();
    }

    /** Starts one unless one is running; answers how it stands. */
    public Progress start() {
        var before = progress.get();
        var started = new Progress(State.RUNNING, 0, 0, clock.instant(), null);
        if (before.state() != State.RUNNING && progress.compareAndSet(before, started)) {
            Infrastructure.getDefaultExecutor().execute(this::runToTheEnd);
        }
        return progress.get();
    }

    private void runToTheEnd() {
        try {
            VertxContextSupport.subscribeAndAwait(
                    () -> sessions.withStatelessTransaction((session, _) -> run(session)));
            end(State.DONE);
        } catch (Throwable failure) {
            LOG.error("the rebuild failed and changed nothing", Failures.withoutContent(failure));
            end(State.FAILED);
        }
    }

    private void end(State state) {
        progress.updateAndGet(p -> p.with(state, p.events(), p.of(), clock.instant()));
    }

    private Uni<Void> run(Mutiny.StatelessSession session) {
        return positions
                .lock(session, Projection.TOPIC)
                .chain(() -> session.createNativeQuery(COUNT, Long.class).getSingleResult())
                .invoke(all -> progress.updateAndGet(p -> p.with(State.RUNNING, 0, all, null)))
                .chain(() -> clear(session))
                .chain(() -> Multi.createBy()
                        .repeating()
                        .uni(() -> new AtomicReference<>(BEFORE_ALL), after -> step(session, after))
                        .whilst(more -> more)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private static Uni<Void> clear(Mutiny.StatelessSession session) {
        return Multi.createFrom()
                .iterable(CLEAR)
                .onItem()
                .transformToUniAndConcatenate(
                        statement -> session.createNativeQuery(statement).executeUpdate())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Folds the next cases; answers whether there were any. */
    private Uni<Boolean> step(Mutiny.StatelessSession session, AtomicReference<UUID> after) {
        return session.createNativeQuery(EVENTS, Object[].class)
                .setParameter("after", after.get())
                .setParameter("count", CASES_A_STEP)
                .getResultList()
                .flatMap(rows -> {
                    if (rows.isEmpty()) {
                        return Uni.createFrom().item(false);
                    }
                    after.set((UUID) rows.getLast()[0]);
                    return fold(session, rows).replaceWith(true);
                });
    }

    private Uni<Void> fold(Mutiny.StatelessSession session, List<Object[]> rows) {
        var cases = rows.stream().map(row -> (UUID) row[0]).collect(toSet());
        return GivenUpEvents.of(session, cases)
                .flatMap(givenUp -> fold(session, rows, new BatchFold(Map.of(), givenUp)));
    }

    private Uni<Void> fold(Mutiny.StatelessSession session, List<Object[]> rows, BatchFold fold) {
        for (var row : rows) {
            if (!(fold.follow(event(row)) instanceof BatchFold.Followed.Taken)) {
                throw new IllegalStateException("the recorded history of a case has a gap");
            }
        }
        return projection
                .saveDerived(session, fold)
                .invoke(() ->
                        progress.updateAndGet(p -> p.with(State.RUNNING, p.events() + rows.size(), p.of(), null)));
    }

    private LoggedEvent event(Object[] row) {
        var type = (String) row[4];
        var data = (String) row[7];
        return new LoggedEvent(
                (UUID) row[0],
                (String) row[1],
                ((Number) row[2]).longValue(),
                (UUID) row[3],
                type,
                Projection.instant(row[5]),
                Projection.instant(row[6]),
                null,
                null,
                null,
                null,
                null,
                null,
                data,
                reader.measuredAgain(type, data));
    }
}

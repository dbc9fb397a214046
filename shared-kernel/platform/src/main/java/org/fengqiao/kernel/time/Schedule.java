package org.fengqiao.kernel.time;

import java.time.Duration;
import java.util.function.Supplier;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.failures.Failures;

/**
 * Schedule of the work that a service does by itself, again and again, in real time. Turns of one work never overlap,
 * and there are none before the service has started or while it stops.
 *
 * <p>A turn that fails (the database is away, say) is counted ({@code fengqiao_schedule_failures}, by work) and
 * followed by the next one as usual. It is logged only if the turn before it did not fail in the same way.
 *
 * <p>Readiness is not asked before a turn. What is away does not hinder all work (deadlines need no broker), and what
 * it hinders fails.
 */
@Singleton
public class Schedule {

    private static final Logger LOG = Logger.getLogger(Schedule.class);

    private final Scheduler scheduler;
    private final MeterRegistry registry;

    Schedule(Scheduler scheduler, MeterRegistry registry) {
        this.scheduler = scheduler;
        this.registry = registry;
    }

    /**
     * Schedules work that is done every interval.
     *
     * @param interval between the beginnings of two turns, such as {@code ${fengqiao.clock.poll-every:1s}}; at least a
     *     second
     * @param delay from now to the first turn
     * @param work the name of the work in the log and among the measurements
     * @param turn does the work once
     * @throws IllegalStateException if there is work of this name already
     */
    public void every(String interval, Duration delay, String work, Supplier<Uni<?>> turn) {
        var turns = new Turns(work, turn, registry.counter("fengqiao.schedule.failures", "work", work));
        scheduler
                .newJob(work)
                .setInterval(interval)
                .setDelayed(delay.toString())
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setSkipPredicate(ApplicationNotRunning.class)
                .setAsyncTask(_ -> turns.next())
                .schedule();
    }

    /** Turns of one work. */
    private static final class Turns {
        private final String work;
        private final Supplier<Uni<?>> turn;
        private final Counter failures;
        /** The failure of the latest turn as it was logged; null if it did not fail. */
        private volatile @Nullable String failure;

        Turns(String work, Supplier<Uni<?>> turn, Counter failures) {
            this.work = work;
            this.turn = turn;
            this.failures = failures;
        }

        /** Takes a turn. Never fails: the scheduler would log each failure, with its contents. */
        Uni<Void> next() {
            return Uni.createFrom()
                    .deferred(() -> turn.get().replaceWithVoid())
                    .invoke(this::succeeded)
                    .onFailure()
                    .invoke(this::failed)
                    .onFailure()
                    .recoverWithNull();
        }

        private void failed(Throwable e) {
            failures.increment();
            var what = Failures.inShort(e);
            if (!what.equals(failure)) {
                LOG.warnf("%s: failed, again at each turn: %s", work, what);
                failure = what;
            }
        }

        private void succeeded() {
            if (failure != null) {
                LOG.infof("%s: works again", work);
                failure = null;
            }
        }
    }
}

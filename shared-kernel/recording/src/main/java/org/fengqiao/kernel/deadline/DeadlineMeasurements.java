package org.fengqiao.kernel.deadline;

import java.time.InstantSource;
import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.operations.Gauges;

/**
 * Measurements of the service's deadlines: {@code fengqiao_deadlines_running}, {@code fengqiao_deadlines_overdue} (due
 * and not yet dealt with), {@code fengqiao_deadlines_breached} (passed, and still owed) and {@code
 * fengqiao_deadlines_refused}.
 */
@Singleton
public class DeadlineMeasurements {

    private static final Logger LOG = Logger.getLogger(DeadlineMeasurements.class);

    private static final String COUNT = """
            select count(*) filter (where next_at is not null),
              count(*) filter (where next_at <= cast(cast(:now as text) as timestamptz)),
              count(*) filter (where state = 'BREACHED'),
              count(*) filter (where refusal is not null) from deadline""";

    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;
    private final Gauges gauges;

    DeadlineMeasurements(Mutiny.SessionFactory sessions, InstantSource clock, Gauges gauges) {
        this.sessions = sessions;
        this.clock = clock;
        this.gauges = gauges;
    }

    /** Counts the deadlines once. When they cannot be counted the gauges keep their last values. */
    @Scheduled(
            every = "${fengqiao.operations.measure-every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            delayed = "2s")
    Uni<Void> measure() {
        return sessions.withStatelessSession(session -> session.createNativeQuery(COUNT, Object[].class)
                        .setParameter("now", clock.instant().toString())
                        .getSingleResult())
                .invoke(counts -> {
                    set("running", counts[0]);
                    set("overdue", counts[1]);
                    set("breached", counts[2]);
                    set("refused", counts[3]);
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.debugf("deadlines not counted: %s", Failures.inShort(e)))
                .onFailure()
                .recoverWithNull();
    }

    private void set(String state, Object count) {
        gauges.set("fengqiao.deadlines." + state, ((Number) count).longValue());
    }
}

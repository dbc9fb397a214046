package org.fengqiao.kernel.deadline;

import java.time.Duration;
import java.time.InstantSource;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.operations.Gauges;
import org.fengqiao.kernel.time.Schedule;

/**
 * Measurements of the service's deadlines: {@code fengqiao_deadlines_running}, {@code fengqiao_deadlines_overdue} (due
 * and not yet dealt with), {@code fengqiao_deadlines_breached} (passed, and still owed) and {@code
 * fengqiao_deadlines_refused}.
 */
@Singleton
public class DeadlineMeasurements {

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

    /** Schedules the counting of deadlines. */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every(
                "${fengqiao.operations.measure-every:5s}",
                Duration.ofSeconds(2),
                "measurements of deadlines",
                this::measure);
    }

    /** Counts the deadlines once. When they cannot be counted the gauges keep their last values. */
    private Uni<Void> measure() {
        return sessions.withStatelessSession(session -> session.createNativeQuery(COUNT, Object[].class)
                        .setParameter("now", clock.instant().toString())
                        .getSingleResult())
                .invoke(counts -> {
                    set("running", counts[0]);
                    set("overdue", counts[1]);
                    set("breached", counts[2]);
                    set("refused", counts[3]);
                })
                .replaceWithVoid();
    }

    private void set(String state, Object count) {
        gauges.set("fengqiao.deadlines." + state, ((Number) count).longValue());
    }
}

package org.fengqiao.kernel.inbox;

import java.time.Duration;
import java.time.InstantSource;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.time.Schedule;

/**
 * The time that rejected records stay in the table after they went back to their partner: they hold what it sent, in
 * clear. Their publication does not need the rows, which the connector reads from the write-ahead log (ADR 5, ADR 14).
 */
@Singleton
public class RejectionRetention {

    private static final String REMOVE =
            "delete from rejected_record where recorded_at < cast(cast(:before as text) as timestamptz)";

    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;
    private final Duration kept;

    /**
     * @param kept {@code fengqiao.rejections.kept}: how long a rejected record stays in the table, for an operator to
     *     look at
     */
    RejectionRetention(
            Mutiny.SessionFactory sessions,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.rejections.kept", defaultValue = "7d") Duration kept) {
        this.sessions = sessions;
        this.clock = clock;
        this.kept = kept;
    }

    /** Schedules the removal of those whose time is over every minute ({@code fengqiao.rejections.every}). */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.rejections.every:1m}", Duration.ofSeconds(10), "rejected records", this::remove);
    }

    /** Removes those whose time is over. */
    private Uni<Integer> remove() {
        return sessions.withStatelessTransaction((session, _) -> session.createNativeQuery(REMOVE)
                .setParameter("before", clock.instant().minus(kept).toString())
                .executeUpdate());
    }
}

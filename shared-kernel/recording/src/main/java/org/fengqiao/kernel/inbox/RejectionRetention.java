package org.fengqiao.kernel.inbox;

import java.time.Duration;
import java.time.InstantSource;
import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.failures.Failures;

/**
 * The time that rejected records stay in the table after they went back to their partner: they hold what it sent, in clear. Their publication does not need
 * the rows, which the connector reads from the write-ahead log (ADR 5, ADR 14).
 */
@Singleton
public class RejectionRetention {

    private static final Logger LOG = Logger.getLogger(RejectionRetention.class);

    private static final String REMOVE =
            "delete from rejected_record where recorded_at < cast(cast(:before as text) as timestamptz)";

    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;
    private final Duration kept;

    /** @param kept {@code fengqiao.rejections.kept}: how long a rejected record stays in the table, for an operator to look at */
    RejectionRetention(
            Mutiny.SessionFactory sessions,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.rejections.kept", defaultValue = "7d") Duration kept) {
        this.sessions = sessions;
        this.clock = clock;
        this.kept = kept;
    }

    /** Removes those whose time is over. A failure (the database is away, say) is said and tried again at the next turn. */
    @Scheduled(
            every = "${fengqiao.rejections.every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            delayed = "10s")
    Uni<Void> remove() {
        return sessions.withStatelessTransaction((session, _) -> session.createNativeQuery(REMOVE)
                        .setParameter("before", clock.instant().minus(kept).toString())
                        .executeUpdate())
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("rejected records again at the next turn: %s", Failures.inShort(e)))
                .onFailure()
                .recoverWithNull();
    }
}

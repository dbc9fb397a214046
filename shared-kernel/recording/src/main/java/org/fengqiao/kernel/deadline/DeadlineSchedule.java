package org.fengqiao.kernel.deadline;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.failures.Failures;

/** Looks at the deadlines of the service again and again, in real time. */
@Singleton
public class DeadlineSchedule {

    private static final Logger LOG = Logger.getLogger(DeadlineSchedule.class);

    private final DeadlinePoller poller;

    DeadlineSchedule(DeadlinePoller poller) {
        this.poller = poller;
    }

    /** Deals with what has passed. A failure (the database is away, say) is said and tried again at the next turn. */
    @Scheduled(
            every = "${fengqiao.clock.poll-every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            delayed = "1s")
    Uni<Void> poll() {
        return poller.poll()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("deadlines again at the next turn: %s", Failures.inShort(e)))
                .onFailure()
                .recoverWithNull();
    }
}

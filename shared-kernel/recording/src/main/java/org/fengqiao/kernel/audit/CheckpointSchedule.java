package org.fengqiao.kernel.audit;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.failures.Failures;

/** Takes checkpoints again and again, in real time, if this service records events. */
@Singleton
public class CheckpointSchedule {

    private static final Logger LOG = Logger.getLogger(CheckpointSchedule.class);

    private final Checkpoints checkpoints;

    CheckpointSchedule(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** Takes one. A failure (the database is away, say) is said and tried again at the next turn. */
    @Scheduled(
            every = "${fengqiao.checkpoints.every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            delayed = "5s")
    Uni<Void> take() {
        return checkpoints
                .take()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("checkpoint again at the next turn: %s", Failures.inShort(e)))
                .onFailure()
                .recoverWithNull();
    }
}

package org.fengqiao.kernel.publishing;

import java.time.Duration;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.operations.Gauges;
import org.fengqiao.kernel.operations.ReadinessChecks;
import org.fengqiao.kernel.time.Schedule;

/**
 * Readiness and measurements of the replication slot: {@code fengqiao_slot_lag_bytes} and {@code fengqiao_slot_active}.
 * While the slot is stalled, commands are still recorded and nothing is lost; others hear of them late.
 */
@Singleton
public class PublishingHealth {

    private final ReplicationSlot slot;
    private final Mutiny.SessionFactory sessions;
    private final Gauges gauges;

    PublishingHealth(ReplicationSlot slot, Mutiny.SessionFactory sessions, Gauges gauges) {
        this.slot = slot;
        this.sessions = sessions;
        this.gauges = gauges;
    }

    /** Tells whether what is recorded leaves the service. */
    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck replicationSlot(PublishingConfiguration configuration) {
        return () -> state().map(state -> state.asHealth(configuration.slotLagLimit()))
                .ifNoItem()
                .after(ReadinessChecks.PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(e ->
                        ReadinessChecks.down("replication-slot", "Unknown, since the database does not answer: ", e));
    }

    /**
     * Schedules the measurement of the slot. When it cannot be measured the gauges keep their last values; readiness
     * tells that it cannot.
     */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every(
                "${fengqiao.operations.measure-every:5s}",
                Duration.ofSeconds(2),
                "measurements of the slot",
                () -> state().invoke(this::set));
    }

    private Uni<ReplicationSlot.State> state() {
        return Uni.createFrom().deferred(() -> sessions.withStatelessSession(slot::state));
    }

    private void set(ReplicationSlot.State state) {
        if (state instanceof ReplicationSlot.State.Present(var active, var lag, var _)) {
            gauges.set("fengqiao.slot.lag.bytes", lag);
            gauges.set("fengqiao.slot.active", active ? 1 : 0);
        }
    }
}

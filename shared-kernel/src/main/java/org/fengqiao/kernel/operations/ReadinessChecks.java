package org.fengqiao.kernel.operations;

import java.time.Duration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells apart what can be away: the database, the broker, and the replication slot through which what is recorded leaves the service. While
 * the broker is away or the slot is stalled, commands are still recorded and nothing is lost; others hear of them late.
 */
@Singleton
public class ReadinessChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Whether the service's database answers. */
    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck database(Mutiny.SessionFactory sessions) {
        return () -> Uni.createFrom()
                .deferred(() -> sessions.withStatelessSession(session ->
                        session.createNativeQuery("select 1", Integer.class).getSingleResult()))
                .map(_ -> HealthCheckResponse.up("database"))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(e -> down("database", "The database does not answer: ", e));
    }

    /** Whether the Kafka broker answers. */
    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck broker(Broker broker) {
        return () -> broker.nodes()
                .map(nodes -> HealthCheckResponse.named("broker")
                        .up()
                        .withData("nodes", nodes)
                        .build())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(e -> down("broker", "The Kafka broker does not answer: ", e));
    }

    /** Whether what is recorded leaves the service. */
    @Produces
    @Singleton
    @Readiness
    AsyncHealthCheck replicationSlot(
            ReplicationSlot slot, Mutiny.SessionFactory sessions, OperationsConfiguration configuration) {
        return () -> Uni.createFrom()
                .deferred(() -> sessions.withStatelessSession(slot::state))
                .map(state -> state.asHealth(configuration.slotLagLimit()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(e -> down("replication-slot", "Unknown, since the database does not answer: ", e));
    }

    private static HealthCheckResponse down(String name, String detail, Throwable e) {
        return HealthCheckResponse.named(name)
                .down()
                .withData("detail", detail + e.getClass().getSimpleName())
                .build();
    }
}

package org.fengqiao.kernel.operations;

import java.time.Duration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.reactive.mutiny.Mutiny;

/** Readiness checks that tell apart what can be away: the database and the broker. */
@Singleton
public class ReadinessChecks {

    /** The time a check waits for an answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Returns whether the service's database answers. */
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

    /** Returns whether the Kafka broker answers. */
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

    /** Returns the answer for what does not answer: its kind of failure, not its words. */
    public static HealthCheckResponse down(String name, String detail, Throwable e) {
        return HealthCheckResponse.named(name)
                .down()
                .withData("detail", detail + e.getClass().getSimpleName())
                .build();
    }
}

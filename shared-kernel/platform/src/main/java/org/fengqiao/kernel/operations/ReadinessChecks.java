package org.fengqiao.kernel.operations;

import java.time.Clock;
import java.time.Duration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.messaging.Broker;
import org.fengqiao.kernel.messaging.Pauses;
import org.fengqiao.kernel.messaging.Retries;

/** Readiness checks that tell apart what can be away, the database and the broker, and what holds up records. */
@Singleton
public class ReadinessChecks {

    /** The state of the check {@code flow} when something is held up. */
    public static final String STUCK = "STUCK";

    /** The state of the check {@code flow} when nothing is held up, and a topic is paused. */
    public static final String PAUSED = "PAUSED";

    /** The time a check waits for an answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * Returns whether the service's database answers. It alone is the group {@code calls}: without the broker or a
     * reader of the slot calls are recorded all the same, so whoever shares out calls asks for this group.
     */
    @Produces
    @Singleton
    @Readiness
    @HealthGroup("calls")
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

    /**
     * Returns what holds up partitions that this process reads: {@code state} is {@code STUCK} then, and each of them
     * says where and why; a topic that an operator paused is named, too. It is up all the
     * same: calls are answered as ever, and a service that were taken out of use
     * would only let a partner's topic stop its clerks.
     */
    @Produces
    @Singleton
    @Readiness
    HealthCheck flow(Retries retries, Pauses pauses, OperationsConfiguration configuration) {
        return () -> {
            var stuck =
                    retries.stuck(configuration.stuckAfter(), Clock.systemUTC().instant());
            var paused = pauses.standing();
            var response = HealthCheckResponse.named("flow")
                    .up()
                    .withData("state", !stuck.isEmpty() ? STUCK : paused.isEmpty() ? "FLOWING" : PAUSED);
            paused.forEach((topic, pause) -> response.withData(
                    topic, "paused by %s since %s: %s".formatted(pause.by(), pause.since(), pause.reason())));
            stuck.forEach(one -> response.withData(one.partition().toString(), inWords(one)));
            return response.build();
        };
    }

    private static String inWords(Retries.Retried one) {
        return "offset %d%s, tried %d times since %s, goes on %s: %s"
                .formatted(
                        one.offset(),
                        one.caseId() == null ? "" : ", case " + one.caseId(),
                        one.attempts(),
                        one.since(),
                        switch (one.goingOn()) {
                            case BY_ITSELF -> "when the trouble is over";
                            case BY_AN_OPERATOR -> "when an operator says how";
                            case BY_A_NEW_START -> "after a new start";
                        },
                        one.reason());
    }

    /** Returns the answer for what does not answer: its kind of failure, not its words. */
    public static HealthCheckResponse down(String name, String detail, Throwable e) {
        return HealthCheckResponse.named(name)
                .down()
                .withData("detail", detail + e.getClass().getSimpleName())
                .build();
    }
}

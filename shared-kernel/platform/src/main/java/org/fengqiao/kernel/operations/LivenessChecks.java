package org.fengqiao.kernel.operations;

import java.time.Clock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

import org.fengqiao.kernel.messaging.Pauses;
import org.fengqiao.kernel.messaging.Retries;

/**
 * The liveness check: faults that only a new start of the process mends. What is away outside the process is for {@link
 * ReadinessChecks} to tell.
 */
@Singleton
public class LivenessChecks {

    /**
     * Returns whether what waits to be read is being read. What waits for an operator is for readiness to tell: a new
     * start would find it as it is.
     */
    @Produces
    @Singleton
    @Liveness
    HealthCheck progress(Progress progress, Retries retries, Pauses pauses, OperationsConfiguration configuration) {
        return () -> {
            var now = Clock.systemUTC().instant();
            var stuck = progress.stuck(configuration.progressPatience(), now).stream()
                    .filter(one -> !retries.waitsForOperator(one.partition())
                            && !pauses.isPaused(one.partition().topic()))
                    .toList();
            var response = HealthCheckResponse.named("progress").status(stuck.isEmpty());
            stuck.forEach(one -> response.withData(
                    one.partition().toString(),
                    "%d records wait at offset %d, nothing has moved since %s"
                            .formatted(one.records(), one.next(), one.since())));
            return response.build();
        };
    }
}

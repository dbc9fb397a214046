package org.fengqiao.caseload.play;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/** The clocks of the five services, which are told the time and answer when what passed by then is dealt with. */
public final class ServiceClocks {

    private static final Person OPERATOR = Person.ofTheCity("caseload", "operator");

    private final Services services;

    /** The clocks of these services. */
    public ServiceClocks(Services services) {
        this.services = services;
    }

    /**
     * Tells all services the time, at once; returns the latest that one of them shows then, since none goes back.
     *
     * @throws StepFailed if one cannot be told
     */
    public Instant tell(OffsetDateTime now) throws StepFailed, InterruptedException {
        var time = Map.of("now", now);
        var latest = new AtomicReference<>(now.toInstant());
        Queue<StepFailed> failures = new ConcurrentLinkedQueue<>();
        var telling = List.of(Service.values()).stream()
                .map(service -> Thread.ofVirtual().start(() -> tell(service, time, latest, failures)))
                .toList();
        for (var thread : telling) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw failures.element();
        }
        return latest.get();
    }

    private void tell(Service service, Object time, AtomicReference<Instant> latest, Queue<StepFailed> failures) {
        try {
            var shown = services.put(service, "/simulated-clock", OPERATOR, time)
                    .path("now")
                    .asText();
            latest.accumulateAndGet(Instant.parse(shown), (one, other) -> one.isAfter(other) ? one : other);
        } catch (StepFailed failed) {
            failures.add(new StepFailed("the time could not be told: " + failed.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

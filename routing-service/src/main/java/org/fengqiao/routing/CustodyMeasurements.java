package org.fengqiao.routing;

import java.time.Duration;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.operations.Gauges;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.view.CustodyCheck;

/** Measurement of {@code fengqiao_custody_holes}: the open cases that {@code GET /custody/check} lists. */
@Singleton
public class CustodyMeasurements {

    private final RoutingRules rules;
    private final Mutiny.SessionFactory sessions;
    private final Gauges gauges;

    CustodyMeasurements(RoutingRules rules, Mutiny.SessionFactory sessions, Gauges gauges) {
        this.rules = rules;
        this.sessions = sessions;
        this.gauges = gauges;
    }

    /** Schedules the check: it reads every open case, so that it is made less often than other measurements. */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every(
                "${fengqiao.routing.custody.checked-every:5m}",
                Duration.ofSeconds(10),
                "check of custody",
                this::measure);
    }

    private Uni<Void> measure() {
        return sessions.withStatelessSession(session -> CustodyCheck.count(session, rules.units()))
                .invoke(cases -> gauges.set("fengqiao.custody.holes", cases))
                .replaceWithVoid();
    }
}

package org.fengqiao.kernel.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import org.hibernate.reactive.mutiny.Mutiny;

/** A service that was restarted in the middle of a simulated year goes on where it was. */
@Singleton
class SimulatedClockMemory {

    private static final String KEPT = "select cast(extract(epoch from instant) * 1000 as bigint) from simulated_clock";

    private final InstantSource clock;
    private final Mutiny.SessionFactory sessions;

    SimulatedClockMemory(InstantSource clock, Mutiny.SessionFactory sessions) {
        this.clock = clock;
        this.sessions = sessions;
    }

    /** Remembers the time before the first record is read: what comes of a record is dated by it. */
    void remember(@Observes @Priority(StartOrder.BEFORE_RECORDS) StartupEvent event) throws Throwable {
        if (clock instanceof SimulatedClock simulated) {
            List<Long> kept = VertxContextSupport.subscribeAndAwait(() -> sessions.withStatelessSession(
                    session -> session.createNativeQuery(KEPT, Long.class).getResultList()));
            kept.forEach(millis -> simulated.advanceTo(Instant.ofEpochMilli(millis)));
        }
    }
}

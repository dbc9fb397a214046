package org.fengqiao.kernel.clock;

import java.time.InstantSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one place that decides which clock a service goes by. */
@Singleton
public class Clocks {

    /** The service's clock: everything that asks the time asks this. */
    @Produces
    @Singleton
    InstantSource clock(ClockConfiguration configuration) {
        return configuration.simulated() ? new SimulatedClock() : InstantSource.system();
    }
}

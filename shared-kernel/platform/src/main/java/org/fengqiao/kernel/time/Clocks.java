package org.fengqiao.kernel.time;

import java.time.InstantSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.files.LegalFiles;

/** The one place that decides which clocks a service goes by: the time of day, and that of the law. */
@Singleton
public class Clocks {

    /** Returns the service's clock: everything that asks the time asks this. */
    @Produces
    @Singleton
    InstantSource clock(ClockConfiguration configuration) {
        return configuration.simulated() ? new SimulatedClock() : InstantSource.system();
    }

    /**
     * Returns the legal clock by the rules and the calendar that the product ships; a faulty file keeps the service
     * from starting.
     */
    @Produces
    @Singleton
    LegalClock legalClock() {
        return LegalFiles.official().clock();
    }
}

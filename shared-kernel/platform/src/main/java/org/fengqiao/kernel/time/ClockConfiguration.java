package org.fengqiao.kernel.time;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The configuration of a service's clock, and of how often it looks at its deadlines. */
@ConfigMapping(prefix = "fengqiao.clock")
public interface ClockConfiguration {

    /**
     * Returns whether the time is set from outside ({@code PUT /simulated-clock}), as in a simulated year. Never in
     * production: whoever may set the time may make any deadline pass.
     */
    @WithDefault("false")
    boolean simulated();

    /** Returns how often passed deadlines are looked for, in real time. */
    @WithDefault("1s")
    Duration pollEvery();
}

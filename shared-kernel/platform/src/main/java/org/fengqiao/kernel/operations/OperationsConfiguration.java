package org.fengqiao.kernel.operations;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The configuration of what a service watches about itself. */
@ConfigMapping(prefix = "fengqiao.operations")
public interface OperationsConfiguration {

    /**
     * Returns how often lag, parked cases and, where there are some, deadlines and the replication slot are measured.
     */
    @WithDefault("5s")
    Duration measureEvery();

    /**
     * Returns how long records may wait in a partition that this process reads without one of them being dealt with,
     * while database and broker answer. After that the process says that it is not alive, so that it is started again.
     */
    @WithDefault("2m")
    Duration progressPatience();

    /** Returns how long the same record may be tried again before its partition is said to be stuck. */
    @WithDefault("10s")
    Duration stuckAfter();

    /** Returns how long a lag may not become smaller before {@code GET /stuck} lists it. */
    @WithDefault("1m")
    Duration lagPatience();
}

package org.fengqiao.kernel.operations;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a service watches about itself. */
@ConfigMapping(prefix = "fengqiao.operations")
public interface OperationsConfiguration {

    /** How often lag, parked cases, deadlines and the replication slot are measured. */
    @WithDefault("5s")
    Duration measureEvery();

    /** How far the replication slot may be behind, in bytes of write-ahead log, before it counts as stalled when it is not active. */
    @WithDefault("1048576")
    long slotLagLimit();

    /**
     * For how long records may wait in a partition that this process reads without one of them being dealt with, while database and broker
     * answer. After that the process says that it is not alive, so that it is started again.
     */
    @WithDefault("2m")
    Duration progressPatience();

    /** Whether this service publishes events, and therefore needs a replication slot. False for analytics. */
    @WithDefault("true")
    boolean publishes();
}

package org.fengqiao.kernel.publishing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits for how what is recorded leaves the service. */
@ConfigMapping(prefix = "fengqiao.publishing")
public interface PublishingConfiguration {

    /**
     * Returns how far the replication slot may be behind, in bytes of write-ahead log, before it counts as stalled when
     * it is not active: a segment, since a new service writes more than a megabyte before its connector is there.
     */
    @WithDefault("16777216")
    long slotLagLimit();
}

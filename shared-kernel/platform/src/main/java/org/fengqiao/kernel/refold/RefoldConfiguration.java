package org.fengqiao.kernel.refold;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits for how cases are folded again beside live traffic. */
@ConfigMapping(prefix = "fengqiao.refold")
public interface RefoldConfiguration {

    /** Returns how many streams are folded in one transaction. */
    @WithDefault("100")
    int batch();

    /** Returns the part of the time, in per cent, in which a refolding works; the rest it leaves to live traffic. */
    @WithDefault("50")
    int share();

    /** Returns how often an instance looks for a refolding whose worker is gone. */
    @WithDefault("5s")
    Duration lookEvery();

    /** Returns after what silence a worker counts as gone. */
    @WithDefault("15s")
    Duration workerSilence();
}

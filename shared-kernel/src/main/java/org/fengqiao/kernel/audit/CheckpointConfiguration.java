package org.fengqiao.kernel.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a service that records events signs where its streams stand. */
@ConfigMapping(prefix = "fengqiao.checkpoints")
public interface CheckpointConfiguration {

    /** How often a checkpoint is taken, in real time, if anything was recorded since the last one. */
    @WithDefault("1m")
    Duration every();

    /**
     * The file of the key that checkpoints are signed with, readable by its owner only; made if it is not there. The same for all instances of a service.
     * Needed by every service that records events.
     */
    Optional<Path> signingKeyFile();

    /** The suite of a key that is made, and of the tree: {@code i1} (Ed25519, SHA-256) or {@code g1} (SM2, SM3). */
    @WithDefault("i1")
    String suite();
}

package org.fengqiao.kernel.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The configuration of checkpoints: how a service signs where its streams stand. */
@ConfigMapping(prefix = "fengqiao.checkpoints")
public interface CheckpointConfiguration {

    /** Returns how often a checkpoint is taken, in real time, if anything was recorded since the last one. */
    @WithDefault("1m")
    Duration every();

    /**
     * Returns the file of the key that checkpoints are signed with, readable by its owner only; made if it is not
     * there. The same for all instances of a service. Needed by every service that records events.
     */
    Optional<Path> signingKeyFile();

    /**
     * Returns the suite of a key that is made, and of the tree: {@code i1} (Ed25519, SHA-256) or {@code g1} (SM2, SM3).
     */
    @WithDefault("i1")
    String suite();

    /**
     * Returns how many events are looked at in one statement and signed in one checkpoint; more take several, one
     * behind the other.
     */
    @WithDefault("50000")
    int eventsAtOnce();

    /**
     * Returns by how much the clocks of the services' machines and the database's differ at most. For so long more is
     * looked back, so that an event whose transaction was open when the last checkpoint was taken is not overlooked.
     */
    @WithDefault("10s")
    Duration clocksDiffer();
}

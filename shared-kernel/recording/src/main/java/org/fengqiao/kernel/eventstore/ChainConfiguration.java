package org.fengqiao.kernel.eventstore;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of how a service links the events it records, so that nobody can alter its log unseen (ADR 0011). */
@ConfigMapping(prefix = "fengqiao.chain")
public interface ChainConfiguration {

    /**
     * The secret that links are marked with, at least 32 characters; the same for all instances of a service and for
     * ever: events marked with another one count as rewritten. Kept where those who administer the database cannot read
     * it. Needed by every service that records events.
     */
    Optional<String> secret();

    /**
     * The suite new links are made with: {@code i1} (SHA-256) or {@code g1} (SM3). Links of both may stand in one log,
     * so it may change.
     */
    @WithDefault("i1")
    String suite();
}

package org.fengqiao.intake.filing;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Configuration of online filing. */
@ConfigMapping(prefix = "fengqiao.filings")
public interface FilingConfiguration {

    /**
     * The gateway to which messages are handed: {@code POST} with {@code {"phone", "text"}} in JSON, answered with 2xx.
     * Without it nobody can file online, unless the clock is simulated: then nothing is sent, and an operator reads the
     * codes.
     */
    Optional<URI> gateway();

    /** The gateway's bearer token. */
    Optional<String> gatewayToken();
}

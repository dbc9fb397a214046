package org.fengqiao.kernel.keys;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The configuration of the keys that partners registered (ADR 0026). */
@ConfigMapping(prefix = "fengqiao.partners")
public interface PartnerKeyConfiguration {

    /**
     * Returns the folder with their public keys, {@code <partner>.pem} each, such as {@code petition-office.pem}:
     * messages to them are enveloped. Read at the start.
     */
    Optional<Path> keys();
}

package org.fengqiao.kernel.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The configuration of people's keys: where they are and what they are wrapped with (ADR 0010). The key database is the
 * datasource {@code keys} ({@code quarkus.datasource.keys.*}); a service that records no events needs none of this.
 */
@ConfigMapping(prefix = "fengqiao.keys")
public interface KeyConfiguration {

    /**
     * Returns the suite that new keys are made for: {@code i1} (AES-256-GCM) or {@code g1} (SM4-GCM). Boxes of both may
     * stand in one log, so it may change.
     */
    @WithDefault("i1")
    String suite();

    /** Returns how many subjects' keys a process keeps unwrapped. */
    @WithDefault("20000")
    int cached();

    /** Returns how long it keeps them, and so how long another process may still know a key that was destroyed. */
    @WithDefault("10m")
    Duration cachedFor();

    /**
     * Returns the file with the master key in all its versions, readable by its owner only. Its last version wraps
     * unless a device is configured; where another master key took over ({@code deploy/keys}), that one does.
     */
    Optional<Path> masterKeyFile();

    /** Files with former master keys, until every key is wrapped under the present one. */
    Optional<List<Path>> formerMasterKeyFiles();

    /** Returns the device (HSM) that has the master key. */
    Optional<Device> device();

    /** A token in a device that speaks PKCS #11. */
    interface Device {
        /** Returns its library, such as {@code /usr/lib/softhsm/libsofthsm2.so}. */
        Path library();

        /** Returns the number of the token's slot. */
        int slot();

        /** Returns a file with the user's PIN, readable by its owner only. */
        Path pinFile();

        /** Returns the label of the key. */
        String label();
    }
}

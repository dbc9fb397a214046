package org.fengqiao.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Settings of a client of the brokers, from the options with which commands are told where these are. */
public final class KafkaSettings {

    private static final String BOOTSTRAP = "bootstrap.servers";

    private KafkaSettings() {}

    /** The brokers of a system, looked for only when nothing else says where they are. */
    public interface Brokers {
        /** Returns their address. */
        String address() throws IOException;
    }

    /**
     * Returns the settings.
     *
     * @param bootstrap the brokers that were named; null if the file, or else the system, says where they are
     * @param file more settings, such as a certificate, as properties; null if there are none
     */
    public static Map<String, Object> of(@Nullable String bootstrap, @Nullable Path file, Brokers system)
            throws IOException {
        var settings = new LinkedHashMap<String, Object>();
        if (file != null) {
            settings.putAll(PropertiesFile.read(file));
        }
        if (bootstrap != null) {
            settings.put(BOOTSTRAP, bootstrap);
        } else if (!settings.containsKey(BOOTSTRAP)) {
            settings.put(BOOTSTRAP, system.address());
        }
        return settings;
    }
}

package org.fengqiao.embedded;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Answers the placeholders in the connectors' configurations with the values of this installation, under the names that
 * a cluster's worker finds in its environment. So passwords stand in no topic, and the configurations are the same in
 * both.
 */
public final class InstallationConfigProvider implements ConfigProvider {

    private Map<String, String> values = Map.of();

    /** Used by Connect, by name. */
    public InstallationConfigProvider() {}

    /** The settings of a worker that make it use this provider for {@code ${env:…}}. */
    static Map<String, String> workerSettings(Installation installation) {
        var settings = new HashMap<String, String>();
        settings.put("config.providers", "env");
        settings.put("config.providers.env.class", InstallationConfigProvider.class.getName());
        settings.put("config.providers.env.param.folder", installation.folder().toString());
        return settings;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        var folder = java.nio.file.Path.of((String) configs.get("folder"));
        var installation = Installation.open(folder, Set.of(), Map.of());
        var found = new HashMap<String, String>();
        for (var service : Installation.PUBLISHING_SERVICES) {
            var prefix = "FENGQIAO_" + service.toUpperCase(Locale.ROOT);
            found.put(prefix + "_DATABASE_HOST", Installation.HOST);
            found.put(prefix + "_DATABASE_PORT", Integer.toString(installation.port(Part.POSTGRES)));
            found.put(prefix + "_REPLICATION_PASSWORD", installation.password(service, Installation.Role.REPLICATION));
        }
        values = Map.copyOf(found);
    }

    @Override
    public ConfigData get(String path) {
        return new ConfigData(values);
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
        var asked = new HashMap<>(values);
        asked.keySet().retainAll(keys);
        return new ConfigData(asked);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}

package org.fengqiao.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import org.hibernate.reactive.pool.impl.DefaultSqlClientPoolConfiguration;

/**
 * Connections with the settings that Quarkus gives to those of a service, and some more. Hibernate loses what stands in
 * an address: without this, no connection of a benchmark would have them.
 */
public final class ServiceConnections extends DefaultSqlClientPoolConfiguration {

    private static final long serialVersionUID = 1L;

    /** The prefix under which Hibernate hands on further settings, which come before those of services. */
    static final String FURTHER = "fengqiao.benchmarks.connection.";

    private static final String OF_SERVICES = "META-INF/microprofile-config.properties";
    private static final String PREFIX = "quarkus.datasource.reactive.additional-properties.";

    private final HashMap<String, String> settings = new HashMap<>();

    @Override
    @SuppressWarnings("rawtypes") // so it is declared by Hibernate
    public void configure(Map configuration) {
        super.configure(configuration);
        settings.putAll(ofServices());
        for (var entry : ((Map<?, ?>) configuration).entrySet()) {
            if (entry.getKey() instanceof String key && key.startsWith(FURTHER)) {
                settings.put(key.substring(FURTHER.length()), String.valueOf(entry.getValue()));
            }
        }
    }

    @Override
    public SqlConnectOptions connectOptions(URI uri) {
        var options = new PgConnectOptions(super.connectOptions(uri));
        settings.forEach(options::addProperty);
        return options;
    }

    /** The settings of every service's connections, from where the services have them. */
    static Map<String, String> ofServices() {
        try {
            var files = new ArrayList<Properties>();
            for (var file = Thread.currentThread().getContextClassLoader().getResources(OF_SERVICES);
                    file.hasMoreElements(); ) {
                files.add(read(file.nextElement()));
            }
            files.sort(Comparator.comparing(file -> Integer.valueOf(file.getProperty("config_ordinal", "100"))));
            var found = new HashMap<String, String>();
            for (var file : files) {
                found.putAll(file.stringPropertyNames().stream()
                        .filter(name -> name.startsWith(PREFIX))
                        .collect(Collectors.toMap(name -> name.substring(PREFIX.length()), file::getProperty)));
            }
            return found;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Properties read(URL file) throws IOException {
        var properties = new Properties();
        try (var stream = file.openStream()) {
            properties.load(stream);
        }
        return properties;
    }
}

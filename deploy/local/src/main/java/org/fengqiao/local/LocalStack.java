package org.fengqiao.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses of everything that {@code deploy/up} runs on this machine.
 *
 * @param services the base address of each service
 * @param kafka the bootstrap servers
 * @param connect the REST interface of Kafka Connect
 * @param infrastructure everything the infrastructure says about itself: hosts, ports, databases, users and passwords
 * @param simulatedClock whether the services live in a simulated time
 * @param secondsToReady how long the start took until everything was ready, in seconds; empty while it lasts
 * @param processes the process ids by name, {@code up} and {@code infrastructure} included
 */
public record LocalStack(
        Map<Service, URI> services,
        String kafka,
        URI connect,
        Map<String, String> infrastructure,
        boolean simulatedClock,
        String secondsToReady,
        Map<String, Long> processes) {

    public LocalStack {
        services = Map.copyOf(services);
        infrastructure = Map.copyOf(infrastructure);
        processes = Map.copyOf(processes);
    }

    /**
     * The stack that runs in this checkout.
     *
     * @throws UserError if none does
     */
    public static LocalStack running(Workplace workplace) throws IOException {
        return find(workplace)
                .orElseThrow(() ->
                        new UserError("Fengqiao does not run in " + workplace.root() + ". Start it with deploy/up."));
    }

    /** The stack that runs in this checkout, if one does. */
    public static Optional<LocalStack> find(Workplace workplace) throws IOException {
        if (!Files.exists(workplace.runningStack()) || !Files.exists(workplace.infrastructureEndpoints())) {
            return Optional.empty();
        }
        var stack = PropertiesFile.read(workplace.runningStack());
        if (!RecordedProcess.in(stack, "up").map(RecordedProcess::runs).orElse(false)) {
            return Optional.empty();
        }
        var infrastructure = PropertiesFile.read(workplace.infrastructureEndpoints());
        var services = new EnumMap<Service, URI>(Service.class);
        for (var service : Service.values()) {
            var url = stack.get(service.label() + ".url");
            if (url == null) {
                // The infrastructure runs, and services are about to be started.
                return Optional.empty();
            }
            services.put(service, URI.create(url));
        }
        var processes = new java.util.TreeMap<String, Long>();
        for (var process : RecordedProcess.allIn(stack)) {
            processes.put(process.name(), process.pid());
        }
        return Optional.of(new LocalStack(
                services,
                infrastructure.get("kafka.bootstrap"),
                URI.create(infrastructure.get("connect.url")),
                infrastructure,
                Boolean.parseBoolean(stack.get("clock.simulated")),
                stack.getOrDefault("ready.seconds", ""),
                processes));
    }

    /** The base address of the service. */
    public URI of(Service service) {
        return services.get(service);
    }

    /** Returns a new connection to the service's database, with the service's own rights. */
    public Connection connect(Service service) throws SQLException {
        var name = service.label();
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(
                                infrastructure.get("postgres.host"),
                                infrastructure.get("postgres.port"),
                                infrastructure.get(name + ".database")),
                infrastructure.get(name + ".service.user"),
                infrastructure.get(name + ".service.password"));
    }
}

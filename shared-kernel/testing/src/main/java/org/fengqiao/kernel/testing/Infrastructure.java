package org.fengqiao.kernel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.master.KeyFile;

/**
 * Real PostgreSQL, Kafka and Kafka Connect with Debezium for the tests of a module, as processes of their own that
 * {@code deploy/embedded} runs. They are started at the first use in this JVM, are shared by all its tests, and end
 * with it.
 *
 * <pre>{@code
 * @QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
 * }</pre>
 *
 * <p>Init arguments: {@code service} (which database the application under test gets), {@code parts} ({@code postgres},
 * {@code kafka}, {@code connect}; all three by default, a comma between), {@code processes} ({@code true}: one process
 * for each part, so that a test can {@link #kill} one of them).
 *
 * <p>The connector of a service is registered by itself, once its migration has made the publication {@code fengqiao}.
 */
public class Infrastructure implements QuarkusTestResourceLifecycleManager {

    private static final List<String> ALL_PARTS = List.of("postgres", "kafka", "connect");
    // Both are long for a machine that does other work too; waiting ends as soon as there is nothing left to wait for.
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofMinutes(1);

    // Kept as system properties since a test run can load this class more than once, by more than one class loader.
    private static final String FOLDER = "fengqiao.testing.infrastructure";
    private static final String PROCESS_OF = FOLDER + ".process-of.";

    private String service = "";
    private Set<String> parts = Set.of();
    private boolean processes;

    /** Made by Quarkus. */
    public Infrastructure() {}

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", "");
        parts = new LinkedHashSet<>(List.of(
                arguments.getOrDefault("parts", String.join(",", ALL_PARTS)).split(",")));
        processes = Boolean.parseBoolean(arguments.getOrDefault("processes", "false"));
    }

    @Override
    public Map<String, String> start() {
        start(parts, processes);
        return service.isEmpty() ? Map.of() : configuration(service, parts);
    }

    /** Nothing to do between two applications under test: the processes end with this JVM. */
    @Override
    public void stop() {
        // See the comment of the class.
    }

    /**
     * Starts what is not running yet.
     *
     * @param parts of {@code postgres}, {@code kafka} and {@code connect}
     * @param processes whether each gets a process of its own
     * @throws IllegalStateException if {@code deploy/embedded} is not built, or if a part does not get ready
     */
    public static synchronized void start(Set<String> parts, boolean processes) {
        var missing = new TreeSet<String>(Comparator.comparingInt(ALL_PARTS::indexOf));
        missing.addAll(parts);
        missing.removeIf(part -> System.getProperty(PROCESS_OF + part) != null);
        if (missing.isEmpty()) {
            return;
        }
        if (System.getProperty(FOLDER) == null) {
            newFolder();
        }
        if (processes) {
            missing.forEach(part -> run(Set.of(part)));
        } else {
            run(missing);
        }
    }

    /** Returns the configuration with which an application of a service uses this infrastructure. */
    public static Map<String, String> configuration(String service, Set<String> parts) {
        var endpoints = endpoints();
        var configuration = new HashMap<String, String>();
        if (parts.contains("postgres")) {
            var address = "postgresql://%s:%s/%s"
                    .formatted(
                            endpoints.getProperty("postgres.host"),
                            endpoints.getProperty("postgres.port"),
                            endpoints.getProperty(service + ".database"));
            configuration.put("quarkus.datasource.username", endpoints.getProperty(service + ".service.user"));
            configuration.put("quarkus.datasource.password", endpoints.getProperty(service + ".service.password"));
            configuration.put("quarkus.datasource.reactive.url", address);
            configuration.put("quarkus.datasource.jdbc.url", "jdbc:" + address);
            configuration.put("quarkus.flyway.jdbc-url", "jdbc:" + address);
            configuration.put("quarkus.flyway.username", endpoints.getProperty(service + ".owner.user"));
            configuration.put("quarkus.flyway.password", endpoints.getProperty(service + ".owner.password"));
            if (endpoints.containsKey(service + ".keys.user")) {
                configuration.putAll(keys(service, endpoints));
            }
        }
        if (parts.contains("kafka")) {
            configuration.put("kafka.bootstrap.servers", bootstrap());
        }
        return Map.copyOf(configuration);
    }

    private static Map<String, String> keys(String service, Properties endpoints) {
        var address = "postgresql://%s:%s/%s"
                .formatted(
                        endpoints.getProperty("postgres.host"),
                        endpoints.getProperty("postgres.port"),
                        endpoints.getProperty("keys.database"));
        return Map.of(
                "quarkus.datasource.keys.reactive.url", address,
                "quarkus.datasource.keys.jdbc.url", "jdbc:" + address,
                "quarkus.datasource.keys.username", endpoints.getProperty(service + ".keys.user"),
                "quarkus.datasource.keys.password", endpoints.getProperty(service + ".keys.password"),
                "quarkus.flyway.keys.jdbc-url", "jdbc:" + address,
                "quarkus.flyway.keys.username", endpoints.getProperty("keys.owner.user"),
                "quarkus.flyway.keys.password", endpoints.getProperty("keys.owner.password"),
                "fengqiao.keys.master-key-file", masterKeyFile().toString());
    }

    /** The master key of this run. */
    private static Path masterKeyFile() {
        var file = folder().resolve("master.key");
        if (!Files.exists(file)) {
            KeyFile.create(file, Suite.INTERNATIONAL, new SecureRandom());
        }
        return file;
    }

    /** Returns the address at which Kafka's clients begin: host and port. */
    public static String bootstrap() {
        return endpoints().getProperty("kafka.bootstrap");
    }

    /** The address of Kafka Connect's REST interface. */
    public static String connectUrl() {
        return endpoints().getProperty("connect.url");
    }

    /** A JDBC URL, with user and password, of the database of a service as the superuser. */
    public static String superuserJdbcUrl(String service) {
        var endpoints = endpoints();
        return "jdbc:postgresql://%s:%s/%s?user=%s&password=%s"
                .formatted(
                        endpoints.getProperty("postgres.host"),
                        endpoints.getProperty("postgres.port"),
                        endpoints.getProperty(service + ".database"),
                        endpoints.getProperty("postgres.superuser"),
                        endpoints.getProperty("postgres.superuser.password"));
    }

    /**
     * All addresses, users and passwords, as {@code deploy/embedded} tells them.
     *
     * @throws IllegalStateException if nothing was started
     */
    public static Properties endpoints() {
        var endpoints = new Properties();
        try (var reader = Files.newBufferedReader(folder().resolve("endpoints.properties"))) {
            endpoints.load(reader);
        } catch (IOException unreadable) {
            throw new IllegalStateException("The infrastructure for tests has not been started.", unreadable);
        }
        return endpoints;
    }

    /**
     * Kills a part as {@code kill -9} does, and returns when it is gone. PostgreSQL dies with its server process.
     *
     * @throws IllegalStateException if the part shares its process with another one
     */
    public static synchronized void kill(String part) {
        var pid = processOf(part);
        if (ALL_PARTS.stream()
                .anyMatch(other -> !other.equals(part) && pid.equals(System.getProperty(PROCESS_OF + other)))) {
            throw new IllegalStateException(
                    "%s can't be killed alone; start the infrastructure with processes=true.".formatted(part));
        }
        var dying = new ArrayList<>(List.of(pid));
        if (part.equals("postgres")) {
            dying.add(postgresServer());
        }
        dying.forEach(each -> ProcessHandle.of(Long.parseLong(each)).ifPresent(ProcessHandle::destroyForcibly));
        dying.forEach(Infrastructure::awaitEnd);
        System.clearProperty(PROCESS_OF + part);
    }

    /** Starts a part again that was killed, over its data and at its address, and returns when it is ready. */
    public static void restart(String part) {
        start(Set.of(part), true);
    }

    private static String processOf(String part) {
        var pid = System.getProperty(PROCESS_OF + part);
        if (pid == null) {
            throw new IllegalStateException("%s does not run.".formatted(part));
        }
        return pid;
    }

    private static String postgresServer() {
        try {
            return Files.readAllLines(folder().resolve("data/postgres/postmaster.pid"))
                    .getFirst()
                    .trim();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void newFolder() {
        try {
            var target = Path.of("target").toAbsolutePath();
            Files.createDirectories(target);
            System.setProperty(
                    FOLDER, Files.createTempDirectory(target, "infrastructure-").toString());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Infrastructure::throwAway, "infrastructure-stop"));
    }

    private static Path folder() {
        var folder = System.getProperty(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("The infrastructure for tests has not been started.");
        }
        return Path.of(folder);
    }

    private static void run(Set<String> parts) {
        var embedded = embeddedTarget();
        var endpoints = folder().resolve("endpoints.properties");
        var output = folder().resolve(String.join("-", parts) + ".out");
        try {
            Files.deleteIfExists(endpoints);
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            embedded.resolve("embedded.jar") + ":" + embedded.resolve("lib") + "/*",
                            "org.fengqiao.embedded.Embedded",
                            "--data",
                            folder().resolve("data").toString(),
                            "--parts",
                            String.join(",", parts),
                            "--endpoints",
                            endpoints.toString(),
                            "--parent-pid",
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            parts.forEach(part -> System.setProperty(PROCESS_OF + part, Long.toString(process.pid())));
            awaitReady(process, endpoints, output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitReady(Process process, Path endpoints, Path output) throws IOException {
        var deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(endpoints)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "The infrastructure for tests did not get ready: " + Files.readString(output));
            }
            try {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private static Path embeddedTarget() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var target = folder.resolve("deploy/embedded/target");
            if (Files.exists(target.resolve("embedded.jar")) && Files.isDirectory(target.resolve("lib"))) {
                return target;
            }
        }
        throw new IllegalStateException(
                "deploy/embedded is not built; run Maven with -am, or package deploy/embedded first.");
    }

    /** Kills what runs, since nobody needs its data, and deletes the folder. */
    private static void throwAway() {
        var running = ALL_PARTS.stream()
                .map(part -> System.getProperty(PROCESS_OF + part))
                .filter(pid -> pid != null)
                .distinct()
                .toList();
        running.forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
        running.forEach(Infrastructure::awaitEnd);
        if (System.getProperty(PROCESS_OF + "postgres") != null) {
            endAtOnce(postgresServer());
        }
        try (var files = Files.walk(folder())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Ends a database's server, which outlives the process that started it, although this JVM may still be connected to
     * it.
     */
    private static void endAtOnce(String server) {
        try {
            // An immediate shutdown. Killed, it would leave its shared memory behind.
            new ProcessBuilder("sh", "-c", "kill -QUIT " + server).start();
            awaitEnd(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitEnd(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(process -> {
            try {
                process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                throw new IllegalStateException("Process %s does not end.".formatted(pid), slow);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }
}

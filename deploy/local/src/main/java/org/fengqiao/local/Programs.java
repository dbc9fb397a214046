package org.fengqiao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The programs of the local stack: what they are called with, how much memory they may take, and what they are told.
 */
final class Programs {

    /** The name under which the infrastructure runs and is noted. */
    static final String INFRASTRUCTURE = "infrastructure";

    /** The parts of the infrastructure, in the order in which they need each other. */
    static final List<String> PARTS = List.of("postgres", "kafka", "connect");

    /**
     * Without memory some threads end and others go on; it is better to be started again, since nothing is lost by
     * that.
     */
    private static final String NO_HALF_DEAD = "-XX:+ExitOnOutOfMemoryError";

    /** From here on the classes' space is collected; the default lets a start collect everything half a dozen times. */
    private static final String METASPACE = "-XX:MetaspaceSize=128m";

    /** Seconds for which a step of the caseload is tried: long enough for a part that was killed to come back. */
    private static final String PATIENCE = "180";

    private final Workplace workplace;

    Programs(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * PostgreSQL, the broker and Connect: in one process, or in one each, in the order in which they need each other.
     *
     * @param ports fixed ports by part (postgres, kafka, connect); the others take free ones
     */
    List<Program> infrastructure(Map<String, Integer> ports, boolean oneProcessEach) {
        return oneProcessEach
                ? List.of(
                        part("postgres", "-Xmx64m", workplace.endpointsOf("postgres"), List.of("postgres"), ports),
                        part("kafka", "-Xmx384m", workplace.endpointsOf("kafka"), List.of("kafka"), ports),
                        part("connect", "-Xmx256m", workplace.infrastructureEndpoints(), List.of("connect"), ports))
                : List.of(part(INFRASTRUCTURE, "-Xmx512m", workplace.infrastructureEndpoints(), PARTS, ports));
    }

    private Program part(String name, String heap, Path endpoints, List<String> parts, Map<String, Integer> ports) {
        var arguments = new ArrayList<>(List.of(
                "--parts", String.join(",", parts),
                "--data", workplace.data().toString(),
                "--logs", workplace.logs().toString(),
                "--endpoints", endpoints.toString(),
                "--parent-pid", Long.toString(ProcessHandle.current().pid())));
        ports.forEach((part, port) -> {
            if (parts.contains(part)) {
                arguments.addAll(List.of("--" + part + "-port", Integer.toString(port)));
            }
        });
        var module = workplace.module("deploy/embedded/target");
        return new Program(
                name,
                List.of(
                        heap,
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        NO_HALF_DEAD,
                        METASPACE,
                        "-XX:ReservedCodeCacheSize=96m",
                        "--enable-native-access=ALL-UNNAMED"),
                jar(module.resolve("embedded.jar")) + ":" + jarsIn(module.resolve("lib")),
                "org.fengqiao.embedded.Embedded",
                arguments,
                Map.of(),
                workplace.logs().resolve(parts.size() == 1 ? name + "-process.log" : name + ".log"));
    }

    /**
     * A service.
     *
     * @param ports the ports that the services listen on
     * @param infrastructure what the infrastructure says about itself
     * @param publicKey verifies the tokens of its callers
     * @param issuer where the people who open its pages sign in
     */
    Program service(
            Service service,
            Map<Service, Integer> ports,
            Map<String, String> infrastructure,
            String publicKey,
            String issuer,
            boolean simulatedClock)
            throws IOException {
        var name = service.label();
        var port = Objects.requireNonNull(ports.get(service));
        var database = infrastructure.get(name + ".database");
        var address = infrastructure.get("postgres.host") + ":" + infrastructure.get("postgres.port") + "/" + database;
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + address);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + address);
        environment.put("QUARKUS_DATASOURCE_USERNAME", infrastructure.get(name + ".service.user"));
        environment.put("QUARKUS_DATASOURCE_PASSWORD", infrastructure.get(name + ".service.password"));
        environment.put("QUARKUS_FLYWAY_USERNAME", infrastructure.get(name + ".owner.user"));
        environment.put("QUARKUS_FLYWAY_PASSWORD", infrastructure.get(name + ".owner.password"));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.get("kafka.bootstrap"));
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", publicKey);
        environment.put("FENGQIAO_PAGES_ISSUER", issuer);
        ports.forEach((other, itsPort) -> {
            if (other != service) {
                environment.put("FENGQIAO_PAGES_OTHERS_" + other.name(), "http://localhost:" + itsPort + "/pages/");
            }
        });
        environment.put("QUARKUS_SWAGGER_UI_ENABLED", "true");
        environment.put("FENGQIAO_CLOCK_SIMULATED", Boolean.toString(simulatedClock));
        if (simulatedClock) {
            // A played year is a district's whole staff behind a handful of tokens, all at one address.
            List.of("PER_TOKEN", "PER_TOKEN_AT_ONCE", "PER_ADDRESS")
                    .forEach(rate -> environment.put("FENGQIAO_RATE_" + rate, "100000"));
        }
        if (service != Service.ANALYTICS) {
            var keys = infrastructure.get("postgres.host") + ":" + infrastructure.get("postgres.port") + "/"
                    + infrastructure.get("keys.database");
            environment.put("QUARKUS_DATASOURCE_KEYS_REACTIVE_URL", "postgresql://" + keys);
            environment.put("QUARKUS_DATASOURCE_KEYS_JDBC_URL", "jdbc:postgresql://" + keys);
            environment.put("QUARKUS_DATASOURCE_KEYS_USERNAME", infrastructure.get(name + ".keys.user"));
            environment.put("QUARKUS_DATASOURCE_KEYS_PASSWORD", infrastructure.get(name + ".keys.password"));
            environment.put("QUARKUS_FLYWAY_KEYS_USERNAME", infrastructure.get("keys.owner.user"));
            environment.put("QUARKUS_FLYWAY_KEYS_PASSWORD", infrastructure.get("keys.owner.password"));
            environment.put(
                    "FENGQIAO_KEYS_MASTER_KEY_FILE",
                    Secrets.masterKey(workplace.keys().resolve("master.key")).toString());
            environment.put(
                    "FENGQIAO_CHAIN_SECRET", Secrets.kept(workplace.keys().resolve("chain-secret-" + name)));
            environment.put(
                    "FENGQIAO_CHECKPOINTS_SIGNING_KEY_FILE",
                    workplace.keys().resolve("signing-key-" + name).toString());
        }
        if (service == Service.INTAKE) {
            environment.put(
                    "FENGQIAO_INTAKE_RECEIPT_CODE_SECRET",
                    Secrets.kept(workplace.keys().resolve("receipt-code-secret")));
            environment.put(
                    "FENGQIAO_DOCUMENTS_FOLDER",
                    workplace.data().resolve("documents").toString());
            environment.put("FENGQIAO_INTAKE_PUBLIC_ADDRESS", "http://localhost:" + port);
        }
        if (service == Service.MEDIATION) {
            environment.put(
                    "FENGQIAO_MEDIATION_LINK_CODE_SECRET",
                    Secrets.kept(workplace.keys().resolve("link-code-secret")));
        }
        return new Program(
                name,
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        NO_HALF_DEAD,
                        METASPACE,
                        "-XX:ReservedCodeCacheSize=64m",
                        // What the runner's manifest opens when it is started as a jar: without it no worker thread
                        // starts.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                jar(workplace.module(service.module()).resolve("target/quarkus-app/quarkus-run.jar"))
                        .toString(),
                "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint",
                List.of(),
                environment,
                workplace.logs().resolve(name + ".log"));
    }

    /** The people and the partner systems of a caseload; prints where {@code deploy/up} prints. */
    Program caseload(String profile) {
        var module = workplace.module("deploy/caseload/target");
        return new Program(
                "caseload",
                List.of(
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "-Dstdout.encoding=UTF-8",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-D" + Workplace.PROPERTY + "=" + workplace.root()),
                jar(module.resolve("caseload.jar")) + ":" + module.resolve("lib") + "/*",
                "org.fengqiao.caseload.Play",
                List.of("--patience", PATIENCE, profile),
                Map.of(),
                null);
    }

    /** This module's own jar, whose {@link WatchedProcess} starts every program. */
    Path ownJar() {
        return jar(workplace.module("deploy/local/target/local.jar"));
    }

    /** All jars of the folder in the order of their names: a class path that is the same each time. */
    private static String jarsIn(Path folder) {
        try (var jars = Files.list(folder)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private Path jar(Path jar) {
        if (!Files.exists(jar)) {
            throw new UserError("%s is missing. Build the project with ./mvnw -DskipTests package."
                    .formatted(workplace.checkout().relativize(jar)));
        }
        return jar;
    }
}

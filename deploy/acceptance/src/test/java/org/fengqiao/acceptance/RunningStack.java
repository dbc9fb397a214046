package org.fengqiao.acceptance;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.restassured.RestAssured;

/**
 * Stack as {@code deploy/up} runs it, but with data, keys and logs in a folder of its own, so that a stack already
 * running in this checkout is left alone.
 */
final class RunningStack implements AutoCloseable, BrowserDay.Stack {

    /** The services, by the names {@code deploy/up} calls them. */
    static final List<String> SERVICES = List.of("intake", "routing", "mediation", "petition", "analytics");

    /** The parts of the infrastructure, each in a process of its own, by the names {@code deploy/up} calls them. */
    static final List<String> INFRASTRUCTURE = List.of("kafka", "connect", "postgres");

    private static final Duration START = Duration.ofMinutes(4);
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";
    private static final Random RANDOM = new Random();

    private final Path root = Checkout.folder();
    private final Path workplace;
    private final Path console;
    private final Process up;
    private final Map<String, Integer> ports = new TreeMap<>();

    /**
     * Starts everything on free ports and, once it is ready, the caseload; returns at once.
     *
     * @param traces gets the spans of those calls whose callers want them kept
     */
    RunningStack(String caseload, Traces traces) throws IOException {
        workplace = Files.createTempDirectory("fengqiao-acceptance");
        for (var module : List.of(
                "deploy",
                "docs",
                "intake-service",
                "routing-service",
                "mediation-service",
                "petition-service",
                "analytics-service")) {
            Files.createSymbolicLink(workplace.resolve(module), root.resolve(module));
        }
        console = workplace.resolve("console.txt");
        var local = root.resolve("deploy/local/target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dfengqiao.home=" + workplace,
                "-cp",
                local.resolve("local.jar") + ":" + local.resolve("lib") + "/*",
                "org.fengqiao.local.Up",
                "--fresh",
                "--one-process-each",
                "--caseload",
                caseload));
        for (var service : SERVICES) {
            ports.put(service, freePort(ports.values()));
            command.addAll(List.of("--port", service + "=" + ports.get(service)));
        }
        var starting = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        // For every process of the stack: most of the test is their starts, with which the second compiler would
        // compete.
        starting.environment().put("JDK_JAVA_OPTIONS", QUICK_START);
        starting.environment()
                .putAll(Map.of(
                        "QUARKUS_OTEL_SDK_DISABLED", "false",
                        "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0.0",
                        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint()));
        up = starting.start();
    }

    /**
     * A port that is free, and below those which systems give to outgoing connections: it is listened on half a minute
     * later.
     */
    private static int freePort(Collection<Integer> chosen) throws IOException {
        while (true) {
            var port = RANDOM.nextInt(15_000, 32_768);
            if (!chosen.contains(port)) {
                try (var _ = new ServerSocket(port)) {
                    return port;
                } catch (BindException _) {
                    // Taken: another one.
                }
            }
        }
    }

    /** What was printed so far. */
    String printed() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until this was printed. */
    void awaitPrinted(String text, Duration patience) {
        await(text).atMost(patience).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!up.isAlive() && !printed().contains(text)) {
                throw new AssertionError("deploy/up ended:\n" + printed());
            }
            return printed().contains(text);
        });
    }

    /** Waits until all services are ready for the first time. */
    void awaitReady() {
        awaitPrinted("everything is ready", START);
    }

    private Properties notes(String file) {
        var notes = new Properties();
        try (var in = Files.newBufferedReader(workplace.resolve(".fengqiao/run").resolve(file))) {
            notes.load(in);
            return notes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a service. */
    @Override
    public String address(String service) {
        return "http://localhost:" + ports.get(service);
    }

    /** Where Kafka's clients begin. */
    String kafka() {
        return notes("infrastructure.properties").getProperty("kafka.bootstrap");
    }

    /** A JDBC URL, with user and password, of the database of a service as the superuser. */
    String superuserJdbcUrl(String service) {
        var notes = notes("infrastructure.properties");
        return "jdbc:postgresql://%s:%s/%s?user=%s&password=%s"
                .formatted(
                        notes.getProperty("postgres.host"),
                        notes.getProperty("postgres.port"),
                        notes.getProperty(service + ".database"),
                        notes.getProperty("postgres.superuser"),
                        notes.getProperty("postgres.superuser.password"));
    }

    /** What {@code deploy/verify --everything} prints, and its exit code behind that. */
    String verifyEverything() throws IOException, InterruptedException {
        return run("verification", "org.fengqiao.verification.Verify", "--everything");
    }

    /**
     * What {@code deploy/fuzz} prints, and its exit code behind that.
     *
     * @param patience for each answer, while the machine may have other work
     */
    String fuzz(int calls, Duration patience) throws IOException, InterruptedException {
        return run(
                "caseload",
                "org.fengqiao.caseload.fuzz.Fuzz",
                "--calls",
                Integer.toString(calls),
                "--within",
                Long.toString(patience.toSeconds()));
    }

    /** What {@code deploy/caseload/play} prints about a log, and its exit code behind that. */
    String replay(Path log, Path mapping, String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("--log", log.toString(), "--mapping", mapping.toString()));
        arguments.addAll(List.of(options));
        return run("caseload", "org.fengqiao.caseload.Play", arguments.toArray(String[]::new));
    }

    /**
     * What {@code deploy/partner check} prints from a partner's side, and its exit code behind that.
     *
     * @param time the time in which the stack lives
     * @param patience for each answer, while the machine may have other work
     */
    String checkAs(String partner, String time, Duration patience) throws IOException, InterruptedException {
        return run(
                "conformance",
                "org.fengqiao.conformance.PartnerCommand",
                "check",
                "--partner",
                partner,
                "--time",
                time,
                "--patience",
                Long.toString(patience.toSeconds()));
    }

    /** What {@code deploy/casectl} prints, and its exit code behind that. */
    String casectl(String... arguments) throws IOException, InterruptedException {
        return run("control", "org.fengqiao.control.Casectl", arguments);
    }

    /** {@code deploy/casectl} as a process that is not started yet. */
    ProcessBuilder casectlProcess(String... arguments) {
        return new ProcessBuilder(command("control", "org.fengqiao.control.Casectl", arguments));
    }

    private String run(String module, String main, String... arguments) throws IOException, InterruptedException {
        var running = new ProcessBuilder(command(module, main, arguments))
                .redirectErrorStream(true)
                .start();
        var printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed + "exit code " + running.waitFor();
    }

    private List<String> command(String module, String main, String... arguments) {
        var target = root.resolve("deploy").resolve(module).resolve("target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                QUICK_START,
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dfengqiao.home=" + workplace,
                "-cp",
                target.resolve(module + ".jar") + ":" + target.resolve("lib") + "/*",
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Where everything of the installation is: data, keys, logs. */
    Path folder() {
        return workplace.resolve(".fengqiao");
    }

    /** The process id of a part at this moment. */
    long processOf(String part) {
        return Long.parseLong(notes("stack.properties").getProperty(part + ".pid"));
    }

    /** Kills a part as a power cut would, and waits until it was started again; it may not be ready yet. */
    void killAndAwaitRestart(String part) {
        var killed = processOf(part);
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        await(part + " is started again").atMost(START).until(() -> processOf(part) != killed);
    }

    /** Waits until every service says that it, and what it needs, is ready. */
    void awaitAllReady() {
        await("all are ready")
                .atMost(START)
                // Nobody answers at the port of a service that is just starting.
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(() -> SERVICES.stream()
                        .allMatch(service -> RestAssured.get(address(service) + "/q/health/ready")
                                        .statusCode()
                                == 200));
    }

    /** The address of a service as the documentation has it, without its scheme. */
    static String usualAddress(String service) {
        return "localhost:" + (8081 + SERVICES.indexOf(service));
    }

    /** What a shell runs for {@code deploy/token} in this installation. */
    String tokenCommand() {
        return tokenMaker().stream().map("'%s'"::formatted).collect(Collectors.joining(" "));
    }

    private List<String> tokenMaker() {
        var local = root.resolve("deploy/local/target");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dfengqiao.home=" + workplace,
                "-cp",
                local.resolve("local.jar") + ":" + local.resolve("lib") + "/*",
                "org.fengqiao.local.Token");
    }

    /** A token of this role, made as a person makes one. */
    @Override
    public String token(String role) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(tokenMaker());
        arguments.addAll(List.of("--role", role));
        var command = new ProcessBuilder(arguments).start();
        var token = new String(command.getInputStream().readAllBytes()).strip();
        if (command.waitFor() != 0) {
            throw new AssertionError(new String(command.getErrorStream().readAllBytes()));
        }
        return token;
    }

    @Override
    public void close() throws IOException {
        up.destroy();
        var ended = up.onExit().completeOnTimeout(up, 30, TimeUnit.SECONDS).join();
        if (ended.isAlive()) {
            ended.destroyForcibly().onExit().join();
        }
        keepLogs();
        try (var files = Files.walk(workplace)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Copies what was logged to where the next run of the test replaces it: why a test failed stands there only. */
    private void keepLogs() throws IOException {
        var kept = Files.createDirectories(root.resolve("deploy/acceptance/target/whole-stack"));
        Files.copy(console, kept.resolve(console.getFileName()), REPLACE_EXISTING);
        try (var logs = Files.list(workplace.resolve(".fengqiao/logs"))) {
            for (var log : logs.filter(Files::isRegularFile).toList()) {
                Files.copy(log, kept.resolve(log.getFileName()), REPLACE_EXISTING);
            }
        }
    }
}

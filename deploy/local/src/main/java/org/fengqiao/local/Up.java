package org.fengqiao.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code deploy/up}: the whole of Fengqiao on this machine, until Ctrl-C. */
@Command(
        name = "deploy/up",
        mixinStandardHelpOptions = true,
        description = "Builds what is not built, starts PostgreSQL, Kafka, Connect and the five services,"
                + " says where everything is, and keeps it running until Ctrl-C.",
        footer = {
            "",
            "Examples:",
            "  deploy/up                                     start and keep running",
            "  deploy/up --fresh --caseload small            from nothing, with a hundred cases to look at",
            "  deploy/up --fresh --caseload kundulun-2024 --exit   the year 2024 of a district, then stop",
            "  deploy/up --fresh --caseload small --exit --learn"
                    + "   teach the virtual machines, so that later starts are quick",
            "  deploy/up --port intake=9081                  when port 8081 is taken"
        })
public final class Up implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--fresh", description = "throw the data of earlier runs away first")
    private boolean fresh;

    @Option(
            names = "--caseload",
            paramLabel = "NAME",
            description = "play this profile once everything is ready (deploy/caseload/play --help lists them);"
                    + " the services then live in the simulated time of the profile")
    private @Nullable String caseload;

    @Option(names = "--exit", description = "stop when the caseload is done; the exit code is the caseload's")
    private boolean exit;

    @Option(
            names = "--simulated",
            description = "let the services live in a simulated time that is set over HTTP (PUT /simulated-clock)")
    private boolean simulated;

    @Option(
            names = "--one-process-each",
            description =
                    "run PostgreSQL, Kafka and Connect in a process each instead of one for all, so that each can be"
                            + " watched or killed alone; takes about 150 MiB more")
    private boolean oneProcessEach;

    @Option(
            names = "--port",
            paramLabel = "NAME=NUMBER",
            description = "another port for a service (intake 8081, routing 8082, mediation 8083, petition 8084,"
                    + " analytics 8085) or a fixed one for postgres, kafka, connect or sign-in, which take free ones;"
                    + " repeat it for more")
    private Map<String, Integer> ports = new LinkedHashMap<>();

    @Option(
            names = "--learn",
            description = "keep what the virtual machines learn in this run (classes, and which methods are worth"
                    + " compiling), so that later runs of this build start in half the time and are fast at"
                    + " once; stopping takes about half a minute longer")
    private boolean learn;

    @Option(
            names = "--free-ports",
            description = "take free ports for services that --port does not name, instead of the usual ones")
    private boolean freePorts;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description =
                    "keep data, keys and logs in FOLDER/.fengqiao instead of this checkout, beside what runs there;"
                            + " not with --caseload")
    private @Nullable Path home;

    /** The name of the sign-in among the ports. */
    private static final String SIGN_IN = "sign-in";

    private Workplace workplace = Workplace.ofThisRun();
    private final Clock clock = Clock.systemUTC();

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new Up()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (exit && caseload == null) {
            throw new ParameterException(
                    spec.commandLine(), "--exit goes with --caseload: it stops when the caseload is done.");
        }
        if (home != null) {
            if (caseload != null) {
                throw new ParameterException(spec.commandLine(), "--caseload plays in the checkout: leave --home out.");
            }
            workplace = workplace.in(home);
        }
        requireProfile();
        var servicePorts = servicePorts();
        var partPorts = partPorts();
        Ports.requireDifferent(wanted(servicePorts, partPorts));
        workplace.prepare();
        try (var channel = FileChannel.open(workplace.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var lock = holdWorkplace(channel);
            var console = Console.of(spec.commandLine().getOut());
            var stack = new Stack(workplace, new Experience(workplace.experience(), learn), console, clock);
            var code = run(stack, console, servicePorts, partPorts);
            lock.release();
            return code;
        }
    }

    private int run(Stack stack, Console console, Map<Service, Integer> servicePorts, Map<String, Integer> partPorts)
            throws IOException, InterruptedException {
        var started = clock.instant();
        stack.dealWithLeftovers();
        Ports.requireFree(wanted(servicePorts, partPorts));
        if (fresh) {
            workplace.throwDataAway();
        }
        var simulatedClock = simulated || caseload != null;
        keepOneKindOfTime(simulatedClock);
        putOldLogsAside();

        var stopping = new Thread(() -> {
            console.done();
            console.line("stopping …");
            stack.stop();
        });
        Runtime.getRuntime().addShutdownHook(stopping);
        stack.noteSelf();
        var endpoints = stack.startInfrastructure(partPorts, oneProcessEach);
        var keys = TokenKeys.keptIn(workplace.keys());
        // It ends with this process.
        var signIn = SignInServer.start(
                ports.getOrDefault(SIGN_IN, 0), new Tokens(keys, clock), servicePorts.values(), clock);
        stack.startServices(servicePorts, endpoints, keys.publicKey(), signIn.issuer(), simulatedClock);
        console.line("everything is ready after %s s".formatted(stack.noteReady(started)));
        console.line("");
        overview(servicePorts, endpoints, simulatedClock).forEach(console::line);

        var over = new CompletableFuture<Integer>();
        if (caseload != null) {
            var playing = stack.startCaseload(caseload);
            var _ = playing.onExit().thenAccept(ended -> {
                if (exit) {
                    over.complete(ended.exitValue());
                } else {
                    console.line("");
                    console.line(
                            ended.exitValue() == 0
                                    ? "Everything keeps running, in the simulated time at the caseload's end;"
                                            + " Ctrl-C stops it."
                                    : "The caseload failed. Everything keeps running; Ctrl-C stops it.");
                }
            });
        }
        var _ = stack.broken().thenAccept(message -> {
            console.line(message);
            over.complete(CommandLines.FAILED);
        });
        return over.join();
    }

    private List<String> overview(
            Map<Service, Integer> servicePorts, Map<String, String> endpoints, boolean simulatedClock) {
        var lines = new ArrayList<String>();
        servicePorts.forEach(
                (service, port) -> lines.add("%-10s http://localhost:%d   try it at http://localhost:%d/q/swagger-ui"
                        .formatted(service.label(), port, port)));
        lines.add("%-10s http://localhost:%d/pages/, and at /pages/ of each service; one click per role"
                .formatted("pages", servicePorts.get(Service.ANALYTICS)));
        lines.add("%-10s %s:%s   databases intake, routing, mediation, petition, analytics; users and passwords in %s"
                .formatted(
                        "PostgreSQL",
                        endpoints.get("postgres.host"),
                        endpoints.get("postgres.port"),
                        workplace.root().relativize(workplace.infrastructureEndpoints())));
        lines.add("%-10s %s   topic case-events; <partner>.inbound, .outbound, .rejected"
                .formatted("Kafka", endpoints.get("kafka.bootstrap")));
        lines.add("%-10s %s".formatted("Connect", endpoints.get("connect.url")));
        lines.add("%-10s %s".formatted("logs", workplace.root().relativize(workplace.logs())));
        lines.add("%-10s deploy/token --role clerk   (--help lists the roles)".formatted("a token"));
        lines.add("%-10s deploy/status".formatted("how it is"));
        if (simulatedClock) {
            lines.add("%-10s simulated; it stands still until PUT /simulated-clock moves it".formatted("time"));
        }
        return lines;
    }

    private void requireProfile() {
        if (caseload == null) {
            return;
        }
        if (!Files.exists(workplace.module("deploy/caseload/profiles").resolve(caseload + ".yaml"))) {
            throw new UserError(
                    "There is no caseload \"%s\"; deploy/caseload/play --help lists them.".formatted(caseload));
        }
    }

    private static Map<String, Integer> wanted(Map<Service, Integer> servicePorts, Map<String, Integer> partPorts) {
        var wanted = new LinkedHashMap<String, Integer>();
        servicePorts.forEach((service, port) -> wanted.put(service.label(), port));
        wanted.putAll(partPorts);
        return wanted;
    }

    private Map<Service, Integer> servicePorts() {
        var chosen = new EnumMap<Service, Integer>(Service.class);
        var taken = new ArrayList<>(ports.values());
        for (var service : Service.values()) {
            var named = ports.get(service.label());
            var port = named != null ? named : freePorts ? Ports.free(taken) : service.usualPort();
            taken.add(port);
            chosen.put(service, port);
        }
        return chosen;
    }

    private Map<String, Integer> partPorts() {
        var chosen = new LinkedHashMap<String, Integer>();
        ports.forEach((name, port) -> {
            if (port < 1 || port > 65_535) {
                throw new ParameterException(spec.commandLine(), "%d is no port number.".formatted(port));
            }
            if (Programs.PARTS.contains(name) || name.equals(SIGN_IN)) {
                chosen.put(name, port);
            } else {
                Service.named(name);
            }
        });
        return chosen;
    }

    private FileLock holdWorkplace(FileChannel channel) throws IOException {
        var lock = channel.tryLock();
        if (lock == null) {
            throw new UserError("Fengqiao already runs in %s; deploy/stop stops it.".formatted(workplace.root()));
        }
        return lock;
    }

    /**
     * A log that jumps between the real and a simulated time would be of no use to anyone, so the data is of one kind.
     */
    private void keepOneKindOfTime(boolean simulatedClock) throws IOException {
        var note = workplace.data().resolve("time");
        var wanted = simulatedClock ? "simulated" : "real";
        if (Files.exists(note)) {
            var kept = Files.readString(note).strip();
            if (!kept.equals(wanted)) {
                throw new UserError(("The data kept here was recorded in %s time, and this run would be in %s time."
                                + " %s, or throw the data away with --fresh.")
                        .formatted(
                                kept,
                                wanted,
                                simulatedClock ? "Leave --simulated and --caseload out" : "Add --simulated"));
            }
        } else {
            Files.createDirectories(workplace.data());
            Files.writeString(note, wanted + System.lineSeparator());
        }
    }

    private void putOldLogsAside() throws IOException {
        try (var logs = Files.newDirectoryStream(workplace.logs(), "*.log")) {
            for (Path log : logs) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}

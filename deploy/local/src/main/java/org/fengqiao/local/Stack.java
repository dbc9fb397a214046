package org.fengqiao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The running parts of Fengqiao on this machine. Starts them in the order in which they need each other, starts those
 * again that die, and stops them: first the services, then the infrastructure, in less than ten seconds together.
 */
final class Stack implements Child.Listener {

    private static final Duration SERVICES_STOP = Duration.ofSeconds(4);
    private static final Duration INFRASTRUCTURE_STOPS = Duration.ofSeconds(5);
    /** Noting down what was learnt takes its time. */
    private static final Duration LEARNING_STOPS = Duration.ofSeconds(60);

    /** Time that a part of the infrastructure still gets if those before it took all of it. */
    private static final Duration LAST_GRACE = Duration.ofMillis(500);

    private static final Duration BETWEEN_LOOKS_AT_LIVENESS = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Time that a start may take before it is called off; a machine that is much slower than ours still makes it. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(15);

    private final Workplace workplace;
    private final Programs programs;
    private final Console console;
    private final Experience experience;
    private final InstantSource clock;
    private final Readiness readiness = new Readiness();
    private final Map<String, String> notes = new TreeMap<>();
    private final List<Child> services = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final List<Child> infrastructure = new ArrayList<>();

    Stack(Workplace workplace, Experience experience, Console console, InstantSource clock) {
        this.experience = experience;
        this.workplace = workplace;
        this.programs = new Programs(workplace);
        this.console = console;
        this.clock = clock;
    }

    /** Completed with what to tell the person when a part is beyond repair. */
    CompletableFuture<String> broken() {
        return broken;
    }

    /** Ends what a killed run has left behind, so that two never work on the same data. */
    void dealWithLeftovers() throws IOException, InterruptedException {
        if (Files.exists(workplace.runningStack())) {
            for (var left : RecordedProcess.allIn(PropertiesFile.read(workplace.runningStack()))) {
                var process = left.handle();
                if (process.isPresent()) {
                    console.line("Process %d (%s) is left over from a run that was killed; waiting for it to end."
                            .formatted(left.pid(), left.name()));
                    end(process.get());
                }
            }
        }
        Files.deleteIfExists(workplace.runningStack());
        forgetEndpoints();
    }

    private void forgetEndpoints() throws IOException {
        Files.deleteIfExists(workplace.infrastructureEndpoints());
        for (var part : Programs.PARTS) {
            Files.deleteIfExists(workplace.endpointsOf(part));
        }
    }

    private static void end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        var gone = process.onExit()
                .completeOnTimeout(
                        process, INFRASTRUCTURE_STOPS.toMillis() * 2, java.util.concurrent.TimeUnit.MILLISECONDS);
        gone.join();
        if (process.isAlive()) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /**
     * Starts PostgreSQL, the broker and Connect, and returns what they say about themselves once they are ready.
     *
     * @param ports fixed ports by part
     * @param oneProcessEach whether each is a process of its own
     */
    Map<String, String> startInfrastructure(Map<String, Integer> ports, boolean oneProcessEach)
            throws IOException, InterruptedException {
        for (var program : programs.infrastructure(ports, oneProcessEach)) {
            var child = new Child(program, programs.ownJar(), experience, clock, this);
            infrastructure.add(child);
            child.start();
            var endpoints = oneProcessEach && !program.name().equals("connect")
                    ? workplace.endpointsOf(program.name())
                    : workplace.infrastructureEndpoints();
            await(oneProcessEach ? program.name() : "PostgreSQL, Kafka and Connect", () -> Files.exists(endpoints));
        }
        return PropertiesFile.read(workplace.infrastructureEndpoints());
    }

    /**
     * Starts the five services at once and returns when each says that it is ready and the connectors carry its tables.
     */
    void startServices(
            Map<Service, Integer> ports,
            Map<String, String> endpoints,
            String publicKey,
            String issuer,
            boolean simulatedClock)
            throws IOException, InterruptedException {
        synchronized (notes) {
            ports.forEach((service, port) -> notes.put(service.label() + ".url", "http://localhost:" + port));
            notes.put("clock.simulated", Boolean.toString(simulatedClock));
        }
        for (var service : Service.values()) {
            var program = programs.service(service, ports, endpoints, publicKey, issuer, simulatedClock);
            var child = new Child(program, programs.ownJar(), experience, clock, this);
            services.add(child);
            child.start();
        }
        Thread.ofVirtual().name("liveness").start(() -> watchLiveness(ports));
        var waitedFor = EnumSet.allOf(Service.class);
        await("services", () -> {
            waitedFor.removeIf(service -> isReady(URI.create("http://localhost:" + ports.get(service))));
            console.progress(
                    "waiting for " + waitedFor.stream().map(Service::label).toList());
            return waitedFor.isEmpty();
        });
        var connect = URI.create(endpoints.get("connect.url"));
        await("connectors", () -> connectorsRun(connect));
    }

    /** A service that says that it is not alive is started anew. Ends with the services' stop. */
    private void watchLiveness(Map<Service, Integer> ports) {
        try {
            while (!stopping) {
                Thread.sleep(BETWEEN_LOOKS_AT_LIVENESS);
                for (var child : List.copyOf(services)) {
                    var port = ports.get(Service.named(child.program().name()));
                    var why = readiness.whyNotAlive(URI.create("http://localhost:" + port));
                    if (!why.isEmpty() && !stopping) {
                        startAnew(child, String.join("; ", why));
                    }
                }
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAnew(Child child, String why) {
        switch (child.notAlive()) {
            case FreshStarts.Verdict.Now() -> {
                console.line("%s says that it is not alive and is started anew: %s"
                        .formatted(child.program().name(), why));
                child.startAnew();
            }
            case FreshStarts.Verdict.PutOff(var starts, var pause) ->
                console.line(
                        ("%s still says that it is not alive: %s. %s did not help, so it goes on as it is for %d s."
                                        + " deploy/status says where it is stuck, docs/operations.md what to do.")
                                .formatted(
                                        child.program().name(),
                                        why,
                                        starts == 1 ? "A new start" : starts + " new starts",
                                        pause.toSeconds()));
            case FreshStarts.Verdict.AsSaid() -> {
                // It is told once for each start.
            }
        }
    }

    private boolean isReady(URI service) {
        try {
            return readiness.ofService(service).ready();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean connectorsRun(URI connect) {
        try {
            // Analytics publishes nothing, so it has no connector.
            return readiness.ofConnectors(connect, Service.values().length - 1).ready();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void await(String what, BooleanSupplier ready) throws InterruptedException {
        var started = clock.instant();
        while (!ready.getAsBoolean()) {
            var waited = Duration.between(started, clock.instant());
            if (broken.isDone()) {
                throw new UserError(broken.join());
            }
            if (waited.compareTo(START_PATIENCE) > 0) {
                throw new UserError("%s did not become ready within %d s. Is the machine busy? The logs are in %s."
                        .formatted(what, START_PATIENCE.toSeconds(), workplace.logs()));
            }
            console.progress("starting %s … %d s".formatted(what, waited.toSeconds()));
            Thread.sleep(BETWEEN_LOOKS);
        }
        console.done();
        console.line("%-30s ready after %.1f s"
                .formatted(what, Duration.between(started, clock.instant()).toMillis() / 1000.0));
    }

    /** Starts the caseload as a process; it is not started again when it ends. */
    Process startCaseload(String profile) throws IOException {
        return programs.caseload(profile).process(programs.ownJar(), List.of()).start();
    }

    /** Stops everything that runs. */
    void stop() {
        stopping = true;
        try {
            var stops = services.stream()
                    .map(child -> Thread.ofPlatform()
                            .start(() -> stop(child, experience.learning() ? LEARNING_STOPS : SERVICES_STOP)))
                    .toList();
            for (var thread : stops) {
                thread.join();
            }
            var stoppedBy = clock.instant().plus(experience.learning() ? LEARNING_STOPS : INFRASTRUCTURE_STOPS);
            for (var part : infrastructure.reversed()) {
                var left = Duration.between(clock.instant(), stoppedBy);
                stop(part, left.compareTo(LAST_GRACE) > 0 ? left : LAST_GRACE);
            }
            // A server whose parent had to be killed is nobody's child any more, and would go on.
            var database = ProcessMemory.postgres(workplace.data());
            if (database.isPresent()) {
                end(database.get());
            }
            if (experience.learning()) {
                keepExperience();
            }
            Files.deleteIfExists(workplace.runningStack());
            forgetEndpoints();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private void keepExperience() throws IOException, InterruptedException {
        for (var child :
                Stream.concat(services.stream(), infrastructure.stream()).toList()) {
            var name = child.program().name();
            console.progress("keeping what %s learnt …".formatted(name));
            try {
                experience.keep(child.program(), programs.ownJar());
            } catch (UserError nothing) {
                console.line(nothing.getMessage());
            }
        }
        console.done();
        console.line("What the virtual machines learnt is kept in %s; the next start uses it."
                .formatted(workplace.root().relativize(workplace.experience())));
    }

    private static void stop(Child child, Duration grace) {
        try {
            child.stop(grace);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes that this run holds the workplace. */
    void noteSelf() {
        note(RecordedProcess.of("up", ProcessHandle.current()));
    }

    private void note(RecordedProcess process) {
        synchronized (notes) {
            process.noteIn(notes);
            try {
                PropertiesFile.write(workplace.runningStack(), notes);
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }

    @Override
    public void started(Child child, ProcessHandle process) {
        note(RecordedProcess.of(child.program().name(), process));
    }

    @Override
    public void died(Child child, int exitCode, Duration hadRun, Duration pause, int inVain) {
        console.line("%s died (exit code %d) after %d s and is started again in %.1f s%s; its log is %s"
                .formatted(
                        child.program().name(),
                        exitCode,
                        hadRun.toSeconds(),
                        pause.toMillis() / 1000.0,
                        inVain == 0 ? "" : ", ever later, since %d starts in a row did not help".formatted(inVain),
                        child.program().log()));
    }

    @Override
    public void givenUp(Child child, int exitCode, int timesInARow) {
        var message = ("%s died %d times in a row at once (exit code %d last), so it is not started again."
                        + " The end of its log %s:%n%s")
                .formatted(
                        child.program().name(),
                        timesInARow,
                        exitCode,
                        child.program().log(),
                        endOf(child.program().log()));
        broken.complete(message);
    }

    private static String endOf(@org.jspecify.annotations.Nullable Path log) {
        if (log == null || !Files.exists(log)) {
            return "(nothing was printed)";
        }
        try (var lines = Files.lines(log)) {
            var all = lines.toList();
            return String.join(System.lineSeparator(), all.subList(Math.max(0, all.size() - 15), all.size()));
        } catch (IOException exception) {
            return "(its log can't be read: " + exception.getMessage() + ")";
        }
    }

    /** Notes how long the start took, and says it in seconds. */
    String noteReady(Instant began) throws IOException {
        var took = "%.1f".formatted(Duration.between(began, clock.instant()).toMillis() / 1000.0);
        synchronized (notes) {
            notes.put("ready.seconds", took);
            PropertiesFile.write(workplace.runningStack(), notes);
        }
        return took;
    }
}

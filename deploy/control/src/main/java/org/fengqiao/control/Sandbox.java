package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Service;
import org.fengqiao.local.TokenKeys;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/**
 * A system of its own in a folder of its own, run by {@code deploy/up}. What keeps its effects inside:
 *
 * <ul>
 *   <li>Services know one broker, that of the sandbox, which listens on this machine alone. Whatever they send to
 *       partners ends on its topics.
 *   <li>Time is simulated, in which no service hands a message to people to anybody.
 *   <li>Nothing of the environment or the folder from which it is started reaches the services: no gateway, no bucket
 *       for documents, no collector of traces, whatever is configured there for the real ones.
 *   <li>Tokens are of a key pair of its own: they open nothing outside, and none of outside opens it.
 * </ul>
 *
 * Not thread-safe.
 */
final class Sandbox implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Topics from which services learn what others recorded. */
    private static final String TOPIC = "case-events";

    /** Settings of the machine that a program needs. Everything else may be somebody's configuration of services. */
    private static final Set<String> OF_THE_MACHINE =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "JAVA_HOME");

    private final Workplace workplace;
    private final boolean kept;
    private final Thread atTheEnd = new Thread(this::end);
    private @Nullable Process up;

    private Sandbox(Workplace workplace, boolean kept) {
        this.workplace = workplace;
        this.kept = kept;
    }

    /**
     * Begins one.
     *
     * @param checkout whose build runs
     * @param folder is kept; null for a temporary one that goes at the end
     * @throws UserError if there is something in the folder
     */
    static Sandbox begin(Workplace checkout, @Nullable Path folder) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (folder == null) {
            var temporary = Files.createTempDirectory("fengqiao-sandbox", ownerOnly);
            return begun(new Sandbox(checkout.in(temporary), false));
        }
        if (Files.exists(folder)) {
            try (var there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new UserError("%s is not empty. Name a new folder.".formatted(folder));
                }
            }
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (!Files.exists(folder)) {
            Files.createDirectory(folder, ownerOnly);
        }
        return begun(new Sandbox(checkout.in(folder), true));
    }

    private static Sandbox begun(Sandbox sandbox) throws IOException {
        Runtime.getRuntime().addShutdownHook(sandbox.atTheEnd);
        sandbox.workplace.prepare();
        return sandbox;
    }

    /** Returns the folder in whose {@code .fengqiao} it is. */
    Path folder() {
        return workplace.root();
    }

    /** Returns options by which verbs find it. */
    SystemOptions options() {
        return SystemOptions.of(folder());
    }

    /**
     * Makes its data from a backup.
     *
     * @param keys where the copies of keys are; null if they are in the backup
     */
    void restore(Path backup, @Nullable OffsetDateTime asOf, @Nullable Path keys)
            throws IOException, InterruptedException {
        KeyFiles.copy(keys == null ? backup.resolve("keys") : keys, workplace.keys());
        TokenKeys.forget(workplace.keys());
        // Restored data begins in a folder that is not there.
        Files.delete(workplace.data());
        var arguments = new ArrayList<>(List.of(
                "--from",
                backup.toAbsolutePath().toString(),
                "--data",
                workplace.data().toString(),
                "--new-ports",
                "--simulated"));
        if (asOf != null) {
            arguments.addAll(List.of("--as-of", asOf.toString()));
        }
        var log = folder().resolve("restore.txt");
        var exit = fenced(DataFolderProgram.process(new Workplace(workplace.checkout()), "Restore", arguments), log)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new UserError("The backup could not be restored: %s".formatted(endOf(log)));
        }
    }

    /** Starts it, and waits until it is ready. */
    void start() throws IOException, InterruptedException {
        var local = workplace.checkout().resolve("deploy/local/target");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-D" + Workplace.PROPERTY + "=" + workplace.checkout(),
                "-cp",
                local.resolve("local.jar") + ":" + local.resolve("lib") + "/*",
                // Ends with this command, however that ends.
                "org.fengqiao.local.WatchedProcess",
                "org.fengqiao.local.Up",
                "--home",
                folder().toString(),
                "--free-ports",
                "--simulated");
        var log = folder().resolve("up.txt");
        var started = fenced(new ProcessBuilder(command), log).start();
        up = started;
        var until = System.nanoTime() + START.toNanos();
        while (LocalStack.find(workplace)
                .filter(stack -> !stack.secondsToReady().isEmpty())
                .isEmpty()) {
            if (!started.isAlive() || System.nanoTime() > until) {
                throw new UserError("The sandbox did not start: %s".formatted(endOf(log)));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** Returns the process with nothing of this one's configuration, in a folder without any. */
    ProcessBuilder fenced(ProcessBuilder process, Path log) {
        process.environment().keySet().retainAll(OF_THE_MACHINE);
        return process.directory(folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private static String endOf(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    /**
     * Has the services take a log as what they recorded themselves: time stands at its end, nobody reads while it is
     * written, and the tables of their views are made of it.
     */
    void fill(LogImport log) throws IOException, InterruptedException {
        var options = options();
        var calls = options.calls(List.of("operator"));
        var last = String.valueOf(log.last());
        var reading = EnumSet.noneOf(Service.class);
        for (var service : Service.values()) {
            calls.put(URI.create(options.of(service) + "/simulated-clock"), Map.of("now", last));
            if (say(calls, options, service, "pause")) {
                reading.add(service);
            }
        }
        log.commit();
        for (var service : Service.values()) {
            if (service != Service.ANALYTICS) {
                var refoldings = Refoldings.of(options, service);
                refoldings.requireDone(refoldings.end(refoldings.begin("REBUILD", List.of(), "filled from a log")));
            }
        }
        for (var service : reading) {
            say(calls, options, service, "resume");
        }
    }

    private static boolean say(Calls calls, SystemOptions options, Service service, String what)
            throws IOException, InterruptedException {
        try {
            calls.post(
                    URI.create("%s/positions/%s/%s".formatted(options.of(service), TOPIC, what)),
                    Map.of("reason", "the sandbox is filled from a log"),
                    null);
            return true;
        } catch (Refused refused) {
            if (refused.code().equals("kernel.topic-not-read")) {
                return false;
            }
            throw refused;
        }
    }

    /** Waits until it ends by itself or this command is ended; returns its exit code. */
    int awaitEnd() throws InterruptedException {
        return up == null ? 0 : up.waitFor();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException _) {
            // This process is ending already.
        }
    }

    private synchronized void end() {
        if (up != null) {
            up.destroy();
            try {
                if (!up.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                    up.destroyForcibly().waitFor();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        if (!kept && Files.exists(folder())) {
            try (var files = Files.walk(folder())) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException left) {
                System.err.println("%s could not be removed whole: %s".formatted(folder(), left.getMessage()));
            }
        }
    }
}

package org.fengqiao.embedded;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program: starts the parts it is asked for, tells where they are, and runs until it is told to stop. */
@Command(
        name = "embedded",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs PostgreSQL, a Kafka broker and Kafka Connect with Debezium, with a database for each service,",
            "the topics, and the connectors: each is registered once its service has made the publication.",
            "All of them in this process, or some: several processes may share a data folder.",
            ""
        },
        footer = {"", "Recommended: java -Xmx384m -XX:+UseSerialGC. Stops on SIGTERM."})
public final class Embedded implements Callable<Integer> {

    private static final int COULD_NOT_START = 1;

    /** Location of the data. */
    static final class Data {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Keep the data, ports and passwords in this folder.")
        @Nullable
        Path folder;

        @Option(names = "--throwaway", description = "Keep nothing: the data is deleted at the end.")
        boolean throwaway;
    }

    @ArgGroup(multiplicity = "1")
    private Data data = new Data();

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            defaultValue = "postgres,kafka,connect",
            description = "What to run: postgres, kafka, connect; by default all three.")
    private Set<Part> parts = EnumSet.noneOf(Part.class);

    @Option(
            names = "--endpoints",
            paramLabel = "FILE",
            description = "Written when all parts are ready: addresses, users and passwords, as properties.")
    private @Nullable Path endpoints;

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "By default a free one, kept with the data.")
    private @Nullable Integer postgresPort;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "By default a free one, kept with the data.")
    private @Nullable Integer kafkaPort;

    @Option(names = "--connect-port", paramLabel = "PORT", description = "By default a free one, kept with the data.")
    private @Nullable Integer connectPort;

    @Option(names = "--logs", paramLabel = "DIR", description = "Folder for details; by default in the data folder.")
    private @Nullable Path logs;

    @Option(names = "--parent-pid", paramLabel = "PID", description = "Stop when this process is gone.")
    private @Nullable Long parentPid;

    @Spec
    private @Nullable CommandSpec command;

    /** Made by {@link #main}. */
    private Embedded() {}

    /**
     * Runs until it is told to stop; the exit code is 0 after an orderly end, 1 if it could not start, 2 for bad
     * options.
     */
    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Embedded());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, told, _) -> {
            if (failure instanceof Trouble) {
                told.getErr().println(failure.getMessage());
            } else {
                failure.printStackTrace(told.getErr());
            }
            return COULD_NOT_START;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = dataFolder();
        var closer = new Closer(data.throwaway ? folder : null);
        Runtime.getRuntime().addShutdownHook(new Thread(closer::close, "stop"));
        var details = (logs == null ? folder.resolve("logs") : logs).toAbsolutePath();
        Files.createDirectories(details);
        // Read by the logging when its first logger is made, which is after this.
        System.setProperty("fengqiao.logs", details.toString());
        System.setProperty(
                "fengqiao.log", parts.size() == 1 ? parts.iterator().next().key() : "embedded");

        watchParent();
        var installation = openInstallation(folder);
        start(installation, details, closer);
        if (endpoints != null) {
            Endpoints.write(installation, endpoints);
        }
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private Path dataFolder() throws IOException {
        if (data.folder != null) {
            return data.folder.toAbsolutePath();
        }
        Leftovers.sweepThrowaways(this::say);
        return Leftovers.newThrowaway();
    }

    private Installation openInstallation(Path folder) {
        if (Files.exists(folder.resolve(Restore.UNFINISHED))) {
            throw new Trouble("A restore into %s was not finished. Run it again: it begins anew.".formatted(folder));
        }
        parts.forEach(part -> Installation.claim(folder, part));
        // Before ports are looked at: a server without its parent still holds the port that its folder remembers.
        if (parts.contains(Part.POSTGRES)) {
            Leftovers.stopOrphan(folder.resolve(Part.POSTGRES.key()), this::say);
        }
        var fixed = new EnumMap<Part, Integer>(Part.class);
        putIfGiven(fixed, Part.POSTGRES, postgresPort);
        putIfGiven(fixed, Part.KAFKA, kafkaPort);
        putIfGiven(fixed, Part.CONNECT, connectPort);
        return Installation.open(folder, parts, fixed);
    }

    private static void putIfGiven(Map<Part, Integer> ports, Part part, @Nullable Integer port) {
        if (port != null) {
            ports.put(part, port);
        }
    }

    /** The database and the broker at once, then Connect, which needs both. */
    private void start(Installation installation, Path details, Closer closer) throws InterruptedException {
        try (var starting = Executors.newCachedThreadPool()) {
            var first = new ArrayList<Callable<RunningPart>>();
            if (parts.contains(Part.POSTGRES)) {
                first.add(() -> closer.closeLater(
                        ready(Part.POSTGRES, PostgresServer.start(installation, details, this::say))));
            }
            if (parts.contains(Part.KAFKA)) {
                first.add(() -> closer.closeLater(ready(Part.KAFKA, KafkaBroker.start(installation))));
            }
            for (var started : starting.invokeAll(first)) {
                started.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Trouble trouble ? trouble : new IllegalStateException(failed.getCause());
        }
        if (parts.contains(Part.CONNECT)) {
            closer.closeLater(ready(Part.CONNECT, ConnectWorker.start(installation, this::say)));
        }
    }

    private RunningPart ready(Part part, RunningPart running) {
        say("%s is ready at %s".formatted(part.title(), running.where()));
        return running;
    }

    private void watchParent() {
        if (parentPid != null) {
            ProcessHandle.of(parentPid)
                    .orElseThrow(() -> new Trouble("There is no process %d to follow.".formatted(parentPid)))
                    .onExit()
                    .thenRun(() -> System.exit(CommandLine.ExitCode.OK));
        }
    }

    private void say(String line) {
        PrintWriter out = command == null
                ? new PrintWriter(System.out, true)
                : command.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** Stops what was started, the last first, and deletes what is to be thrown away. */
    private static final class Closer {

        private final List<RunningPart> running = new ArrayList<>();
        private final @Nullable Path throwaway;
        private boolean closed;

        Closer(@Nullable Path throwaway) {
            this.throwaway = throwaway;
        }

        synchronized RunningPart closeLater(RunningPart part) {
            if (closed) {
                part.close();
            }
            running.add(part);
            return part;
        }

        synchronized void close() {
            closed = true;
            for (var part : running.reversed()) {
                try {
                    part.close();
                } catch (RuntimeException failed) {
                    System.err.println("Not stopped in order: " + failed);
                }
            }
            if (throwaway != null) {
                try {
                    Folders.delete(throwaway);
                } catch (IOException failed) {
                    System.err.println("%s could not be deleted: %s".formatted(throwaway, failed));
                }
            }
        }
    }
}

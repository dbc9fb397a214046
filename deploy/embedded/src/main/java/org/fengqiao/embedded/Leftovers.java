package org.fengqiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Leftovers of a killed run: a PostgreSQL server without its parent, a pid file, folders that were to be thrown
 * away.
 */
final class Leftovers {

    /** Prefix of the name of a folder that is deleted at the end, under the system's folder for temporary files. */
    static final String THROWAWAY = "fengqiao-embedded-";

    private static final String IN_USE = "in-use.lock";
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(15);
    private static final Duration KILLED = Duration.ofSeconds(5);

    private Leftovers() {}

    /** Marks a folder as used by this process, for as long as it lives. */
    static Path newThrowaway() throws IOException {
        var folder = Files.createTempDirectory(THROWAWAY);
        HeldLocks.take(folder.resolve(IN_USE));
        return folder;
    }

    /** Stops and deletes what earlier runs should have thrown away. */
    static void sweepThrowaways(Announcements announcements) throws IOException {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, THROWAWAY + "*")) {
            for (var folder : folders) {
                // Without the mark it is just being made.
                if (Files.isWritable(folder) && Files.exists(folder.resolve(IN_USE)) && isAbandoned(folder)) {
                    announcements.say("Removing what an earlier run left in " + folder);
                    stopOrphan(folder.resolve(Part.POSTGRES.key()), announcements);
                    Folders.delete(folder);
                }
            }
        }
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder.resolve(IN_USE), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        }
    }

    /** Stops a PostgreSQL server that still runs on this data although its parent is gone, and forgets its pid file. */
    static void stopOrphan(Path data, Announcements announcements) {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
            var orphan = ProcessHandle.of(pid).filter(Leftovers::isPostgres);
            if (orphan.isPresent()) {
                announcements.say("Stopping PostgreSQL (pid %d), which a killed run left on %s".formatted(pid, data));
                stop(orphan.get());
            } else {
                announcements.say("PostgreSQL was not stopped in order the last time; it recovers %s".formatted(data));
            }
            // A pid that another program has by now would keep the server from starting.
            Files.deleteIfExists(pidFile);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .flatMap(Leftovers::fileName)
                .filter("postgres"::equals)
                .isPresent();
    }

    private static Optional<String> fileName(Path command) {
        return Optional.ofNullable(command.getFileName()).map(Path::toString);
    }

    private static void stop(ProcessHandle server) throws IOException {
        // SIGINT is PostgreSQL's fast shutdown; Java itself only sends SIGTERM, which waits for every client to leave.
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                .inheritIO()
                .start();
        if (!endsWithin(server, FAST_SHUTDOWN)) {
            server.destroyForcibly();
            if (!endsWithin(server, KILLED)) {
                throw new Trouble("PostgreSQL (pid %d) can't be stopped.".formatted(server.pid()));
            }
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted while PostgreSQL was stopping.", interrupted);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program that copies a data folder while it is used: databases, passwords, documents. Topics follow from them. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies the databases, passwords and documents of a data folder while everything runs. Topics are not",
            "copied: they are made again from the databases. With --log, PostgreSQL also copies its write-ahead log",
            "from then on, so that any later moment can be restored.",
            ""
        })
public final class Backup implements Callable<Integer> {

    /** Name of the file that a complete base backup has, written last. */
    static final String NOTE = "backup.properties";

    static final String LOG = "log";
    static final String DOCUMENTS = "documents";
    static final String SETTINGS = "installation.properties";

    private static final int FAILED = 1;

    /** Folders whose contents a server makes anew; PostgreSQL's manual on base backups names them. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "epg-lock", "current_logfiles");

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
    private Path data = Path.of("");

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "Where backups are kept.")
    private Path to = Path.of("");

    @Option(names = "--log", description = "Have the write-ahead log copied from now on, until --end-log.")
    private boolean log;

    @Option(
            names = "--log-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "The age at which a piece of log is copied although it is not full; ${DEFAULT-VALUE}.")
    private int logEvery;

    @Option(names = "--end-log", description = "Copy nothing; have the log copied no more.")
    private boolean endLog;

    private final Clock clock = Clock.systemUTC();

    private Backup() {}

    /** Runs the program; the exit code is 0 when the backup is complete, 1 if it could not be made. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Does what {@link #main} does, and returns the exit code. */
    static int execute(String... arguments) {
        var commandLine = new CommandLine(new Backup());
        commandLine.setExecutionExceptionHandler((failure, told, _) -> {
            told.getErr().println(failure instanceof Trouble ? failure.getMessage() : failure.toString());
            return FAILED;
        });
        return commandLine.execute(arguments);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (!Files.exists(data.resolve(SETTINGS))) {
            throw new Trouble("There is no data folder %s.".formatted(data));
        }
        var installation = Installation.open(data, EnumSet.noneOf(Part.class), Map.of());
        try (var superuser = PostgresServer.connect(installation, "postgres")) {
            if (endLog) {
                LogArchive.end(superuser);
                say("The log is copied no more.");
                return CommandLine.ExitCode.OK;
            }
            Files.createDirectories(to);
            OwnerOnly.folder(to);
            if (log) {
                requireArchiving(superuser);
                new LogArchive(to.resolve(LOG)).begin(superuser, logEvery);
            }
            base(installation, superuser);
        }
        return CommandLine.ExitCode.OK;
    }

    private static void requireArchiving(Connection superuser) throws SQLException {
        if (!text(superuser, "show archive_mode").equals("on")) {
            throw new Trouble("PostgreSQL was started without archive_mode. Stop the system and start it again.");
        }
    }

    private void base(Installation installation, Connection superuser) throws IOException, SQLException {
        var began = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var folder = to.resolve("base-" + began.toString().replace(":", ""));
        var server = folder.resolve(Part.POSTGRES.key());
        Files.createDirectories(server);
        OwnerOnly.folder(server);
        // What the copy needs of the log must not be removed before it is copied; the slot goes with this connection.
        text(superuser, "select pg_create_physical_replication_slot('backup', true, true)::text");
        var first = text(superuser, "select pg_walfile_name(pg_backup_start('fengqiao', fast => true))");
        var source = installation.dataOf(Part.POSTGRES);
        var bytes = copy(source, server);
        String last;
        try (var statement = superuser.createStatement();
                var stopped = statement.executeQuery("select pg_walfile_name(lsn), labelfile, spcmapfile from"
                        + " pg_backup_stop(wait_for_archive => false)")) {
            stopped.next();
            last = stopped.getString(1);
            Files.writeString(server.resolve("backup_label"), stopped.getString(2));
            if (!stopped.getString(3).isBlank()) {
                throw new Trouble("The server has tablespaces, which are not copied.");
            }
        }
        text(superuser, "select pg_switch_wal()::text");
        bytes += copyLog(source.resolve("pg_wal"), server.resolve("pg_wal"), first, last);
        Files.copy(data.resolve(SETTINGS), folder.resolve(SETTINGS), StandardCopyOption.COPY_ATTRIBUTES);
        if (Files.exists(data.resolve(DOCUMENTS))) {
            bytes += copy(data.resolve(DOCUMENTS), folder.resolve(DOCUMENTS));
        }
        var ended = clock.instant();
        var note = new Properties();
        note.setProperty("began", began.toString());
        note.setProperty("ended", ended.toString());
        note.setProperty("server", text(superuser, "show server_version"));
        note.setProperty("log", Boolean.toString(log));
        note.setProperty("bytes", Long.toString(bytes));
        OwnerOnly.replace(folder.resolve(NOTE), note);
        say("%s: %,d MB in %d s%s"
                .formatted(
                        folder,
                        bytes / 1_000_000,
                        ChronoUnit.SECONDS.between(began, ended),
                        log ? "; the log is copied every %d s".formatted(logEvery) : ""));
    }

    /** Returns the bytes copied. What disappears meanwhile is in the log, or was nothing to keep. */
    private static long copy(Path from, Path into) throws IOException {
        var bytes = new long[1];
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                var target = into.resolve(from.relativize(folder).toString());
                Files.createDirectories(target);
                OwnerOnly.folder(target);
                var name = folder.getFileName().toString();
                return EMPTIED.contains(name) || name.startsWith("pgsql_tmp")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(
                                file,
                                into.resolve(from.relativize(file).toString()),
                                StandardCopyOption.COPY_ATTRIBUTES);
                        bytes[0] += attributes.size();
                    } catch (NoSuchFileException _) {
                        // A table that was dropped, a file of Kafka's that was removed.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return bytes[0];
    }

    /** Copies the segments from the first to the last one, both included. */
    private static long copyLog(Path from, Path into, String first, String last) throws IOException {
        Files.createDirectories(into);
        OwnerOnly.folder(into);
        var bytes = 0L;
        try (var segments = Files.newDirectoryStream(from, "????????????????????????")) {
            for (var segment : segments) {
                var name = segment.getFileName().toString();
                if (name.compareTo(first) >= 0 && name.compareTo(last) <= 0) {
                    Files.copy(segment, into.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                    bytes += Files.size(segment);
                }
            }
        }
        if (!Files.exists(into.resolve(first)) || !Files.exists(into.resolve(last))) {
            throw new Trouble("The server's log from %s to %s is not there any more.".formatted(first, last));
        }
        return bytes;
    }

    /** Returns the newest complete base backup in a folder that ended by then; empty if there is none. */
    static Optional<Path> newest(Path folder, @Nullable Instant by) throws IOException {
        try (var bases = Files.newDirectoryStream(folder, "base-*")) {
            var complete = new ArrayList<Path>();
            for (var base : bases) {
                if (Files.exists(base.resolve(NOTE))
                        && (by == null || !note(base, "ended").isAfter(by))) {
                    complete.add(base);
                }
            }
            return complete.stream()
                    .max(Comparator.comparing(base -> base.getFileName().toString()));
        }
    }

    private static Instant note(Path base, String key) throws IOException {
        return Instant.parse(notes(base).getProperty(key));
    }

    /** Returns what is noted about a base backup. */
    static Properties notes(Path base) throws IOException {
        var notes = new Properties();
        try (var reader = Files.newBufferedReader(base.resolve(NOTE))) {
            notes.load(reader);
        }
        return notes;
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return String.valueOf(found.getString(1));
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}

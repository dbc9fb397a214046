package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program that makes a data folder from a backup: databases as they were at one moment, empty brokers with topics
 * made again from them, new slots from which connectors go on, and positions at the new topics' first record. It ends
 * when everything is there; then the system is started as ever.
 */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a data folder from a backup: as of the backup's end, or as of a later moment that its log reaches.",
            "The folder must not be there. If it fails or is killed, run it again: it begins anew.",
            ""
        })
public final class Restore implements Callable<Integer> {

    /** Name of the file that a folder has until it is whole. Nothing starts over such a folder but another restore. */
    static final String UNFINISHED = "restore-unfinished";

    private static final int FAILED = 1;

    private static final Duration RECOVERY = Duration.ofHours(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Option(names = "--from", paramLabel = "DIR", required = true, description = "Where backups are kept.")
    private Path from = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder to make.")
    private Path data = Path.of("");

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "The moment in real time, such as 2026-11-30T09:15:00+08:00; the last one if not given.")
    private @Nullable OffsetDateTime asOf;

    @Option(
            names = "--new-ports",
            description = "Take free ports instead of those of the copied system, which may be running.")
    private boolean newPorts;

    @Option(
            names = "--simulated",
            description = "The services of the copy will live in a simulated time: it begins at the last event.")
    private boolean simulated;

    private Restore() {}

    /** Runs the program; the exit code is 0 when the folder is whole, 1 if it could not be made. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Does what {@link #main} does, and returns the exit code. */
    static int execute(String... arguments) {
        var commandLine = new CommandLine(new Restore());
        commandLine.setExecutionExceptionHandler((failure, told, _) -> {
            if (failure instanceof Trouble) {
                told.getErr().println(failure.getMessage());
            } else {
                failure.printStackTrace(told.getErr());
            }
            return FAILED;
        });
        return commandLine.execute(arguments);
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (Files.exists(data) && !isEmpty(data) && !Files.exists(data.resolve(UNFINISHED))) {
            throw new Trouble("%s is there already. Move it away first: nothing in it is overwritten.".formatted(data));
        }
        var moment = asOf == null ? null : asOf.toInstant();
        var base = Backup.newest(from, moment)
                .orElseThrow(() -> new Trouble("There is no complete backup in %s%s."
                        .formatted(from, moment == null ? "" : " that ended by " + moment)));
        var parts = EnumSet.of(Part.POSTGRES, Part.KAFKA);
        parts.forEach(part -> Installation.claim(data, part));
        beginAnew();
        var logs = data.resolve("logs").toAbsolutePath();
        Files.createDirectories(logs);
        System.setProperty("fengqiao.logs", logs.toString());
        System.setProperty("fengqiao.log", "restore");
        copy(base);
        var recovers = prepareRecovery(base, moment);
        var installation = Installation.open(data, parts, Map.of());
        try (var database = started(installation, logs, moment)) {
            say("%s, %s".formatted(base.getFileName(), recovered(installation, recovers)));
            Databases.renewSlots(name -> PostgresServer.connect(installation, name));
            if (simulated) {
                beginTimeAtTheLastEvent(installation);
            }
            try (var broker = KafkaBroker.start(installation)) {
                var records = new Republishing(installation).publish();
                say("topics: %,d records made again".formatted(records));
                beginPositions(installation);
                var _ = broker.where();
            }
            var _ = database.where();
        }
        Files.delete(data.resolve(UNFINISHED));
        say("%s is whole. Start the system, then make a new backup.".formatted(data));
        return CommandLine.ExitCode.OK;
    }

    /** Removes what a restore that was killed has left, its server included, and marks the folder as not whole. */
    private void beginAnew() throws IOException {
        if (Files.exists(data.resolve(UNFINISHED))) {
            say("Beginning anew: an earlier restore into %s was not finished.".formatted(data));
            Leftovers.stopOrphan(data.resolve(Part.POSTGRES.key()), Restore::say);
            try (var left = Files.newDirectoryStream(data, file -> !isLock(file) && !file.endsWith(UNFINISHED))) {
                for (var one : left) {
                    Folders.delete(one);
                }
            }
        } else {
            Files.createFile(data.resolve(UNFINISHED));
        }
    }

    /** Returns whether there is nothing in a folder but what is held while it is used. */
    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.allMatch(Restore::isLock);
        }
    }

    private static boolean isLock(Path file) {
        return file.getFileName().toString().endsWith(".lock");
    }

    private void copy(Path base) throws IOException {
        Files.createDirectories(data);
        OwnerOnly.folder(data);
        Folders.copy(base.resolve(Part.POSTGRES.key()), data.resolve(Part.POSTGRES.key()));
        if (Files.exists(base.resolve(Backup.DOCUMENTS))) {
            Folders.copy(base.resolve(Backup.DOCUMENTS), data.resolve(Backup.DOCUMENTS));
        }
        Files.copy(base.resolve(Backup.SETTINGS), data.resolve(Backup.SETTINGS), StandardCopyOption.COPY_ATTRIBUTES);
        if (newPorts) {
            Installation.forgetPorts(data);
        }
        Files.createFile(data.resolve("postgres.prepared"));
    }

    /** Says where the server finds the log; without a log it recovers to the end of its backup by itself. */
    private boolean prepareRecovery(Path base, @Nullable Instant moment) throws IOException {
        var server = data.resolve(Part.POSTGRES.key());
        var settings = server.resolve("postgresql.auto.conf");
        // Of the copied system: it may run, and what this one copies would stand beside its own.
        var kept = Files.readAllLines(settings).stream()
                .filter(line -> !line.startsWith("archive_") && !line.startsWith("recovery_target"))
                .filter(line -> !line.startsWith("restore_command"))
                .toList();
        Files.write(settings, kept);
        append(settings, "archive_command = '%s'".formatted(LogArchive.NOWHERE));
        var log = from.resolve(Backup.LOG);
        if (!Files.exists(log)) {
            if (moment != null) {
                throw new Trouble("%s has no log, so only the end of the backup can be restored: leave out --as-of."
                        .formatted(from));
            }
            return false;
        }
        append(
                settings,
                "restore_command = '%s'"
                        .formatted(new LogArchive(log).restoreCommand().replace("'", "''")));
        if (moment != null) {
            // Abbreviations of zones, "Z" too, are not known to the server so early.
            append(
                    settings,
                    "recovery_target_time = '%s'".formatted(moment.toString().replace("Z", "+00")));
            append(settings, "recovery_target_action = 'promote'");
        }
        Files.createFile(server.resolve("recovery.signal"));
        return true;
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    }

    private PostgresServer started(Installation installation, Path logs, @Nullable Instant moment) {
        try {
            return PostgresServer.start(installation, logs, Restore::say);
        } catch (Trouble trouble) {
            throw moment == null
                    ? trouble
                    : new Trouble(
                            "%s Does the log reach %s? If not, name an earlier moment, or none."
                                    .formatted(trouble.getMessage(), moment),
                            trouble);
        }
    }

    /** Waits until the server has recovered, and returns as of when it is, in words. */
    private static String recovered(Installation installation, boolean recovers)
            throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            try (var superuser = PostgresServer.connect(installation, "postgres");
                    var statement = superuser.createStatement();
                    var state = statement.executeQuery("select pg_is_in_recovery(), pg_last_xact_replay_timestamp()")) {
                state.next();
                if (!state.getBoolean(1)) {
                    var last = state.getObject(2, OffsetDateTime.class);
                    if (recovers) {
                        for (var setting :
                                List.of("restore_command", "recovery_target_time", "recovery_target_action")) {
                            reset(superuser, setting);
                        }
                    }
                    return last == null ? "as of its end" : "as of the last commit at " + last.toInstant();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new Trouble("PostgreSQL did not recover within %s.".formatted(RECOVERY));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private static void reset(java.sql.Connection superuser, String setting) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("alter system reset " + setting);
        }
    }

    /**
     * Has every reader begin at the first record of the new topics, on record: what it has done before has no second
     * effect.
     */
    private static void beginPositions(Installation installation) throws SQLException, InterruptedException {
        var ids = topicIds(installation);
        for (var service : Installation.SERVICES) {
            try (var superuser = PostgresServer.connect(installation, service)) {
                if (!Databases.hasTable(superuser, "position_restart")) {
                    continue;
                }
                superuser.setAutoCommit(false);
                try (var restart = superuser.prepareStatement("""
                                insert into position_restart (restart_id, consumer, topic, kept_topic_id, topic_id,
                                  begins_from, positions, reason, actor_id, restarted_at)
                                select ?, consumer, topic, coalesce(min(topic_id), ''), ?, 'BEGINNING',
                                  string_agg(partition || ': ' || next_offset || ' -> 0', ', ' order by partition),
                                  'restored from a backup', 'casectl restore', now()
                                from position where topic = ? and consumer = ? group by consumer, topic""");
                        var move = superuser.prepareStatement(
                                "update position set next_offset = 0, topic_id = ? where topic = ?");
                        var kept = superuser.prepareStatement("select distinct consumer, topic from position");
                        var positions = kept.executeQuery()) {
                    while (positions.next()) {
                        var id = ids.get(positions.getString(2));
                        if (id != null) {
                            restart.setObject(1, UUID.randomUUID());
                            restart.setString(2, id);
                            restart.setString(3, positions.getString(2));
                            restart.setString(4, positions.getString(1));
                            restart.executeUpdate();
                            move.setString(1, id);
                            move.setString(2, positions.getString(2));
                            move.executeUpdate();
                        }
                    }
                }
                superuser.commit();
            }
        }
    }

    /** Sets the clocks of copies of real time; one that was simulated before goes on where it was. */
    private static void beginTimeAtTheLastEvent(Installation installation) throws SQLException {
        OffsetDateTime last = null;
        for (var service : Installation.PUBLISHING_SERVICES) {
            try (var superuser = PostgresServer.connect(installation, service);
                    var statement = superuser.createStatement()) {
                if (Databases.hasTable(superuser, "event")) {
                    try (var told = statement.executeQuery("select max(recorded_at) from event")) {
                        told.next();
                        var latest = told.getObject(1, OffsetDateTime.class);
                        last = last == null || (latest != null && latest.isAfter(last)) ? latest : last;
                    }
                }
            }
        }
        if (last == null) {
            return;
        }
        for (var service : Installation.SERVICES) {
            try (var superuser = PostgresServer.connect(installation, service)) {
                if (Databases.hasTable(superuser, "simulated_clock")) {
                    try (var statement = superuser.prepareStatement(
                            "insert into simulated_clock (instant) values (?) on conflict do nothing")) {
                        statement.setObject(1, last);
                        statement.executeUpdate();
                    }
                }
            }
        }
    }

    private static Map<String, String> topicIds(Installation installation) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", installation.kafkaBootstrap()))) {
            var listed = admin.listTopics().listings().get(1, TimeUnit.MINUTES);
            return listed.stream()
                    .collect(java.util.stream.Collectors.toMap(
                            topic -> topic.name(), topic -> topic.topicId().toString()));
        } catch (ExecutionException | java.util.concurrent.TimeoutException away) {
            throw new Trouble("Kafka did not tell its topics: " + away.getMessage(), away);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}

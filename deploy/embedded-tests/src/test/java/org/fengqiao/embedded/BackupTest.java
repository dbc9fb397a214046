package org.fengqiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal of the worst day: the data folder is lost while work goes on, and comes back from a backup. */
class BackupTest {

    private static final int WRITERS = 3;

    @TempDir
    private Path folder;

    @Test
    void afterTheDataFolderIsLostNothingThatWasCopiedIsMissingAndNothingComesTwice() throws Exception {
        var backups = folder.resolve("backups");
        Map<UUID, Long> copied;
        Instant moment;
        Map<UUID, Long> atMoment;
        List<ConsumerRecord<byte[], byte[]>> published;
        try (var writing = new Writing();
                var system = EmbeddedProcess.start(folder, "postgres,kafka,connect")) {
            var intake = new ServiceDatabase(system.endpoints(), "intake")
                    .withTables()
                    .withPublication();
            withPositions(intake);
            writing.begin(intake);
            writing.goOnFor(50);
            assertThat(run(Backup.class, "--data", data().toString(), "--to", backups.toString(), "--log"))
                    .contains("the log is copied every 60 s")
                    .endsWith("exit code 0");
            writing.goOnFor(50);
            try (var events = new CommittedRecords(system.endpoints().getProperty("kafka.bootstrap"), "case-events")) {
                writing.pause();
                writing.committed().forEach((caseId, version) -> events.ofKey(caseId, version.intValue()));
                published = events.all();
            }
            atMoment = writing.committed();
            moment = now(intake);
            writing.goOn();
            writing.goOnFor(50);
            copied = writing.committed();
            awaitCopied(intake);
            writing.goOnFor(20);

            system.kill();
            killServer();
            Folders.delete(data());
        }

        killedWhileItRestores(backups, "it copies", () -> Files.exists(data().resolve("postgres/PG_VERSION")));
        killedWhileItRestores(backups, "it makes topics again", this::recordsAreThere);
        assertThat(run(Restore.class, "--from", backups.toString(), "--data", data().toString()))
                .contains("Beginning anew", "records made again")
                .endsWith("exit code 0");

        try (var system = EmbeddedProcess.start(folder, "postgres,kafka,connect");
                var events = new CommittedRecords(system.endpoints().getProperty("kafka.bootstrap"), "case-events")) {
            var intake = new ServiceDatabase(system.endpoints(), "intake");
            var restored = versions(intake);
            copied.forEach((caseId, version) -> assertThat(restored.get(caseId)).isGreaterThanOrEqualTo(version));
            // Work goes on where it was, and what it records now comes as well, once.
            try (var service = intake.connect("service")) {
                for (var one : restored.entrySet()) {
                    ServiceDatabase.recordEvent(service, one.getKey(), one.getValue() + 1);
                }
            }
            restored.forEach((caseId, version) -> events.ofKey(caseId, version.intValue() + 1));
            var all = events.all();
            restored.forEach((caseId, version) -> assertThat(sequences(caseId, all))
                    .isEqualTo(LongStream.rangeClosed(1, version + 1).boxed().toList()));
            assertThatTheyAreTheSame(published, all);
            assertThat(positions(intake)).containsOnly("0 on the new topic, 7 on the old one on record");
        }

        var past = folder.resolve("past");
        assertThat(run(
                        Restore.class,
                        "--from",
                        backups.toString(),
                        "--data",
                        past.resolve("data").toString(),
                        "--new-ports",
                        "--simulated",
                        "--as-of",
                        moment.toString()))
                .endsWith("exit code 0");
        try (var system = EmbeddedProcess.start(past, "postgres")) {
            var intake = new ServiceDatabase(system.endpoints(), "intake");
            assertThat(versions(intake)).isEqualTo(atMoment);
            assertThat(simulatedTimeIsThatOfTheLastEvent(intake)).isTrue();
        }
    }

    @Test
    void aBackupThatWasNotFinishedIsNoneAndAFolderThatIsThereIsLeftAlone() throws Exception {
        var backups = folder.resolve("backups");
        Files.createDirectories(backups.resolve("base-2026-11-30T010203Z/postgres"));
        assertThat(run(Restore.class, "--from", backups.toString(), "--data", data().toString()))
                .contains("There is no complete backup")
                .endsWith("exit code 1");

        Files.createDirectories(data());
        Files.writeString(data().resolve("something"), "of somebody");
        assertThat(run(Restore.class, "--from", backups.toString(), "--data", data().toString()))
                .contains("is there already")
                .endsWith("exit code 1");
    }

    /** What it leaves is no system yet, and says so to whoever starts it. */
    private void killedWhileItRestores(Path backups, String what, Callable<Boolean> begun) throws Exception {
        var restoring = process(Restore.class, "--from", backups.toString(), "--data", data().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await(what)
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !restoring.isAlive() || begun.call());
        } finally {
            restoring.destroyForcibly().waitFor();
        }
        assertThat(data().resolve(Restore.UNFINISHED))
                .as("killed before it was done")
                .exists();
        var system = EmbeddedProcess.launch(folder, "--data", data().toString(), "--parts", "postgres");
        assertThat(system.awaitEnd()).isEqualTo(1);
        assertThat(system.output()).contains("was not finished. Run it again");
    }

    private boolean recordsAreThere() throws IOException {
        if (!Files.exists(data().resolve("kafka"))) {
            return false;
        }
        try (var files = Files.find(
                data().resolve("kafka"),
                3,
                (file, attributes) ->
                        attributes.size() > 0 && file.toString().matches(".*/case-events-[0-9]+/[0-9]+[.]log"))) {
            return files.findAny().isPresent();
        } catch (UncheckedIOException _) {
            // A file that the broker removed meanwhile.
            return false;
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** A server whose parent was killed goes on; a machine that is lost takes it along. */
    private void killServer() throws IOException {
        var pid = Long.parseLong(Files.readAllLines(data().resolve("postgres/postmaster.pid"))
                .getFirst()
                .trim());
        ProcessHandle.of(pid).ifPresent(server -> {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
            server.onExit().join();
        });
    }

    /** Runs a program as a process of its own; returns what it printed, and its exit code. */
    private static String run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        var process = process(program, arguments).start();
        var printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return printed + "exit code " + process.exitValue();
    }

    private static ProcessBuilder process(Class<?> program, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static Instant now(ServiceDatabase database) throws SQLException {
        try (var superuser = database.connectAsSuperuser();
                var statement = superuser.createStatement();
                var told = statement.executeQuery("select clock_timestamp()")) {
            told.next();
            return told.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** What was committed by now is copied when the segment that it is in has been. */
    private static void awaitCopied(ServiceDatabase database) throws SQLException {
        try (var superuser = database.connectAsSuperuser();
                var statement = superuser.createStatement()) {
            String segment;
            try (var told = statement.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
                told.next();
                segment = told.getString(1);
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                try (var told = statement.executeQuery("select last_archived_wal from pg_stat_archiver")) {
                    told.next();
                    return told.getString(1) != null && told.getString(1).compareTo(segment) >= 0;
                }
            });
        }
    }

    private static void withPositions(ServiceDatabase database) throws SQLException {
        try (var owner = database.connect("owner");
                var statement = owner.createStatement()) {
            statement.execute("""
                    create table position (consumer text, topic text, partition int, next_offset bigint,
                      topic_id text);
                    create table position_restart (restart_id uuid, consumer text, topic text, kept_topic_id text,
                      topic_id text, begins_from text, positions text, reason text, actor_id text,
                      restarted_at timestamptz);
                    create table simulated_clock (only_row boolean primary key default true, instant timestamptz);
                    insert into position values ('intake', 'case-events', 0, 7, 'of-the-topic-that-was')""");
        }
    }

    private static List<String> positions(ServiceDatabase database) throws SQLException {
        try (var superuser = database.connectAsSuperuser();
                var statement = superuser.createStatement();
                var told = statement.executeQuery("""
                        select p.next_offset || ' on the '
                          || case when p.topic_id = r.topic_id then 'new' else 'old' end || ' topic, '
                          || split_part(split_part(r.positions, ': ', 2), ' ', 1) || ' on the old one on record'
                        from position p join position_restart r on r.kept_topic_id = 'of-the-topic-that-was'""")) {
            var found = new ArrayList<String>();
            while (told.next()) {
                found.add(told.getString(1));
            }
            return found;
        }
    }

    private static boolean simulatedTimeIsThatOfTheLastEvent(ServiceDatabase database) throws SQLException {
        try (var superuser = database.connectAsSuperuser();
                var statement = superuser.createStatement();
                var told = statement.executeQuery(
                        "select (select instant from simulated_clock) = max(recorded_at) from event")) {
            told.next();
            return told.getBoolean(1);
        }
    }

    private static Map<UUID, Long> versions(ServiceDatabase database) throws SQLException {
        try (var superuser = database.connectAsSuperuser();
                var statement = superuser.createStatement();
                var told = statement.executeQuery("select case_id, max(version) from event group by 1")) {
            var found = new ConcurrentHashMap<UUID, Long>();
            while (told.next()) {
                found.put(told.getObject(1, UUID.class), told.getLong(2));
            }
            return found;
        }
    }

    private static List<Long> sequences(UUID caseId, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> CommittedRecords.text(record.key()).equals(caseId.toString()))
                .map(record -> Long.valueOf(CommittedRecords.headers(record).get("ce_sequence")))
                .toList();
    }

    /** Records that were made again are those of the connector, byte for byte, in the same partitions. */
    private static void assertThatTheyAreTheSame(
            List<ConsumerRecord<byte[], byte[]>> published, List<ConsumerRecord<byte[], byte[]>> again) {
        var byId = again.stream().collect(Collectors.toMap(BackupTest::id, BackupTest::content));
        assertThat(published).isNotEmpty();
        assertThat(published.stream()
                        .filter(record -> !content(record).equals(byId.get(id(record))))
                        .limit(3)
                        .map(record -> content(record) + " is now " + byId.get(id(record))))
                .isEmpty();
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return CommittedRecords.headers(record).get("ce_id");
    }

    private static List<Object> content(ConsumerRecord<byte[], byte[]> record) {
        return List.of(
                record.partition(),
                CommittedRecords.text(record.key()),
                CommittedRecords.text(record.value()),
                CommittedRecords.headers(record));
    }

    /** Services at work, each on a case of its own, until the database is gone. */
    private static final class Writing implements AutoCloseable {

        private final Map<UUID, Long> committed = new ConcurrentHashMap<>();
        private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        private volatile boolean stopped;
        private volatile boolean paused;
        private final Object turn = new Object();

        void begin(ServiceDatabase database) {
            for (var writer = 0; writer < WRITERS; writer++) {
                writers.submit(() -> write(database));
            }
        }

        private void write(ServiceDatabase database) {
            var caseId = UUID.randomUUID();
            var version = 0L;
            try (var service = database.connect("service")) {
                while (!stopped) {
                    synchronized (turn) {
                        if (!paused) {
                            ServiceDatabase.recordEvent(service, caseId, ++version);
                            committed.put(caseId, version);
                        }
                    }
                    Thread.sleep(4);
                }
            } catch (SQLException gone) {
                // The day has come.
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        void pause() {
            synchronized (turn) {
                paused = true;
            }
        }

        void goOn() {
            synchronized (turn) {
                paused = false;
            }
        }

        Map<UUID, Long> committed() {
            synchronized (turn) {
                return Map.copyOf(committed);
            }
        }

        void goOnFor(int events) {
            var until = sum() + events;
            await().atMost(Duration.ofSeconds(60)).until(() -> sum() >= until);
        }

        private long sum() {
            return committed().values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public void close() {
            stopped = true;
            writers.shutdownNow();
        }
    }
}

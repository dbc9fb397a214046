package org.fengqiao.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping, and what a killed run leaves behind. */
class RunningTest {

    @TempDir
    private Path folder;

    @Test
    void theDatabaseThatAKilledRunLeftRunningIsStoppedAndItsDataIsFoundAtTheSameAddress()
            throws SQLException, IOException {
        var caseId = UUID.randomUUID();
        var killed = EmbeddedProcess.start(folder, "postgres");
        var intake = new ServiceDatabase(killed.endpoints(), "intake").withTables();
        try (var service = intake.connect("service")) {
            ServiceDatabase.recordEvent(service, caseId, 1);
        }
        var orphan = orphan();
        killed.kill();
        assertThat(orphan.isAlive())
                .as("PostgreSQL outlives the process that started it")
                .isTrue();

        try (var again = EmbeddedProcess.start(folder, "postgres")) {
            assertThat(again.output()).contains("Stopping PostgreSQL (pid %d)".formatted(orphan.pid()));
            assertThat(orphan.isAlive()).isFalse();
            assertThat(again.endpoints()).isEqualTo(killed.endpoints());
            try (var service = intake.connect("service");
                    var events = service.createStatement().executeQuery("select case_id from event")) {
                assertThat(events.next()).isTrue();
                assertThat(events.getObject(1, UUID.class)).isEqualTo(caseId);
            }
        }
    }

    @Test
    void aServerThatWasKilledTooRecoversItsData() throws SQLException, IOException {
        var caseId = UUID.randomUUID();
        var killed = EmbeddedProcess.start(folder, "postgres");
        var intake = new ServiceDatabase(killed.endpoints(), "intake").withTables();
        try (var service = intake.connect("service")) {
            ServiceDatabase.recordEvent(service, caseId, 1);
        }
        var orphan = orphan();
        killed.kill();
        orphan.destroyForcibly();
        orphan.onExit().join();

        try (var again = EmbeddedProcess.start(folder, "postgres");
                var service = intake.connect("service");
                var events = service.createStatement().executeQuery("select case_id from event")) {
            assertThat(again.output()).contains("was not stopped in order the last time");
            assertThat(events.next()).isTrue();
            assertThat(events.getObject(1, UUID.class)).isEqualTo(caseId);
        }
    }

    /** As with tasks of Connect: the successor of one that was cut off writes all of it again (KAFKA-20734). */
    @Test
    void whatWasWrittenInATransactionThatTheBrokersDeathCutOffIsNeverRead() {
        var cutOff = UUID.randomUUID();
        var complete = UUID.randomUUID();
        var killed = EmbeddedProcess.start(folder, "kafka");
        var bootstrap = killed.endpoints().getProperty("kafka.bootstrap");
        var predecessor = transactionalProducer(bootstrap);
        try {
            writeToEveryPartition(predecessor, cutOff);
            killed.kill();
        } finally {
            predecessor.close(Duration.ZERO);
        }

        try (var _ = EmbeddedProcess.start(folder, "kafka");
                var successor = transactionalProducer(bootstrap);
                var events = new CommittedRecords(bootstrap, "case-events")) {
            var written = writeToEveryPartition(successor, complete);
            successor.commitTransaction();

            events.ofKey(complete, written);
            assertThat(events.all())
                    .extracting(record -> CommittedRecords.text(record.key()))
                    .hasSize(written)
                    .containsOnly(complete.toString());
        }
    }

    private static KafkaProducer<byte[], byte[]> transactionalProducer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "task-0",
                        // Has run out before the broker is back.
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        1000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Begins a transaction and returns how many records of that key the broker has taken in it. */
    private static int writeToEveryPartition(KafkaProducer<byte[], byte[]> producer, UUID key) {
        producer.initTransactions();
        producer.beginTransaction();
        var partitions = producer.partitionsFor("case-events");
        partitions.forEach(partition -> producer.send(new ProducerRecord<>(
                partition.topic(), partition.partition(), key.toString().getBytes(UTF_8), "{}".getBytes(UTF_8))));
        producer.flush();
        return partitions.size();
    }

    private ProcessHandle orphan() throws IOException {
        var pid = Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow();
    }

    @Test
    void aTakenPortIsOneLineAndAnExitCode() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var refused = EmbeddedProcess.launch(
                    folder, "--throwaway", "--kafka-port", Integer.toString(taken.getLocalPort()));
            assertThat(refused.awaitEnd()).isEqualTo(1);
            // Before it, it may have told of what an earlier run left to be thrown away.
            assertThat(refused.output().lines().toList().getLast())
                    .isEqualTo("Port %d for Kafka is taken by another program.".formatted(taken.getLocalPort()));
        }
    }

    @Test
    void dataOfANewerKafkaIsOneLineAndAnExitCode() throws Exception {
        var data = Files.createDirectories(folder.resolve("data/kafka"));
        Files.createFile(data.resolve("meta.properties"));
        var newer = (short) (MetadataVersion.LATEST_PRODUCTION.featureLevel() + 1);
        new BootstrapDirectory(data.toString())
                .writeBinaryFile(BootstrapMetadata.fromVersion(MetadataVersion.LATEST_PRODUCTION, "a test")
                        .copyWithFeatureRecord(MetadataVersion.FEATURE_NAME, newer));

        var refused =
                EmbeddedProcess.launch(folder, "--data", folder.resolve("data").toString(), "--parts", "kafka");
        assertThat(refused.awaitEnd()).isEqualTo(1);
        assertThat(refused.output().lines())
                .containsExactly("The data in %s is of a newer Kafka: use another folder.".formatted(data));
    }

    @Test
    void whatOneProcessWillThrowAwayNoOtherOneDoesWhileItLives() throws Exception {
        try (var first = EmbeddedProcess.launch(folder, "--throwaway", "--parts", "postgres")
                .awaitReady()) {
            first.collectGarbage();
            try (var second = EmbeddedProcess.launch(folder, "--throwaway", "--parts", "postgres")
                    .awaitReady()) {
                assertThat(second.output()).doesNotContain("Stopping PostgreSQL");
            }
            try (var connection = new ServiceDatabase(first.endpoints(), "intake").connect("service")) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void onePartOfAFolderIsRunByOneProcess() {
        try (var first = EmbeddedProcess.start(folder, "postgres");
                var second = EmbeddedProcess.launch(
                        folder, "--data", folder.resolve("data").toString(), "--parts", "postgres")) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output().lines())
                    .containsExactly(
                            "Another process already runs PostgreSQL on %s.".formatted(folder.resolve("data")));
            assertThat(first.output()).contains("PostgreSQL is ready");
        }
    }

    @Test
    void itStopsInOrderAndLeavesNothingToThrowAway() throws Exception {
        var running = EmbeddedProcess.launch(
                folder, "--throwaway", "--logs", folder.resolve("logs").toString());
        running.awaitReady();
        var throwaway = dataFolderOf(running);
        assertThat(throwaway).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(running.endpointsFile())))
                .isEqualTo("rw-------");
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, running.endpoints().getProperty("kafka.bootstrap")))) {
            assertThat(admin.listTopics().names().get())
                    .contains("case-events", "police.inbound", "petition-office.outbound", "procuratorate.rejected");
        }
        running.stop();
        // Connect first: without a broker it could not end, and the database would wait for it.
        assertThat(Files.readString(folder.resolve("logs/embedded.log")))
                .containsSubsequence("Herder stopped", "Kafka Connect stopped", "[BrokerServer id=1] shutting down")
                .as("Connect's own hook would race with this order")
                .doesNotContain("[connect-shutdown-hook]");
        assertThat(throwaway).doesNotExist();
        var intake = new ServiceDatabase(running.endpoints(), "intake");
        assertThatThrownBy(() -> intake.connect("owner")).isInstanceOf(SQLException.class);
    }

    private static Path dataFolderOf(EmbeddedProcess running) throws SQLException {
        var intake = new ServiceDatabase(running.endpoints(), "intake");
        try (var superuser = intake.connectAsSuperuser();
                var setting = superuser.createStatement().executeQuery("select current_setting('data_directory')")) {
            setting.next();
            return Path.of(setting.getString(1)).getParent();
        }
    }

    @Test
    void itEndsWithTheProcessThatItFollows() throws Exception {
        var followed = new ProcessBuilder("sleep", "600").start();
        var follower = EmbeddedProcess.launchFollowing(followed.toHandle(), folder, "--throwaway", "--parts", "kafka");
        follower.awaitReady();
        followed.destroyForcibly();
        assertThat(follower.awaitEnd()).isZero();
    }
}

package org.fengqiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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

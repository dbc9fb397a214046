package org.fengqiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.embedded.Installation.Role;

/** The preparation of a server and brokers that run already. */
class SetupTest {

    private static final int FAILED = 1;

    @TempDir
    private Path folder;

    @Test
    void itMayBeRepeatedSetsThePasswordsInTheFilesAndMakesNoSlotBehindEvents() throws IOException, SQLException {
        try (var running = EmbeddedProcess.start(folder, "postgres,kafka")) {
            var endpoints = running.endpoints();
            writeSecrets(endpoints);
            var intake = new ServiceDatabase(endpoints, "intake").withTables();

            assertThat(setup(endpoints)).isZero();

            var server = "jdbc:postgresql://%s:%s/"
                    .formatted(endpoints.getProperty("postgres.host"), endpoints.getProperty("postgres.port"));
            // The password in the file, not the one that the server was made with.
            try (var service = DriverManager.getConnection(server + "intake", "intake_service", "intake-service-new")) {
                assertThat(service.isValid(1)).isTrue();
            }

            try (var superuser = DriverManager.getConnection(
                            server + "intake", "postgres", endpoints.getProperty("postgres.superuser.password"));
                    var statement = superuser.createStatement()) {
                statement.execute("select pg_drop_replication_slot('intake')");
                assertThat(setup(endpoints))
                        .as("a slot behind the events of %s that are there", intake)
                        .isEqualTo(FAILED);
                assertThat(statement
                                .executeQuery("select 1 from pg_replication_slots where slot_name = 'intake'")
                                .next())
                        .isFalse();
            }
        }
    }

    private int setup(Properties endpoints) {
        return Setup.execute(
                "--postgres",
                endpoints.getProperty("postgres.host") + ":" + endpoints.getProperty("postgres.port"),
                "--kafka",
                endpoints.getProperty("kafka.bootstrap"),
                "--replicas",
                "1",
                "--secrets",
                folder.resolve("secrets").toString());
    }

    private void writeSecrets(Properties endpoints) throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        secret("postgres-superuser", endpoints.getProperty("postgres.superuser.password"));
        secret("keys-owner", "keys-owner-new");
        secret("keys-rotator", "keys-rotator-new");
        for (var service : Installation.SERVICES) {
            for (var role : Role.values()) {
                if (role.isOf(service)) {
                    secret(service + "-" + role.key(), service + "-" + role.key() + "-new");
                }
            }
        }
    }

    private void secret(String name, String password) throws IOException {
        Files.writeString(folder.resolve("secrets").resolve(name), password + "\n");
    }
}

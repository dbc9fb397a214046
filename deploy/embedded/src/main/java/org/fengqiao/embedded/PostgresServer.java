package org.fengqiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.fengqiao.embedded.Installation.Role;

/**
 * A PostgreSQL server with a database, roles and, where something is published, a replication slot for each service.
 */
final class PostgresServer implements RunningPart {

    private static final Duration STARTUP = Duration.ofMinutes(1);

    private final Installation installation;
    private final EmbeddedPostgres server;

    private PostgresServer(Installation installation, EmbeddedPostgres server) {
        this.installation = installation;
        this.server = server;
    }

    /** Starts the server over the data that is there, or over new data. */
    static PostgresServer start(Installation installation, Path logs, Announcements announcements) {
        var data = installation.dataOf(Part.POSTGRES);
        var prepared = installation.folder().resolve("postgres.prepared");
        try {
            if (!Files.exists(prepared)) {
                // A first start that did not get to its end: nobody has been told of these databases yet.
                Folders.delete(data);
            }
            var running = new PostgresServer(installation, startServer(installation, data, logs));
            if (!Files.exists(prepared)) {
                running.prepare(data);
                Files.createFile(prepared);
            }
            try (var superuser = connect(installation, "postgres")) {
                LogArchive.forgetUnlessArchived(superuser);
            }
            return running;
        } catch (SQLException | IOException failed) {
            // It may be running all the same, only too slow to answer in time.
            Leftovers.stopOrphan(data, announcements);
            throw new Trouble(
                    "PostgreSQL did not start (%s); its log is in %s.".formatted(failed.getMessage(), logs), failed);
        }
    }

    private static EmbeddedPostgres startServer(Installation installation, Path data, Path logs) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(installation.port(Part.POSTGRES))
                .setPGStartupWait(STARTUP)
                .setConnectConfig("password", installation.superuserPassword())
                .setLocaleConfig("locale", "C.UTF-8")
                // The library turns it off by default; what is promised here must survive a power cut.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", Installation.HOST)
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("wal_level", "logical")
                // A connector that is paused with much to read, or stands still for a minute, says nothing: its sender
                // would be ended, and the connector notice that only when it goes on. Whoever dies on this machine
                // closes the connection; no time is needed to tell.
                .setServerConfig("wal_sender_timeout", "0")
                .setServerConfig("max_replication_slots", "16")
                .setServerConfig("max_wal_senders", "16")
                // A slot that nobody reads must not fill the disk.
                .setServerConfig("max_slot_wal_keep_size", "4GB")
                .setServerConfig("max_wal_size", "1GB")
                // A file that is done with goes, and does not come back under another name with what stood in it.
                .setServerConfig("wal_recycle", "off")
                // A backup says where to; until then the log is archived nowhere.
                .setServerConfig("archive_mode", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "96MB")
                .setServerConfig("logical_decoding_work_mem", "32MB")
                .setServerConfig("jit", "off")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", shellQuoted(logs))
                .setServerConfig("log_filename", "postgres-server.log")
                .setServerConfig("log_checkpoints", "off")
                .start();
    }

    /** The options reach the server through a shell. */
    private static String shellQuoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private void prepare(Path data) throws SQLException, IOException {
        Databases.of(database -> connect(installation, database), new Databases.Passwords() {
                    @Override
                    public String of(String service, Role role) {
                        return installation.password(service, role);
                    }

                    @Override
                    public String ofRotator() {
                        return installation.rotatorPassword();
                    }
                })
                .prepare();
        try (var connection = connect(installation, "postgres");
                var statement = connection.createStatement()) {
            statement.execute(
                    "alter role %s password '%s'".formatted(Installation.SUPERUSER, installation.superuserPassword()));
            // initdb trusts every local user until here.
            Files.writeString(
                    data.resolve("pg_hba.conf"), "host all all %s/32 scram-sha-256\n".formatted(Installation.HOST));
            statement.execute("select pg_reload_conf()");
        }
    }

    /** A connection as the superuser. */
    static Connection connect(Installation installation, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(Installation.HOST, installation.port(Part.POSTGRES), database),
                Installation.SUPERUSER,
                installation.superuserPassword());
    }

    @Override
    public String where() {
        return "%s:%d, databases %s"
                .formatted(
                        Installation.HOST,
                        installation.port(Part.POSTGRES),
                        String.join(", ", Installation.SERVICES).toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        try {
            // A fast shutdown: open transactions are rolled back, nothing that was committed is lost.
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package org.fengqiao.containers;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A standby of the database: a copy made while the primary runs, that follows its log and its replication slots. It is
 * made by PostgreSQL's own functions, since the binaries of the image have no {@code pg_basebackup}.
 */
final class Standby {

    /** Where it finds the disk of its primary, to read. */
    static final String PRIMARY = "/primary";

    private static final String COPIED = "the copy waits for its label";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Files that come and go while it copies are in the log, and those of slots and sessions are the primary's alone.
     */
    private static final String START = """
            data=/var/lib/postgresql/data
            if [ ! -d $data ]; then
              cp -a %1$s/data $data.new 2>/dev/null
              cd $data.new
              rm -rf postmaster.* pg_wal/* pg_replslot/* pg_dynshmem/* pg_notify/* pg_serial/* pg_snapshots/* \\
                pg_subtrans/*
              password=$(<$POSTGRES_PASSWORD_FILE)
              echo "primary_conninfo = 'host=postgres dbname=postgres user=postgres password=$password'" \\
                >>postgresql.auto.conf
              touch standby.signal
              echo '%2$s'
              until [ -f /tmp/backup_label ]; do sleep 0.2; done
              mv /tmp/backup_label $data.new/
              cd /
              mv $data.new $data
            fi
            exec /opt/postgres/start -c primary_slot_name=standby -c hot_standby_feedback=on \\
              -c sync_replication_slots=on -c max_connections=500
            """.formatted(PRIMARY, COPIED);

    private final Part part;

    /** Makes a standby of what would be a server of its own. */
    Standby(Part server) {
        part = server;
        part.withCreateContainerCmdModifier(command -> command.withEntrypoint("/bin/bash"));
        part.setCommand("-c", START);
        part.waitingFor(Wait.forLogMessage(".*" + COPIED + ".*\\s", 1).withStartupTimeout(PATIENCE));
    }

    /** Returns its container. */
    Part part() {
        return part;
    }

    /** Starts a standby and has it follow the primary, and the primary wait for it. */
    static void follow(Connection primary, Part standby) throws SQLException {
        execute(primary, "select pg_create_physical_replication_slot('standby', true)");
        execute(primary, "select pg_backup_start('standby', true)");
        standby.start();
        try (var statement = primary.createStatement();
                var label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
            label.next();
            standby.execute(
                    "/bin/bash",
                    "-c",
                    "printf %s \"$0\" >/tmp/label && mv /tmp/label /tmp/backup_label",
                    label.getString(1));
        }
        Answers.await("the standby follows", PATIENCE, () -> isFollowed(primary));
        // What a caller is told, and what Connect publishes, is on the standby first. "*" would be Debezium, too, which
        // would then wait for itself.
        execute(primary, "alter system set synchronous_standby_names = 'walreceiver'");
        execute(primary, "alter system set synchronized_standby_slots = 'standby'");
        execute(primary, "select pg_reload_conf()");
    }

    private static boolean isFollowed(Connection primary) throws SQLException {
        try (var statement = primary.createStatement();
                var found = statement.executeQuery("select 1 from pg_stat_replication where state = 'streaming'"
                        + " and application_name = 'walreceiver'")) {
            return found.next();
        }
    }

    private static void execute(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(query);
        }
    }
}

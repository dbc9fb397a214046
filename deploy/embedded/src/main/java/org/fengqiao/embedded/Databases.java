package org.fengqiao.embedded;

import java.sql.Connection;
import java.sql.SQLException;

import org.fengqiao.embedded.Installation.Role;

/**
 * The databases of a server: one for each service with its roles and, where something is published, a replication slot;
 * and that of people's keys. Preparing them may be repeated: what is there stays, passwords are set anew.
 */
final class Databases {

    /** The passwords of the roles. */
    interface Passwords {

        /** Returns the password of a role of a service, or of {@link Installation#KEYS}. */
        String of(String service, Role role);

        /** Returns the password of {@link Installation#ROTATOR_OF_KEYS}. */
        String ofRotator();
    }

    /** Connections as the superuser. */
    @FunctionalInterface
    interface Server {

        /** Returns a new connection to a database. */
        Connection connect(String database) throws SQLException;
    }

    private final Server server;
    private final Passwords passwords;

    private Databases(Server server, Passwords passwords) {
        this.server = server;
        this.passwords = passwords;
    }

    static Databases of(Server server, Passwords passwords) {
        return new Databases(server, passwords);
    }

    /** Makes what is missing, and sets the passwords. */
    void prepare() throws SQLException {
        try (var connection = server.connect("postgres")) {
            for (var service : Installation.SERVICES) {
                for (var role : Role.values()) {
                    if (role.isOf(service)) {
                        role(
                                connection,
                                role.of(service),
                                role == Role.REPLICATION ? "login replication" : "login",
                                passwords.of(service, role));
                    }
                }
                database(connection, service, Role.OWNER.of(service));
                execute(
                        connection,
                        "grant connect on database %s to %s, %s"
                                .formatted(service, Role.SERVICE.of(service), Role.REPLICATION.of(service)));
            }
            prepareKeys(connection);
        }
        for (var service : Installation.PUBLISHING_SERVICES) {
            // Before the first table: whatever the service ever writes comes after this point of the log, so that
            // nothing can be missed and no snapshot, which could be interrupted and repeated, is needed. A standby that
            // there may be one day follows it (the last "true"), so that it outlives this server.
            try (var connection = server.connect(service)) {
                if (!exists(connection, "select 1 from pg_replication_slots where slot_name = ?", service)) {
                    refuseLateSlot(connection, service);
                    slot(connection, service);
                }
            }
        }
    }

    /**
     * Makes the slots of a server that was restored, whose backup has none: once everything that its databases hold is
     * on the topics, and before anybody writes.
     */
    static void renewSlots(Server server) throws SQLException {
        for (var service : Installation.PUBLISHING_SERVICES) {
            try (var connection = server.connect(service)) {
                slot(connection, service);
            }
        }
    }

    private static void slot(Connection connection, String service) throws SQLException {
        execute(
                connection,
                "select pg_create_logical_replication_slot('%s', 'pgoutput', false, false, true)".formatted(service));
    }

    /** Refuses to make a slot after the first event: older events would never be published, and nobody would notice. */
    private static void refuseLateSlot(Connection connection, String service) throws SQLException {
        if (exists(connection, "select 1 from pg_tables where schemaname = 'public' and tablename = ?", "event")) {
            throw new Trouble(("Database %s has events and no replication slot: what was recorded since it was lost"
                            + " is not on the topic. See deploy/connectors/README.md before one is made.")
                    .formatted(service));
        }
    }

    /**
     * The database of keys: its owner makes the table, services that publish read and add keys, one of them may destroy
     * some, and an operator wraps them anew.
     */
    private void prepareKeys(Connection connection) throws SQLException {
        var owner = Role.OWNER.of(Installation.KEYS);
        role(connection, owner, "login", passwords.of(Installation.KEYS, Role.OWNER));
        group(connection, "keys_sealer");
        group(connection, "keys_keeper");
        role(connection, Installation.ROTATOR_OF_KEYS, "login", passwords.ofRotator());
        database(connection, Installation.KEYS, owner);
        execute(
                connection,
                "grant connect on database %s to %s".formatted(Installation.KEYS, Installation.ROTATOR_OF_KEYS));
        for (var service : Installation.PUBLISHING_SERVICES) {
            var group = service.equals(Installation.KEEPER_OF_KEYS) ? "keys_keeper" : "keys_sealer";
            execute(connection, "grant %s to %s".formatted(group, Role.KEYS.of(service)));
            execute(
                    connection,
                    "grant connect on database %s to %s".formatted(Installation.KEYS, Role.KEYS.of(service)));
        }
    }

    private static void role(Connection connection, String name, String rights, String password) throws SQLException {
        group(connection, name);
        execute(connection, "alter role %s %s password '%s'".formatted(name, rights, password.replace("'", "''")));
    }

    private static void group(Connection connection, String name) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
            execute(connection, "create role " + name);
        }
    }

    private static void database(Connection connection, String name, String owner) throws SQLException {
        if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
            execute(connection, "create database %s owner %s".formatted(name, owner));
        }
        execute(connection, "revoke connect, temporary on database %s from public".formatted(name));
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var prepared = connection.prepareStatement(query)) {
            prepared.setString(1, name);
            try (var found = prepared.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    /** Returns whether the database has this table; it has none before its service was started for the first time. */
    static boolean hasTable(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, "public." + table);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getBoolean(1);
            }
        }
    }
}

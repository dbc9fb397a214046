package org.fengqiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;

/** A service's database as the service itself uses it: migrated by its owner, written by its own role. */
record ServiceDatabase(Properties endpoints, String service) {

    /** Makes the tables, not the publication. */
    ServiceDatabase withTables() throws SQLException {
        run("tables.sql");
        return this;
    }

    /** Makes the publication, for which the connector waits. */
    ServiceDatabase withPublication() throws SQLException {
        run("publication.sql");
        return this;
    }

    Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(
                                endpoints.getProperty("postgres.host"),
                                endpoints.getProperty("postgres.port"),
                                service),
                endpoints.getProperty("%s.%s.user".formatted(service, role)),
                endpoints.getProperty("%s.%s.password".formatted(service, role)));
    }

    Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(
                                endpoints.getProperty("postgres.host"),
                                endpoints.getProperty("postgres.port"),
                                service),
                endpoints.getProperty("postgres.superuser"),
                endpoints.getProperty("postgres.superuser.password"));
    }

    private void run(String script) throws SQLException {
        try (var stream = Objects.requireNonNull(ServiceDatabase.class.getResourceAsStream("/" + script), script);
                var owner = connect("owner");
                var statement = owner.createStatement()) {
            statement.execute(new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("${service}", service));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Records the next event of a case, with as few columns as an event may have. */
    static void recordEvent(Connection service, UUID caseId, long version) throws SQLException {
        try (var insert = service.prepareStatement("""
                insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id,
                  actor_role, correlation_id, link, mark)
                values (?, ?, ?, 'fengqiao.intake.case-registered.v1', ?, ?, ?, 'li-wei', 'clerk', ?, 'link',
                  'mark')""")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, caseId);
            insert.setLong(3, version);
            insert.setString(4, "{\"version\":%d}".formatted(version));
            insert.setObject(5, OffsetDateTime.parse("2024-03-01T09:00:00+08:00"));
            insert.setObject(6, OffsetDateTime.parse("2024-03-01T01:00:01Z"));
            insert.setObject(7, UUID.randomUUID());
            insert.executeUpdate();
        }
    }
}

package org.fengqiao.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.flywaydb.core.Flyway;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;

import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.local.EmbeddedPart;
import org.fengqiao.local.Workplace;

/**
 * The PostgreSQL that {@code deploy/embedded} runs, set up as it is for the services, over data that is thrown away.
 */
final class RunningPostgres implements AutoCloseable {

    private static final Statement SETTING =
            Statement.of("select setting = :value as same from pg_settings where name = :name and source = 'client'");

    private final EmbeddedPart server;

    private RunningPostgres(EmbeddedPart server) {
        this.server = server;
    }

    /**
     * Starts it, and returns when it is ready.
     *
     * @throws org.fengqiao.local.UserError if it does not get ready
     */
    static RunningPostgres start(Workplace workplace) throws IOException, InterruptedException {
        return new RunningPostgres(EmbeddedPart.start(workplace.module("deploy/embedded/target"), "postgres", "64m"));
    }

    /** Returns the JDBC URL of a service's database. */
    String url(String service) {
        return "jdbc:postgresql://%s:%s/%s"
                .formatted(told("postgres.host"), told("postgres.port"), told(service + ".database"));
    }

    /** Returns what the server tells about itself, such as {@code intake.owner.user}. */
    String told(String what) {
        return server.told(what);
    }

    /** Makes the tables that every service has that records events. */
    void migrate(String service) {
        migrate(service, "classpath:db/consuming", "classpath:db/recording");
    }

    /** Makes all tables of a service. Its own are taken from its sources: several services are on the class path. */
    void migrateService(Workplace workplace, String service) {
        migrate(
                service,
                "classpath:db/consuming",
                "classpath:db/recording",
                "filesystem:" + workplace.module(service + "-service/src/main/resources/db/service"));
    }

    /** Makes all tables of a service that only reads. */
    void migrateReading(Workplace workplace, String service) {
        migrate(
                service,
                "classpath:db/consuming",
                "filesystem:" + workplace.module(service + "-service/src/main/resources/db/service"));
    }

    private void migrate(String service, String... locations) {
        Flyway.configure()
                .dataSource(url(service), told(service + ".owner.user"), told(service + ".owner.password"))
                .locations(locations)
                .placeholders(Map.of("service", service))
                .load()
                .migrate();
    }

    /** A connection to a service's database as its owner. */
    Connection asOwner(String service) throws SQLException {
        return DriverManager.getConnection(
                url(service), told(service + ".owner.user"), told(service + ".owner.password"));
    }

    /** Sessions as a service has them. */
    Mutiny.SessionFactory sessions(String service) {
        return sessions(service, Map.of());
    }

    /**
     * Sessions as a service has them, but for some settings.
     *
     * @param settings of the database, for each connection: what is to be compared with what services set
     */
    Mutiny.SessionFactory sessions(String service, Map<String, String> settings) {
        var all = new Properties();
        all.setProperty("hibernate.connection.url", url(service));
        all.setProperty("hibernate.connection.username", told(service + ".service.user"));
        all.setProperty("hibernate.connection.password", told(service + ".service.password"));
        all.setProperty("hibernate.connection.pool_size", "16");
        all.setProperty("hibernate.vertx.pool.configuration_class", ServiceConnections.class.getName());
        all.setProperty("hibernate.vertx.prepared_statement_cache.max_size", "256");
        all.setProperty("hibernate.query.plan_cache_max_size", "1");
        settings.forEach((name, value) -> all.setProperty(ServiceConnections.FURTHER + name, value));
        var registry = new ReactiveServiceRegistryBuilder().applySettings(all).build();
        var sessions = new Configuration().buildSessionFactory(registry).unwrap(Mutiny.SessionFactory.class);
        requireSettings(sessions, settings);
        return sessions;
    }

    /** A setting that does not arrive makes a measurement of something else. */
    private static void requireSettings(Mutiny.SessionFactory sessions, Map<String, String> settings) {
        var wanted = new HashMap<>(ServiceConnections.ofServices());
        wanted.putAll(settings);
        if (wanted.isEmpty()) {
            throw new IllegalStateException("the settings of services are not on the class path");
        }
        wanted.forEach((name, value) -> {
            var same = sessions.withStatelessSession(session -> SETTING.bind("name", name)
                            .bind("value", value)
                            .first(session, row -> row.getBoolean("same")))
                    .await()
                    .indefinitely();
            if (!Boolean.TRUE.equals(same)) {
                throw new IllegalStateException("connections have another %s than %s".formatted(name, value));
            }
        });
    }

    /** Stops it, with all its data. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}

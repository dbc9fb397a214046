package org.fengqiao.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.jdbc.ConnectionWrapperFactory.ConnectionCloseHandler;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.json.JacksonSerializer;

import org.fengqiao.kernel.json.Json;

/**
 * Axon Framework's JDBC event store, set up as its manual advises for PostgreSQL: events as JSON by Jackson, {@code
 * bytea} columns, one open connection for each thread. Beyond that nothing of Axon is used: no command bus, no
 * snapshots, no unit of work, so that only its store is measured.
 */
final class AxonStore {

    /** Its version, as the tables of figures name it. */
    static final String NAME = "Axon 4.13 JDBC";

    /** The number of events that a replay reads at once unless it is told otherwise. */
    static final int DEFAULT_BATCH = 100;

    private static final String AGGREGATE = "Referral";

    private final String url;
    private final String user;
    private final String password;

    private AxonStore(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Makes its tables in a database, whose owner this is. */
    static AxonStore create(String url, String user, String password) throws SQLException {
        var store = new AxonStore(url, user, password);
        try (var connection = store.connect()) {
            engine(connection, DEFAULT_BATCH).createSchema(PostgresEventTableFactory.INSTANCE);
            connection.commit();
        }
        return store;
    }

    /**
     * Begins the loading of an aggregate and the appending of its next event, in one transaction.
     *
     * @param most so many events an aggregate gets; then comes the next one
     */
    Throughput.Work loadingAndAppending(int most) throws SQLException {
        var connection = connect();
        var engine = engine(connection, DEFAULT_BATCH);
        return new Throughput.Work() {
            private String aggregate = UUID.randomUUID().toString();
            private long next;

            @Override
            public int piece() throws SQLException {
                if (next == most) {
                    aggregate = UUID.randomUUID().toString();
                    next = 0;
                }
                var reminders = 0L;
                for (var past = engine.readEvents(aggregate, 0); past.hasNext(); ) {
                    if (past.next().getPayload() instanceof Referrals.Happened.Reminded) {
                        reminders++;
                    }
                }
                if (reminders != next) {
                    throw new IllegalStateException("%d events and not %d".formatted(reminders, next));
                }
                engine.appendEvents(List.of(reminded(aggregate, next++)));
                connection.commit();
                return 1;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    /**
     * Begins the appending of many events in a transaction, each the first of an aggregate.
     *
     * @param many so many
     */
    Throughput.Work appending(int many) throws SQLException {
        var connection = connect();
        var engine = engine(connection, DEFAULT_BATCH);
        return new Throughput.Work() {
            @Override
            public int piece() throws SQLException {
                var events = new ArrayList<EventMessage<?>>();
                for (var event = 0; event < many; event++) {
                    events.add(reminded(UUID.randomUUID().toString(), 0));
                }
                engine.appendEvents(events);
                connection.commit();
                return many;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    /**
     * Begins a replay of all events, in the order in which they were appended.
     *
     * @param batch so many are read at once
     */
    Throughput.Work replaying(int batch) throws SQLException {
        var connection = connect();
        var engine = engine(connection, batch);
        return new Throughput.Work() {
            private Iterator<? extends EventMessage<?>> log =
                    List.<EventMessage<?>>of().iterator();

            @Override
            public int piece() throws SQLException {
                if (!log.hasNext()) {
                    connection.commit();
                    log = engine.readEvents(null, false).iterator();
                }
                var read = 0;
                while (read < batch && log.hasNext()) {
                    if (log.next().getPayload() instanceof Referrals.Happened) {
                        read++;
                    }
                }
                return read;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private static EventMessage<?> reminded(String aggregate, long sequence) {
        return new GenericDomainEventMessage<>(
                AGGREGATE, aggregate, sequence, new Referrals.Happened.Reminded(Instant.now()));
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        return connection;
    }

    /** The engine on a connection that stays open; who works with it commits. */
    private static JdbcEventStorageEngine engine(Connection connection, int batch) {
        var kept = ConnectionWrapperFactory.wrap(connection, new ConnectionCloseHandler() {
            @Override
            public void close(Connection open) {}

            @Override
            public void commit(Connection open) {}
        });
        var json =
                JacksonSerializer.builder().objectMapper(Json.mapper().copy()).build();
        return JdbcEventStorageEngine.builder()
                .connectionProvider(() -> kept)
                .transactionManager(NoTransactionManager.INSTANCE)
                .eventSerializer(json)
                .snapshotSerializer(json)
                .batchSize(batch)
                .build();
    }
}

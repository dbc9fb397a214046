package org.fengqiao.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

import org.fengqiao.kernel.json.Json;

/**
 * Floors of the database, what it does at best with the rows that the kernel writes, by JDBC and nothing else: no more
 * can be had from it by whoever records the same. Rows are like the kernel's, in its table with all its indexes.
 */
final class Floors {

    private static final String COLUMNS = "event (event_id, case_id, version, type, data, occurred_at, recorded_at,"
            + " actor_id, actor_role, correlation_id, link, mark)";
    private static final String INSERT = "insert into " + COLUMNS + " values (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String READ = "select case_id, version, type, data, link from event order by case_id, version";

    private static final String TYPE = "fengqiao.intake.referral-reminded.v1";
    private static final String DIGEST = "i1." + "A".repeat(43);
    private static final String ACTOR = "intake";
    private static final String ROLE = "system";

    /** The prefix of an inserted row in the protocol of {@code pgoutput}. */
    private static final byte INSERTED = 'I';

    private final String url;
    private final Properties owner;
    private final Properties replication;
    private final ObjectMapper json = Json.mapper();

    /** @param service whose database it is */
    Floors(RunningPostgres postgres, String service) {
        this.url = postgres.url(service);
        this.owner = login(postgres, service, "owner");
        this.replication = login(postgres, service, "replication");
        // As the driver's manual advises for batches.
        PGProperty.REWRITE_BATCHED_INSERTS.set(owner, true);
        PGProperty.REPLICATION.set(replication, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(replication, "10");
        PGProperty.PREFER_QUERY_MODE.set(replication, "simple");
    }

    private static Properties login(RunningPostgres postgres, String service, String role) {
        var login = new Properties();
        login.setProperty("user", postgres.told("%s.%s.user".formatted(service, role)));
        login.setProperty("password", postgres.told("%s.%s.password".formatted(service, role)));
        return login;
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url, owner);
        connection.setAutoCommit(false);
        return connection;
    }

    /**
     * Begins the inserting of rows.
     *
     * @param many so many in a transaction, as one batch
     */
    Throughput.Work inserting(int many) throws SQLException {
        var connection = connect();
        var insert = connection.prepareStatement(INSERT);
        return new Throughput.Work() {
            @Override
            public int piece() throws SQLException {
                for (var row = 0; row < many; row++) {
                    fill(insert);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                return many;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private void fill(PreparedStatement insert) throws SQLException {
        var now = Instant.now();
        var caseId = UUID.randomUUID();
        insert.setObject(1, UUID.randomUUID());
        insert.setObject(2, caseId);
        insert.setString(3, TYPE);
        insert.setString(4, data(now));
        insert.setObject(5, now.atOffset(ZoneOffset.UTC));
        insert.setObject(6, now.atOffset(ZoneOffset.UTC));
        insert.setString(7, ACTOR);
        insert.setString(8, ROLE);
        insert.setObject(9, caseId);
        insert.setString(10, DIGEST);
        insert.setString(11, DIGEST);
    }

    private String data(Instant now) {
        try {
            return json.writeValueAsString(new Referrals.Happened.Reminded(now));
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    /**
     * Begins the copying of rows ({@code COPY}), made before.
     *
     * @param many so many in a transaction
     */
    Throughput.Work copying(int many) throws SQLException {
        var connection = connect();
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        return new Throughput.Work() {
            @Override
            public int piece() throws SQLException, IOException {
                copy.copyIn("copy %s from stdin".formatted(COLUMNS), new ByteArrayInputStream(rows(many)));
                connection.commit();
                return many;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private byte[] rows(int many) {
        var rows = new StringBuilder();
        for (var row = 0; row < many; row++) {
            var now = Instant.now();
            var caseId = UUID.randomUUID();
            rows.append(String.join(
                            "\t",
                            UUID.randomUUID().toString(),
                            caseId.toString(),
                            "1",
                            TYPE,
                            data(now),
                            now.toString(),
                            now.toString(),
                            ACTOR,
                            ROLE,
                            caseId.toString(),
                            DIGEST,
                            DIGEST))
                    .append('\n');
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Begins the reading of all rows in the order of cases, their JSON made an event.
     *
     * @param fetched so many come at once
     */
    Throughput.Work reading(int fetched) throws SQLException {
        var connection = connect();
        var select = connection.prepareStatement(READ);
        select.setFetchSize(fetched);
        return new Throughput.Work() {
            private @Nullable ResultSet rows;

            @Override
            public int piece() throws SQLException, IOException {
                var open = rows == null ? select.executeQuery() : rows;
                rows = open;
                for (var read = 0; read < fetched; read++) {
                    if (!open.next()) {
                        connection.commit();
                        rows = null;
                        return read;
                    }
                    json.readValue(open.getString("data"), Referrals.Happened.Reminded.class);
                }
                return fetched;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    /**
     * Returns how many rows a second come from the log of the database to a bare reader, as {@code pg_recvlogical} is
     * one: no more than that can be published. It reads the decoded messages and does nothing with them.
     *
     * @param many so many rows are inserted, in transactions of 100, and then read
     */
    double published(int many) throws Exception {
        var slot = "benchmark_" + UUID.randomUUID().toString().replace('-', '_');
        try (var connection = DriverManager.getConnection(url, replication)) {
            var api = connection.unwrap(PGConnection.class).getReplicationAPI();
            api.createReplicationSlot()
                    .logical()
                    .withSlotName(slot)
                    .withOutputPlugin("pgoutput")
                    .withTemporaryOption()
                    .make();
            try (var work = inserting(100)) {
                for (var inserted = 0; inserted < many; ) {
                    inserted += work.piece();
                }
            }
            var started = System.nanoTime();
            try (var stream = api.replicationStream()
                    .logical()
                    .withSlotName(slot)
                    .withSlotOption("proto_version", "1")
                    .withSlotOption("publication_names", "fengqiao")
                    .start()) {
                for (var read = 0; read < many; ) {
                    var message = stream.read();
                    if (message.get(message.position()) == INSERTED) {
                        read++;
                    }
                }
                return many / ((System.nanoTime() - started) / 1e9);
            }
        }
    }
}

package org.fengqiao.caseload.load;

import java.sql.Connection;
import java.sql.SQLException;

import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Service;

/** How many events the analytics service has. Counting takes some milliseconds, so it is done four times a second at most. */
final class ProjectedEvents implements AutoCloseable {

    private static final String OF_SERVICE = "select count(*) from recorded_event where service = ?";
    private static final String ALL = "select count(*) from recorded_event";
    private static final long BETWEEN_COUNTS = 250_000_000L;

    private final Connection database;
    private long countedAt;
    private long counted;

    ProjectedEvents(LocalStack stack) throws SQLException {
        this.database = Backlog.database(stack, Service.ANALYTICS);
    }

    /** Those that intake recorded, as counted a quarter of a second ago at most. */
    long ofIntake() throws SQLException {
        if (System.nanoTime() - countedAt > BETWEEN_COUNTS) {
            try (var query = database.prepareStatement(OF_SERVICE)) {
                query.setString(1, Service.INTAKE.label());
                try (var rows = query.executeQuery()) {
                    rows.next();
                    counted = rows.getLong(1);
                }
            }
            countedAt = System.nanoTime();
        }
        return counted;
    }

    /** All of them, now. */
    long all() throws SQLException {
        try (var query = database.prepareStatement(ALL);
                var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}

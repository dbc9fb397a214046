package org.fengqiao.caseload.load;

import java.sql.Connection;
import java.sql.SQLException;

import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Service;

/**
 * Number of events that the analytics service has. Counting takes some milliseconds, so it is done four times a second
 * at most, and of referrals what is narrowest is counted: to read all events again and again would take from the
 * services what is being measured.
 */
final class ProjectedEvents implements AutoCloseable {

    private static final String ACCEPTED = "select count(*) from milestone where kind = 'ACCEPTED'";
    private static final String ALL = "select count(*) from recorded_event";
    private static final long BETWEEN_COUNTS = 250_000_000L;

    private final Connection database;
    private long countedAt;
    private long counted;

    ProjectedEvents(LocalStack stack) throws SQLException {
        this.database = stack.connect(Service.ANALYTICS);
    }

    /**
     * Those of accepted referrals, as counted a quarter of a second ago at most: the acceptance is the last event that
     * intake records of them, and analytics follows a case in order.
     */
    long ofReferrals() throws SQLException {
        if (System.nanoTime() - countedAt > BETWEEN_COUNTS) {
            counted = Referrals.EVENTS_EACH * count(ACCEPTED);
            countedAt = System.nanoTime();
        }
        return counted;
    }

    /** All of them, now. */
    long all() throws SQLException {
        return count(ALL);
    }

    private long count(String query) throws SQLException {
        try (var counting = database.prepareStatement(query);
                var rows = counting.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}

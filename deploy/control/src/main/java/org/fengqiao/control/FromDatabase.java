package org.fengqiao.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.fengqiao.control.replay.CaseEvent;
import org.fengqiao.control.replay.CaseHistory;
import org.fengqiao.control.replay.HistoryFile;
import org.fengqiao.control.replay.HistorySource;
import org.fengqiao.control.replay.SentMessage;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/**
 * Histories from the services' databases, with what was sent to partners; the services need not run.
 *
 * @param system where the databases are
 */
record FromDatabase(SystemOptions system) implements HistorySource {

    private static final String EVENTS = """
            select event_id, version, type, data, occurred_at, recorded_at, actor_id, actor_unit, actor_role,
              on_behalf_of, correlation_id, causation_id
            from event where case_id = ? order by version""";

    private static final String MESSAGES = """
            select message_id, topic, message_key, type, data, recorded_at, causation_id, sequence
            from partner_message where case_id = ? order by recorded_at, sequence, message_id""";

    @Override
    public CaseHistory read(UUID caseId, Set<Service> services) throws IOException {
        var events = new ArrayList<CaseEvent>();
        var messages = new ArrayList<SentMessage>();
        for (var service : services) {
            try (var connection = system.connect(service)) {
                connection.setReadOnly(true);
                events(connection, service, caseId, events);
                messages(connection, service, caseId, messages);
            } catch (SQLException e) {
                throw new UserError("The database of %s cannot be read: %s".formatted(service.label(), e.getMessage()));
            }
        }
        if (events.isEmpty()) {
            throw new UserError("No database that was read has an event of case %s.".formatted(caseId));
        }
        return CaseHistory.of(caseId, events, messages);
    }

    private static void events(Connection connection, Service service, UUID caseId, List<CaseEvent> events)
            throws SQLException {
        try (var select = connection.prepareStatement(EVENTS)) {
            select.setObject(1, caseId);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(new CaseEvent(
                            service.label(),
                            caseId,
                            rows.getLong("version"),
                            rows.getObject("event_id", UUID.class),
                            rows.getString("type"),
                            time(rows, "occurred_at"),
                            time(rows, "recorded_at"),
                            new Actor(
                                    rows.getString("actor_id"),
                                    rows.getString("actor_unit"),
                                    rows.getString("actor_role"),
                                    rows.getString("on_behalf_of")),
                            rows.getObject("correlation_id", UUID.class),
                            rows.getObject("causation_id", UUID.class),
                            HistoryFile.tree(rows.getString("data"))));
                }
            }
        }
    }

    private static void messages(Connection connection, Service service, UUID caseId, List<SentMessage> messages)
            throws SQLException {
        try (var select = connection.prepareStatement(MESSAGES)) {
            select.setObject(1, caseId);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    messages.add(new SentMessage(
                            service.label(),
                            caseId,
                            rows.getObject("message_id", UUID.class),
                            rows.getString("topic"),
                            rows.getString("message_key"),
                            rows.getString("type"),
                            time(rows, "recorded_at"),
                            rows.getObject("causation_id", UUID.class),
                            rows.getObject("sequence", Long.class),
                            HistoryFile.tree(rows.getString("data"))));
                }
            }
        }
    }

    private static Instant time(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}

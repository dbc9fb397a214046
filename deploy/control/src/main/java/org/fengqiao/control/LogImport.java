package org.fengqiao.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.control.replay.CaseEvent;
import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.proof.Chain;
import org.fengqiao.kernel.proof.ChainKey;
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.proof.EventStream;
import org.fengqiao.local.Secrets;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/**
 * Import of the events of a log into the empty databases of a sandbox, as its services would have recorded them: linked
 * and marked anew, since the marks of the system that the log is of are in no log. Nothing is there before {@link
 * #commit}. Single-use, not thread-safe.
 */
final class LogImport implements AutoCloseable {

    private static final int AT_ONCE = 500;

    private static final String INSERT = """
            insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id, actor_unit,
              actor_role, on_behalf_of, correlation_id, causation_id, link, mark)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final SystemOptions sandbox;
    private final @Nullable Instant asOf;
    private final Map<Service, Into> into = new EnumMap<>(Service.class);
    private final Map<Stream, Head> heads = new HashMap<>();
    private @Nullable Instant last;
    private long events;

    private record Stream(Service service, UUID caseId) {}

    private record Head(long version, Digest link) {}

    private record Into(Connection connection, PreparedStatement insert, ChainKey key) {}

    /**
     * Begins an import.
     *
     * @param asOf what was recorded later is left out; null for everything
     */
    LogImport(SystemOptions sandbox, @Nullable Instant asOf) {
        this.sandbox = sandbox;
        this.asOf = asOf;
    }

    /**
     * Takes an event; one that was taken before is left out.
     *
     * @throws UserError if one before it in its stream is missing
     */
    void take(CaseEvent event) throws IOException {
        if (asOf != null && event.recordedAt().isAfter(asOf)) {
            return;
        }
        var stream = new Stream(event.recordedBy(), event.caseId());
        var head = heads.get(stream);
        var before = head == null ? 0 : head.version();
        if (event.version() <= before) {
            return;
        }
        if (event.version() > before + 1) {
            throw new UserError("The log is not whole: %s of case %s is behind version %d."
                    .formatted(event.place(), event.caseId(), before));
        }
        try {
            var service = begun(stream.service());
            var row = row(event);
            var link = Chain.next(
                    service.key().suite(),
                    head == null
                            ? Chain.start(
                                    service.key().suite(),
                                    new EventStream(stream.service().label(), event.caseId()))
                            : head.link(),
                    row);
            heads.put(stream, new Head(event.version(), link));
            insert(service.insert(), row, link, service.key().mark(link));
            last = last == null || event.recordedAt().isAfter(last) ? event.recordedAt() : last;
            if (++events % AT_ONCE == 0) {
                flush();
            }
        } catch (SQLException refused) {
            throw refused(refused);
        }
    }

    private Into begun(Service service) throws IOException, SQLException {
        var there = into.get(service);
        if (there != null) {
            return there;
        }
        var secret = Secrets.kept(sandbox.workplace().keys().resolve("chain-secret-" + service.label()));
        var connection = sandbox.connect(service);
        connection.setAutoCommit(false);
        var begun = new Into(
                connection,
                connection.prepareStatement(INSERT),
                ChainKey.of(Suite.INTERNATIONAL, service.label(), secret));
        into.put(service, begun);
        return begun;
    }

    private static EventRow row(CaseEvent event) {
        return new EventRow(
                event.eventId(),
                event.caseId(),
                event.version(),
                event.type(),
                event.data().toString(),
                event.occurredAt(),
                event.recordedAt(),
                event.actor().id(),
                event.actor().unit(),
                event.actor().role(),
                event.actor().onBehalfOf(),
                event.correlationId(),
                event.causationId(),
                null);
    }

    private static void insert(PreparedStatement insert, EventRow row, Digest link, Digest mark) throws SQLException {
        insert.setObject(1, row.eventId());
        insert.setObject(2, row.caseId());
        insert.setLong(3, row.version());
        insert.setString(4, row.type());
        insert.setString(5, row.data());
        insert.setObject(6, time(row.occurredAt()));
        insert.setObject(7, time(row.recordedAt()));
        insert.setString(8, row.actorId());
        insert.setString(9, row.actorUnit());
        insert.setString(10, row.actorRole());
        insert.setString(11, row.onBehalfOf());
        insert.setObject(12, row.correlationId());
        insert.setObject(13, row.causationId(), Types.OTHER);
        insert.setString(14, link.toString());
        insert.setString(15, mark.toString());
        insert.addBatch();
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private void flush() throws SQLException {
        for (var one : into.values()) {
            one.insert().executeBatch();
        }
    }

    /** Records all of it. */
    void commit() {
        try {
            flush();
            for (var one : into.values()) {
                one.connection().commit();
            }
        } catch (SQLException refused) {
            throw refused(refused);
        }
    }

    private static UserError refused(SQLException refused) {
        return new UserError("The sandbox did not take the log: SQL state %s.".formatted(refused.getSQLState()));
    }

    /** Returns how many events were taken. */
    long events() {
        return events;
    }

    /** Returns when the last of them was recorded; null if there is none. */
    @Nullable
    Instant last() {
        return last;
    }

    @Override
    public void close() throws SQLException {
        for (var one : into.values()) {
            one.connection().close();
        }
    }
}

package org.fengqiao.kernel.publishing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.operations.Expiry;
import org.fengqiao.kernel.sql.Statement;

/**
 * Publication of events once more, as they are recorded: for those that a lost broker or slot swallowed. They are
 * written to a table that the connector reads, in the order of their streams, so that they take the way of all others.
 */
@Singleton
public class Republications {

    private static final Logger LOG = Logger.getLogger(Republications.class);

    /** Time after which rows are of no use: the connector has long carried them. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final Statement WRITE = Statement.of("""
            insert into event_again (request_id, asked_by, reason, asked_at, event_id, case_id, version, type, data,
              occurred_at, recorded_at, actor_id, actor_unit, actor_role, on_behalf_of, correlation_id, causation_id,
              traceparent, entry)
            select cast(:request as uuid), :by, :reason, cast(:at as timestamptz), event_id, case_id, version, type,
              data, occurred_at, recorded_at, actor_id, actor_unit, actor_role, on_behalf_of, correlation_id,
              causation_id, traceparent, entry
            from event where event_id = any(:events) order by case_id, version
            on conflict (request_id, event_id) do nothing""");

    private static final Statement KNOWN =
            Statement.of("select count(*) as known from event where event_id = any(:events)");

    private static final Statement REMOVE = Statement.of("delete from event_again where asked_at < :before");

    private final InstantSource clock;

    Republications(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Result of a request.
     *
     * @param published how many events are published again
     * @param before how many this request had published before
     * @param unknown how many this service never recorded
     */
    public record Republished(UUID request, int published, int before, int unknown) {}

    /** Schedules the removal of rows that were carried long ago, every hour. */
    void start(@Observes StartupEvent event, Expiry expiry) {
        expiry.schedule("republished events", "${fengqiao.republications.every:1h}", KEPT, REMOVE);
    }

    /**
     * Has events published again, in the session's transaction; of one request each event once.
     *
     * @param events each once
     */
    Uni<Republished> publish(
            Mutiny.StatelessSession session, UUID request, List<UUID> events, String reason, String by) {
        return KNOWN.bindIds("events", events)
                .first(session, row -> row.getLong("known"))
                .flatMap(known -> WRITE.bindIds("events", events)
                        .bind("request", request)
                        .bind("by", by)
                        .bind("reason", reason)
                        .bind("at", clock.instant())
                        .execute(session)
                        .map(written -> new Republished(
                                request,
                                written,
                                Math.toIntExact(known == null ? 0 : known) - written,
                                events.size() - Math.toIntExact(known == null ? 0 : known))))
                .invoke(done -> LOG.warnf("%s has %d events published again", by, done.published()));
    }
}

package org.fengqiao.kernel.publishing;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.hibernate.reactive.mutiny.Mutiny;

/** The replication slot through which Debezium reads what this service records. */
@Singleton
public class ReplicationSlot {

    private static final String STATE = """
            select s.active, cast(pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn) as bigint), s.wal_status
            from pg_replication_slots s where s.database = current_database() and s.slot_name = :slot""";

    private final String service;

    ReplicationSlot(@ConfigProperty(name = "fengqiao.service") String service) {
        this.service = service;
    }

    /** Returns the name of the slot, which is the service's. */
    String name() {
        return service;
    }

    /** The state of the slot. */
    sealed interface State {
        /** No connector has ever been registered for this service. */
        record Missing() implements State {}

        /**
         * A slot that is there.
         *
         * @param active whether a connector reads from it now
         * @param lagBytes how much write-ahead log waits for it
         * @param walStatus PostgreSQL's word; {@code lost} means that events are missing from the topic and a snapshot
         *     is needed
         */
        record Present(boolean active, long lagBytes, String walStatus) implements State {}

        /** Returns as a readiness check. */
        default HealthCheckResponse asHealth(long lagLimit) {
            var health = HealthCheckResponse.named("replication-slot");
            return switch (this) {
                case Missing _ ->
                    health.down()
                            .withData("detail", "No connector reads this service's events yet.")
                            .build();
                case Present(var active, var lag, var wal) ->
                    health.status(!"lost".equals(wal) && (active || lag <= lagLimit))
                            .withData("active", active)
                            .withData("lagBytes", lag)
                            .withData("walStatus", wal)
                            .withData(
                                    "detail",
                                    "lost".equals(wal)
                                            ? "The slot lost log it had not read: a new snapshot is needed."
                                            : active || lag <= lagLimit
                                                    ? "Events leave the service."
                                                    : "Stalled: no connector reads, and events wait.")
                            .build();
            };
        }
    }

    Uni<State> state(Mutiny.StatelessSession session) {
        return session.createNativeQuery(STATE, Object[].class)
                .setParameter("slot", service)
                .getResultList()
                .map(rows -> rows.isEmpty()
                        ? new State.Missing()
                        : new State.Present(
                                (Boolean) rows.getFirst()[0],
                                rows.getFirst()[1] == null ? 0 : ((Number) rows.getFirst()[1]).longValue(),
                                String.valueOf(rows.getFirst()[2])));
    }
}

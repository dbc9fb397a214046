package org.fengqiao.kernel.publishing;

import java.util.List;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.operations.Standstill;
import org.fengqiao.kernel.operations.Standstill.Kind;
import org.fengqiao.kernel.operations.StandstillSource;

/** Standstill of the replication slot: what is recorded does not reach the topics. */
@Singleton
public class UnpublishedEvents implements StandstillSource {

    private final ReplicationSlot slot;
    private final PublishingConfiguration configuration;

    UnpublishedEvents(ReplicationSlot slot, PublishingConfiguration configuration) {
        this.slot = slot;
        this.configuration = configuration;
    }

    @Override
    public Uni<List<Found>> find(Mutiny.StatelessSession session, int most) {
        return slot.state(session).map(state -> {
            var why = why(state);
            return why == null
                    ? List.of()
                    : List.of(new Found(
                            Kind.NOT_PUBLISHED,
                            1,
                            List.of(new Standstill(
                                    Kind.NOT_PUBLISHED, slot.name(), null, null, why, "GET /q/health/ready"))));
        });
    }

    private @Nullable String why(ReplicationSlot.State state) {
        return switch (state) {
            case ReplicationSlot.State.Missing _ -> "No connector reads this service's events: there is no slot.";
            case ReplicationSlot.State.Present(var _, var _, var wal)
            when "lost".equals(wal) -> "The slot lost log that it had not read: some events are not on the topic.";
            case ReplicationSlot.State.Present(var active, var lag, var _)
            when !active && lag > configuration.slotLagLimit() ->
                "No connector reads from the slot, and %d bytes of log wait.".formatted(lag);
            case ReplicationSlot.State.Present _ -> null;
        };
    }
}

package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.util.List;

/** What is written in the same transaction as the event it follows from. */
public sealed interface Consequence {

    /**
     * A message to a partner system, published on its topic through the service's insert-only message table.
     *
     * @param topic such as {@code police.outbound}
     * @param key the partner's reference, or the filing id
     * @param type the full message type, such as {@code fengqiao.partner.referral-acknowledged.v1}
     * @param body written as JSON
     */
    record SendToPartner(String topic, String key, String type, Object body) implements Consequence {}

    /**
     * A deadline begins to run. Setting the same name again starts it anew.
     *
     * @param name unique within the case, such as {@code claim-2}
     * @param rule the rule's id
     * @param startedAt when it began
     * @param dueAt when it has passed
     */
    record SetDeadline(String name, String rule, Instant startedAt, Instant dueAt) implements Consequence {}

    /**
     * A deadline no longer runs: it was met, or what it belongs to is over. Ending one that does not run changes nothing.
     *
     * @param name as it was set
     */
    record EndDeadline(String name) implements Consequence {}

    /**
     * What follows from events, as a service's policy. Pure: no clock, no I/O; whatever data it needs is handed to its constructor.
     *
     * @param <S> the states
     * @param <E> the events
     */
    @FunctionalInterface
    interface Policy<S, E> {
        /** The consequences of one event, in no particular order; empty if there are none. */
        List<Consequence> of(Recorded<S, E> recorded);
    }
}

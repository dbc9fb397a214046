package org.fengqiao.kernel.eventstore;

import java.util.List;

import org.fengqiao.kernel.decision.Decision.Refusal;

/**
 * Result of an order.
 *
 * @param <S> the states
 * @param <E> the events
 */
public sealed interface Ruling<S, E> {

    /**
     * The order holds.
     *
     * @param version the number of the case's events in this service, with these
     * @param state the state with these events
     * @param events what was recorded; empty if it already held
     */
    record Held<S, E>(long version, S state, List<Recorded<S, E>> events) implements Ruling<S, E> {
        public Held {
            events = List.copyOf(events);
        }
    }

    /**
     * The order was refused; nothing is recorded.
     *
     * @param because the reason
     * @param version the version it was refused at
     */
    record Refused<S, E>(Refusal because, long version) implements Ruling<S, E> {}
}

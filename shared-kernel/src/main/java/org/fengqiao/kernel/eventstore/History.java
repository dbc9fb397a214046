package org.fengqiao.kernel.eventstore;

import java.util.List;

import org.fengqiao.kernel.deadline.DeadlineEvent;

/**
 * What is recorded of one case in one service: the service's own events and those of its deadlines stand in one stream and are told apart here.
 *
 * @param version the number of all of them
 * @param events the service's own, oldest first
 * @param deadlines those of the legal clock, oldest first
 */
record History<E>(long version, List<E> events, List<DeadlineEvent> deadlines) {

    History {
        events = List.copyOf(events);
        deadlines = List.copyOf(deadlines);
    }

    /** A case never heard of. */
    static <E> History<E> none() {
        return new History<>(0, List.of(), List.of());
    }
}

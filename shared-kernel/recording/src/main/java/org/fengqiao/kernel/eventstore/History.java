package org.fengqiao.kernel.eventstore;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.legalclock.DeadlineEvent;

/**
 * Record of one case in one service: the service's own events, those of its deadlines and its gaps stand in one stream
 * and are told apart here.
 *
 * @param version of the last of them, which is their number
 * @param events the service's own, oldest first
 * @param deadlines those of the legal clock, oldest first
 * @param gaps the records that were set aside, oldest first
 * @param link of the last one; null if there is none
 */
record History<E>(
        long version,
        List<E> events,
        List<DeadlineEvent> deadlines,
        List<RecordSetAside> gaps,
        @Nullable Digest link) {

    History {
        events = List.copyOf(events);
        deadlines = List.copyOf(deadlines);
        gaps = List.copyOf(gaps);
    }

    /** A case never heard of. */
    static <E> History<E> none() {
        return new History<>(0, List.of(), List.of(), List.of(), null);
    }
}

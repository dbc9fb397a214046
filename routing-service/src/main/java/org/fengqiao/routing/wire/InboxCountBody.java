package org.fengqiao.routing.wire;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.view.InboxList.InboxCount;
import org.fengqiao.routing.view.Waiting;
import org.fengqiao.routing.view.Waiting.Act;

/**
 * Acts of one kind that wait for a unit or a person.
 *
 * @param unit null if they wait for a person
 * @param person null if they wait for a unit
 * @param overdue how many of them are late
 * @param earliest when the first is, or was, due; null if no clock runs for any
 */
public record InboxCountBody(
        @Nullable String unit,
        @Nullable String person,
        Act act,
        long waiting,
        long overdue,
        @Nullable Instant earliest) {

    /** Returns the count as it is answered. */
    public static InboxCountBody of(InboxCount count) {
        return new InboxCountBody(
                Waiting.unitOf(count.recipient()),
                Waiting.personOf(count.recipient()),
                count.act(),
                count.waiting(),
                count.overdue(),
                count.earliest());
    }
}

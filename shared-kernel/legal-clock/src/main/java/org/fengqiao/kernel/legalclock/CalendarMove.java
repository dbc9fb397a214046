package org.fengqiao.kernel.legalclock;

import java.time.Instant;
import java.util.List;

/**
 * A move of a due by days that were announced after the deadline was set.
 *
 * @param calendar the version of the calendar by which it is counted since
 * @param notices numbers of the official notices of the years it touches
 * @param dueBefore the due before
 * @param dueAfter the due after
 * @param movedAt when that was found
 */
public record CalendarMove(
        String calendar, List<String> notices, Instant dueBefore, Instant dueAfter, Instant movedAt) {

    /** Keeps the list from changing. */
    public CalendarMove {
        notices = List.copyOf(notices);
    }
}

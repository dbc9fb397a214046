package org.fengqiao.routing.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Hours on some days of each week, by the clock of China. Those from Monday to Friday are for working days, and not for
 * a holiday among them. On a Saturday or Sunday that is worked in exchange for a day off, those of a whole working week
 * count, too.
 *
 * @param days the days of the week
 * @param from the first moment
 * @param to the moment after the last one, on the same day
 */
public record WeeklyHours(List<DayOfWeek> days, LocalTime from, LocalTime to) {

    private static final Set<DayOfWeek> WORKING_WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    public WeeklyHours {
        days = List.copyOf(days);
    }

    /** Returns what is wrong with it; empty if nothing is. */
    Optional<String> problem() {
        if (days.isEmpty()) {
            return Optional.of("hours name no day");
        }
        return from.isBefore(to) ? Optional.empty() : Optional.of("hours end before they begin");
    }

    /**
     * Returns whether any of it is on a day, later than a time.
     *
     * @param workingDay tells whether offices are open on a day
     */
    boolean reach(LocalDate day, LocalTime after, Predicate<LocalDate> workingDay) {
        return to.isAfter(after) && (workingDay.test(day) ? areWorked(day.getDayOfWeek()) : areOff(day.getDayOfWeek()));
    }

    private boolean areWorked(DayOfWeek day) {
        return days.contains(day) || !WORKING_WEEK.contains(day) && days.containsAll(WORKING_WEEK);
    }

    private boolean areOff(DayOfWeek day) {
        return days.contains(day) && !WORKING_WEEK.contains(day);
    }
}

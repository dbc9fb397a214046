package org.fengqiao.kernel.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The official calendar of working days with its swapped days (调休). A year without an official notice counts weekends only.
 * Kept as data in {@code legal/calendar/china.json}.
 */
public final class WorkingDays {

    private static final String CHINA = "/legal/calendar/china.json";

    private final ZoneId zone;
    private final Set<LocalDate> daysOff = new HashSet<>();
    private final Set<LocalDate> worked = new HashSet<>();

    private record Year(List<String> daysOff, List<String> workedWeekendDays) {}

    private record Calendar(String zone, String source, Map<Integer, Year> years) {}

    private WorkingDays(Calendar calendar) {
        this.zone = ZoneId.of(calendar.zone());
        calendar.years().values().forEach(year -> {
            year.daysOff().stream().flatMap(WorkingDays::days).forEach(daysOff::add);
            year.workedWeekendDays().stream().flatMap(WorkingDays::days).forEach(worked::add);
        });
    }

    /** The calendar the product ships. */
    public static WorkingDays official() {
        try (var data = WorkingDays.class.getResourceAsStream(CHINA)) {
            return new WorkingDays(new ObjectMapper().readValue(data, Calendar.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + CHINA, e);
        }
    }

    /** The zone in which a day begins and ends. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether offices are open that day. */
    public boolean isWorkingDay(LocalDate day) {
        if (worked.contains(day)) {
            return true;
        }
        var weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !daysOff.contains(day);
    }

    /** The {@code count}-th working day after {@code day}; {@code day} itself is not counted. */
    public LocalDate after(LocalDate day, int count) {
        var last = day;
        for (var left = count; left > 0; ) {
            last = last.plusDays(1);
            if (isWorkingDay(last)) {
                left--;
            }
        }
        return last;
    }

    private static Stream<LocalDate> days(String dayOrRange) {
        var ends = dayOrRange.split("/");
        var first = LocalDate.parse(ends[0]);
        return first.datesUntil(LocalDate.parse(ends[ends.length - 1]).plusDays(1));
    }
}

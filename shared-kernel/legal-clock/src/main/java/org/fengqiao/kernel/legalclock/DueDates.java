package org.fengqiao.kernel.legalclock;

import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;

/**
 * The arithmetic of the legal clock: on which day, or at which instant, a deadline ends. Each step only ever moves the
 * end later: skipping days on which the clock stood, adding extensions, moving on from a day off.
 */
final class DueDates {

    private final OfficialCalendar calendar;

    DueDates(OfficialCalendar calendar) {
        this.calendar = calendar;
    }

    /** Days on which the clock stood for any part, both ends included, as epoch days. */
    private record Standing(long from, long to) {}

    /** Returns the first instant at which it is too late. */
    Instant dueAt(Rule rule, Length length, Instant startedAt, List<Pause> pauses, List<GrantedExtension> extensions) {
        if (length.unit() == CountUnit.HOURS) {
            return hours(length, startedAt, pauses, extensions);
        }
        var last = lastDay(rule, length, startedAt, pauses, extensions);
        return last.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    /** Returns when to warn of that due, ascending; a moment that lies before the start is no warning. */
    List<Instant> warnAt(Rule rule, Instant startedAt, Instant dueAt) {
        var due = dueAt.atZone(ZONE);
        return rule.warnings().stream()
                .map(before -> switch (before.unit()) {
                    case HOURS -> dueAt.minus(Duration.ofHours(before.count()));
                    case DAYS -> due.minusDays(before.count()).toInstant();
                    case WORKING_DAYS ->
                        due.with(calendar.plusWorkingDays(due.toLocalDate(), -before.count()))
                                .toInstant();
                })
                .filter(warning -> warning.isAfter(startedAt))
                .distinct()
                .sorted()
                .toList();
    }

    private LocalDate lastDay(
            Rule rule, Length length, Instant startedAt, List<Pause> pauses, List<GrantedExtension> extensions) {
        var counted = lastCountedDay(rule, length, startedAt, pauses, extensions);
        if (rule.lastDayOnHoliday() == LastDayOnHoliday.STAYS) {
            return counted;
        }
        // The next working day on which the clock did not stand.
        return LocalDate.ofEpochDay(nthDay(CountUnit.WORKING_DAYS, counted.toEpochDay() - 1, 1, standing(pauses)));
    }

    /** Returns the last of the days that are counted, before it may move on from a day off. */
    LocalDate lastCountedDay(
            Rule rule, Length length, Instant startedAt, List<Pause> pauses, List<GrantedExtension> extensions) {
        var standing = standing(pauses);
        var startDay = startedAt.atZone(ZONE).toLocalDate().toEpochDay();
        var last = nthDay(length.unit(), rule.firstDayCounts() ? startDay - 1 : startDay, length.count(), standing);
        for (var extension : extensions) {
            last = nthDay(extension.length().unit(), last, extension.length().count(), standing);
        }
        return LocalDate.ofEpochDay(last);
    }

    /** Returns the {@code count}-th day after {@code base} that is counted. */
    private long nthDay(CountUnit unit, long base, int count, List<Standing> standing) {
        var rank = rank(unit, base) + count;
        for (var pause : standing) {
            var from = Math.max(pause.from(), base + 1);
            if (from > pause.to()) {
                continue;
            }
            if (from > day(unit, rank)) {
                break;
            }
            rank += rank(unit, pause.to()) - rank(unit, from - 1);
        }
        return day(unit, rank);
    }

    private long rank(CountUnit unit, long epochDay) {
        return switch (unit) {
            case DAYS -> epochDay;
            case WORKING_DAYS -> calendar.rank(epochDay);
            case HOURS -> throw new IllegalArgumentException("hours are not counted by days");
        };
    }

    private long day(CountUnit unit, long rank) {
        return switch (unit) {
            case DAYS -> rank;
            case WORKING_DAYS -> calendar.workingDay(rank);
            case HOURS -> throw new IllegalArgumentException("hours are not counted by days");
        };
    }

    private static List<Standing> standing(List<Pause> pauses) {
        if (pauses.isEmpty()) {
            return List.of();
        }
        var standing = new ArrayList<Standing>();
        for (var pause : inOrder(pauses)) {
            var end = end(pause);
            if (!end.isAfter(pause.pausedAt())) {
                continue;
            }
            var from = pause.pausedAt().atZone(ZONE).toLocalDate().toEpochDay();
            // A clock that runs again at midnight has not stood on the day that begins.
            var to = end.minusNanos(1).atZone(ZONE).toLocalDate().toEpochDay();
            if (!standing.isEmpty() && from <= standing.getLast().to()) {
                var before = standing.removeLast();
                standing.add(new Standing(before.from(), Math.max(before.to(), to)));
            } else {
                standing.add(new Standing(from, to));
            }
        }
        return standing;
    }

    private static Instant hours(
            Length length, Instant startedAt, List<Pause> pauses, List<GrantedExtension> extensions) {
        var hours = (long) length.count();
        for (var extension : extensions) {
            hours += extension.length().count();
        }
        var due = startedAt.plus(Duration.ofHours(hours));
        var stoodUntil = startedAt;
        for (var pause : inOrder(pauses)) {
            var from = pause.pausedAt().isAfter(stoodUntil) ? pause.pausedAt() : stoodUntil;
            var to = end(pause);
            if (to.isAfter(from) && from.isBefore(due)) {
                due = due.plus(Duration.between(from, to));
                stoodUntil = to;
            }
        }
        return due;
    }

    private static List<Pause> inOrder(List<Pause> pauses) {
        return pauses.stream().sorted(Comparator.comparing(Pause::pausedAt)).toList();
    }

    private static Instant end(Pause pause) {
        var end = pause.resumedAt();
        if (end == null) {
            throw new IllegalArgumentException("while the clock stands nobody knows when it will be due");
        }
        return end;
    }
}

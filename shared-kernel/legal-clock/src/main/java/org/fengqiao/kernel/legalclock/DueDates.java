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
    private record PausedDays(long from, long to) {}

    /** Returns the first instant at which it is too late. */
    Instant dueAt(Rule rule, Length length, Instant startedAt, List<Pause> pauses, List<GrantedExtension> extensions) {
        if (length.unit() == CountUnit.HOURS) {
            return hours(length, startedAt, pauses, extensions);
        }
        var last = lastDay(rule, length, startedAt, pauses, extensions);
        var closes = rule.lastDayEndsAt();
        var end = closes == null
                ? last.plusDays(1).atStartOfDay(ZONE)
                : last.atTime(closes).atZone(ZONE);
        return end.toInstant();
    }

    /** Returns when to warn of that due, ascending; a moment that lies before the start is no warning. */
    List<Instant> warnAt(Rule rule, Instant startedAt, Instant dueAt) {
        var due = dueAt.atZone(ZONE);
        return rule.warnings().stream()
                .map(before -> switch (before.unit()) {
                    case HOURS -> dueAt.minus(Duration.ofHours(before.count()));
                    case DAYS -> due.minusDays(before.count()).toInstant();
                    case MONTHS -> due.minusMonths(before.count()).toInstant();
                    case YEARS -> due.minusYears(before.count()).toInstant();
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
        return LocalDate.ofEpochDay(nthDay(CountUnit.WORKING_DAYS, counted.toEpochDay() - 1, 1, paused(pauses)));
    }

    /** Returns the last of the days that are counted, before it may move on from a day off. */
    LocalDate lastCountedDay(
            Rule rule, Length length, Instant startedAt, List<Pause> pauses, List<GrantedExtension> extensions) {
        var paused = paused(pauses);
        var startDay = startedAt.atZone(ZONE).toLocalDate().toEpochDay();
        var last = rule.firstDayCounts() ? startDay - 1 : startDay;
        for (var part : inDays(LocalDate.ofEpochDay(last), length, extensions)) {
            last = nthDay(part.unit(), last, part.count(), paused);
        }
        return LocalDate.ofEpochDay(last);
    }

    /**
     * Returns the length and its extensions in days or working days. How many days a month has is asked of the calendar
     * as if the clock never stood, so that a day on which it stands moves the end by a day, and never by more or less.
     *
     * @param base the day before the first that is counted
     */
    List<Length> inDays(LocalDate base, Length length, List<GrantedExtension> extensions) {
        var parts = new ArrayList<Length>();
        var from = base;
        parts.add(inDays(from, length));
        for (var extension : extensions) {
            var before = parts.getLast();
            from = LocalDate.ofEpochDay(nthDay(before.unit(), from.toEpochDay(), before.count(), List.of()));
            parts.add(inDays(from, extension.length()));
        }
        return parts;
    }

    private static Length inDays(LocalDate from, Length length) {
        var to = switch (length.unit()) {
            case MONTHS -> from.plusMonths(length.count());
            case YEARS -> from.plusYears(length.count());
            case DAYS, WORKING_DAYS, HOURS -> null;
        };
        return to == null ? length : new Length(Math.toIntExact(to.toEpochDay() - from.toEpochDay()), CountUnit.DAYS);
    }

    /** Returns the {@code count}-th day after {@code base} that is counted. */
    private long nthDay(CountUnit unit, long base, int count, List<PausedDays> paused) {
        var rank = rank(unit, base) + count;
        for (var pause : paused) {
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
            case HOURS, MONTHS, YEARS -> throw new IllegalArgumentException(unit + " are not counted by days");
        };
    }

    private long day(CountUnit unit, long rank) {
        return switch (unit) {
            case DAYS -> rank;
            case WORKING_DAYS -> calendar.workingDay(rank);
            case HOURS, MONTHS, YEARS -> throw new IllegalArgumentException(unit + " are not counted by days");
        };
    }

    private static List<PausedDays> paused(List<Pause> pauses) {
        if (pauses.isEmpty()) {
            return List.of();
        }
        var paused = new ArrayList<PausedDays>();
        for (var pause : inOrder(pauses)) {
            var end = end(pause);
            if (!end.isAfter(pause.pausedAt())) {
                continue;
            }
            var from = pause.pausedAt().atZone(ZONE).toLocalDate().toEpochDay();
            // A clock that runs again at midnight has not stood on the day that begins.
            var to = end.minusNanos(1).atZone(ZONE).toLocalDate().toEpochDay();
            if (!paused.isEmpty() && from <= paused.getLast().to()) {
                var before = paused.removeLast();
                paused.add(new PausedDays(before.from(), Math.max(before.to(), to)));
            } else {
                paused.add(new PausedDays(from, to));
            }
        }
        return paused;
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

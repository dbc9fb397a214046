package org.fengqiao.kernel.legalclock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.fengqiao.kernel.value.Bilingual;

/**
 * The official calendar, which says what days are worked. A year without an official notice has weekends only; whoever
 * counts in it must say so ({@link #isOfficial}).
 *
 * <p>Counting is by rank: the rank of a day is the number of working days up to and including it. Within the years that
 * have a notice both directions are one look into a table, outside of them arithmetic on whole weeks, so a long span
 * costs no more than a short one.
 */
public final class OfficialCalendar {

    /** Time zone in which days begin and end. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** 1969-12-29, a Monday: weeks are counted from here. */
    private static final long MONDAY = -3;

    private final Map<Integer, OfficialYear> years;
    private final String version;
    private final Map<LocalDate, OfficialYear.Holiday> holidays = new HashMap<>();

    /** The first day of the first year with a notice; the table begins here. */
    private final long firstDay;

    /** The rank of the day before {@link #firstDay}. */
    private final long rankBefore;

    /** Number of working days in the table up to and including each day from {@link #firstDay}. */
    private final int[] workingDaysThrough;

    /** The working days of the table, as days since {@link #firstDay}. */
    private final int[] workingDays;

    private OfficialCalendar(Map<Integer, OfficialYear> years) {
        this.years = Map.copyOf(years);
        this.version = versionOf(years);
        years.values()
                .forEach(year -> year.holidays()
                        .forEach(holiday -> holiday.from()
                                .datesUntil(holiday.to().plusDays(1))
                                .forEach(day -> holidays.put(day, holiday))));
        var firstYear = years.keySet().stream().mapToInt(year -> year).min().orElse(1970);
        var lastYear = years.keySet().stream().mapToInt(year -> year).max().orElse(1969);
        this.firstDay = LocalDate.of(firstYear, 1, 1).toEpochDay();
        this.rankBefore = weekdaysThrough(firstDay - 1);
        var days = (int) (LocalDate.of(lastYear, 12, 31).toEpochDay() - firstDay + 1);
        this.workingDaysThrough = new int[days];
        var found = new int[days];
        var count = 0;
        for (var day = 0; day < days; day++) {
            if (byNotice(LocalDate.ofEpochDay(firstDay + day))) {
                found[count++] = day;
            }
            workingDaysThrough[day] = count;
        }
        this.workingDays = java.util.Arrays.copyOf(found, count);
    }

    /**
     * Returns the calendar of these years.
     *
     * @throws IllegalArgumentException if a year is there twice
     */
    public static OfficialCalendar of(Collection<OfficialYear> years) {
        var byYear = new HashMap<Integer, OfficialYear>();
        for (var year : years) {
            if (byYear.put(year.year(), year) != null) {
                throw new IllegalArgumentException(year.year() + " is there twice");
            }
        }
        return new OfficialCalendar(byYear);
    }

    /** Returns whether there is an official notice for the year. */
    public boolean isOfficial(int year) {
        return years.containsKey(year);
    }

    /** Returns the numbers of the official notices of these years, in their order. */
    List<String> notices(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(years::get)
                .filter(Objects::nonNull)
                .flatMap(year -> year.notices().stream())
                .map(OfficialYear.Notice::number)
                .toList();
    }

    /**
     * Returns what tells this calendar from any other: the same for the same days off and days worked, in whatever
     * order they were read.
     */
    public String version() {
        return version;
    }

    private static String versionOf(Map<Integer, OfficialYear> years) {
        var days = new StringBuilder();
        new TreeMap<>(years).forEach((year, official) -> {
            days.append(year);
            official.holidays().stream()
                    .flatMap(holiday -> holiday.from().datesUntil(holiday.to().plusDays(1)))
                    .sorted()
                    .forEach(day -> days.append(" -").append(day));
            official.worked().stream().sorted().forEach(day -> days.append(" +").append(day));
        });
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(days.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns whether offices are open that day. */
    public boolean isWorkingDay(LocalDate day) {
        return rank(day.toEpochDay()) > rank(day.toEpochDay() - 1);
    }

    /** Returns whether that Saturday or Sunday is worked in exchange for a day off. */
    public boolean isSwappedWorkingDay(LocalDate day) {
        var year = years.get(day.getYear());
        return year != null && year.worked().contains(day);
    }

    /** Returns the name of the holiday that this day is part of, bridging days included; empty on other days. */
    public Optional<Bilingual> holiday(LocalDate day) {
        return Optional.ofNullable(holidays.get(day)).map(OfficialYear.Holiday::name);
    }

    /**
     * Returns the {@code count}-th working day after {@code day}, or before it if negative; {@code day} itself is not
     * counted, and is the answer for 0.
     */
    public LocalDate plusWorkingDays(LocalDate day, int count) {
        var epochDay = day.toEpochDay();
        if (count == 0) {
            return day;
        }
        return LocalDate.ofEpochDay(
                count > 0 ? workingDay(rank(epochDay) + count) : workingDay(rank(epochDay - 1) + 1 + count));
    }

    /**
     * Returns how many working days there are from {@code from} up to and including {@code to}; 0 if {@code to} is
     * earlier.
     */
    public long workingDaysBetween(LocalDate from, LocalDate to) {
        return Math.max(0, rank(to.toEpochDay()) - rank(from.toEpochDay() - 1));
    }

    /** Returns that day if it is worked, otherwise the next one that is. */
    public LocalDate workingDayFrom(LocalDate day) {
        return isWorkingDay(day) ? day : plusWorkingDays(day, 1);
    }

    /** Returns the number of working days up to and including this day, from an origin that stays the same. */
    long rank(long epochDay) {
        var day = epochDay - firstDay;
        if (day < 0) {
            return weekdaysThrough(epochDay);
        }
        if (day < workingDaysThrough.length) {
            return rankBefore + workingDaysThrough[(int) day];
        }
        var end = firstDay + workingDaysThrough.length - 1;
        return rankBefore + workingDays.length + weekdaysThrough(epochDay) - weekdaysThrough(end);
    }

    /** Returns the day that has this rank and is worked. */
    long workingDay(long rank) {
        var index = rank - rankBefore - 1;
        if (index < 0) {
            return weekday(rank);
        }
        if (index < workingDays.length) {
            return firstDay + workingDays[(int) index];
        }
        var end = firstDay + workingDaysThrough.length - 1;
        return weekday(index + 1 - workingDays.length + weekdaysThrough(end));
    }

    private boolean byNotice(LocalDate day) {
        if (isSwappedWorkingDay(day)) {
            return true;
        }
        return !isWeekend(day) && !holidays.containsKey(day);
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Mondays to Fridays since {@link #MONDAY}, up to and including this day. */
    private static long weekdaysThrough(long epochDay) {
        var days = epochDay - MONDAY;
        return Math.floorDiv(days, 7) * 5 + Math.min(Math.floorMod(days, 7) + 1, 5);
    }

    /** Returns the inverse of {@link #weekdaysThrough}. */
    private static long weekday(long rank) {
        return MONDAY + Math.floorDiv(rank - 1, 5) * 7 + Math.floorMod(rank - 1, 5);
    }
}

package org.fengqiao.kernel.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * Times and dates as they come from outside: texts of RFC 3339 and nothing else, of days that exist. Every time and
 * date has a range too, which is from {@link #FIRST_DAY} to tomorrow unless it is about what lies ahead.
 */
public final class Times {

    /** The day before which nothing happened that can be recorded: the republic was founded on it. */
    public static final LocalDate FIRST_DAY = LocalDate.of(1949, 10, 1);

    /** All of China goes by this. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .appendLiteral('-')
            .appendValue(ChronoField.DAY_OF_MONTH, 2)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DATE)
            .appendLiteral('T')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private Times() {}

    /** Returns the time in a text such as {@code 2024-03-01T08:30:00+08:00}; empty if it is none. */
    public static Optional<OffsetDateTime> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, TIME));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Returns the date in a text such as {@code 2024-03-01}; empty if it is none. */
    public static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DATE));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Returns the day that it is in China at a time. */
    public static LocalDate dayOf(Instant time) {
        return time.atOffset(CHINA).toLocalDate();
    }

    /**
     * Returns the last day that may be named.
     *
     * @param yearsAhead how many years it may lie ahead; 0 for what happened, which is tomorrow at the latest, since
     *     clocks differ
     */
    public static LocalDate latestDay(Instant now, int yearsAhead) {
        return dayOf(now).plusDays(1).plusYears(yearsAhead);
    }

    /** Returns whether a day lies between {@link #FIRST_DAY} and another one, both included. */
    public static boolean isBetween(LocalDate day, LocalDate latest) {
        return !day.isBefore(FIRST_DAY) && !day.isAfter(latest);
    }
}

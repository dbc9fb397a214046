package org.fengqiao.analytics.bulletin;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Pattern;

import org.fengqiao.analytics.model.BatchFold;

/**
 * A period that a bulletin is about, in China's days.
 *
 * @param kind what is issued about it
 * @param name such as {@code 2024-W10}, {@code 2024-03}, {@code 2024-Q1} or {@code 2024}
 * @param from the first day
 * @param to the last day
 */
public record Period(Kind kind, String name, LocalDate from, LocalDate to) {

    /** The regular expression of a week (ISO 8601), month, quarter or year. */
    public static final String FORM = "[0-9]{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|W0[1-9]|W[1-4][0-9]|W5[0-3]))?";

    private static final Pattern NAME = Pattern.compile(FORM);
    private static final int MONTHS_OF_A_QUARTER = 3;
    private static final int MONTHS_OF_A_YEAR = 12;
    private static final int DIGITS_OF_A_YEAR = 4;

    /** The day of January that lies in the first week of every year. */
    private static final int IN_THE_FIRST_WEEK = 4;

    /** Kinds of bulletins. */
    public enum Kind {
        /** Weekly sorting (周梳理). */
        WEEKLY_SORTING,
        /** Monthly judgement (月研判). */
        MONTHLY_JUDGEMENT,
        /** Quarterly bulletin (季通报). */
        QUARTERLY_BULLETIN,
        /** Annual report (年度报告; Regulations on Petition Work, art. 41). */
        ANNUAL_REPORT
    }

    /** Returns the period of this name; empty if it is none, such as a 53rd week of most years. */
    public static Optional<Period> named(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        var year = Integer.parseInt(name.substring(0, DIGITS_OF_A_YEAR));
        if (name.length() == DIGITS_OF_A_YEAR) {
            return Optional.of(months(Kind.ANNUAL_REPORT, name, LocalDate.of(year, 1, 1), MONTHS_OF_A_YEAR));
        }
        var part = name.substring(DIGITS_OF_A_YEAR + 1);
        return switch (part.charAt(0)) {
            case 'W' -> week(name, year, Integer.parseInt(part.substring(1)));
            case 'Q' -> {
                var month = (Integer.parseInt(part.substring(1)) - 1) * MONTHS_OF_A_QUARTER + 1;
                yield Optional.of(
                        months(Kind.QUARTERLY_BULLETIN, name, LocalDate.of(year, month, 1), MONTHS_OF_A_QUARTER));
            }
            default ->
                Optional.of(months(Kind.MONTHLY_JUDGEMENT, name, LocalDate.of(year, Integer.parseInt(part), 1), 1));
        };
    }

    private static Period months(Kind kind, String name, LocalDate from, int months) {
        return new Period(kind, name, from, from.plusMonths(months).minusDays(1));
    }

    private static Optional<Period> week(String name, int year, int week) {
        var inTheFirst = LocalDate.of(year, 1, IN_THE_FIRST_WEEK);
        if (week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inTheFirst).getMaximum()) {
            return Optional.empty();
        }
        var from = inTheFirst.with(DayOfWeek.MONDAY).plusWeeks(week - 1);
        return Optional.of(new Period(Kind.WEEKLY_SORTING, name, from, from.plusDays(6)));
    }

    /** Returns its first instant. */
    public Instant begin() {
        return begin(0);
    }

    /** Returns the first instant of the month so many months before it begins. */
    Instant begin(int monthsBefore) {
        return from.minusMonths(monthsBefore).atStartOfDay(BatchFold.ZONE).toInstant();
    }

    /** Returns the first instant after it. */
    public Instant end() {
        return to.plusDays(1).atStartOfDay(BatchFold.ZONE).toInstant();
    }
}

package org.fengqiao.kernel.legalclock;

/** A unit in which a length is counted. */
public enum CountUnit {
    /** Hours by the clock, from the instant of the start. */
    HOURS,
    /** Calendar days; where the law says only "day" (日), this is meant. */
    DAYS,
    /** Working days (工作日) of the official calendar, with its swapped days. */
    WORKING_DAYS,
    /** Months, to the corresponding day, or to the last day of a month that has none (民法典 art. 202). */
    MONTHS,
    /** Years, as months are counted (民法典 art. 202). */
    YEARS;

    /** Returns whether every day of the calendar is in it, so that its last day can fall on a day off. */
    public boolean isOfTheCalendar() {
        return switch (this) {
            case DAYS, MONTHS, YEARS -> true;
            case HOURS, WORKING_DAYS -> false;
        };
    }

    /** Returns whether it is counted to a corresponding day. */
    public boolean hasCorrespondingDay() {
        return switch (this) {
            case MONTHS, YEARS -> true;
            case HOURS, DAYS, WORKING_DAYS -> false;
        };
    }
}

package org.fengqiao.kernel.legalclock;

/** A unit in which a length is counted. */
public enum CountUnit {
    /** Hours by the clock, from the instant of the start. */
    HOURS,
    /** Calendar days; where the law says only "day" (日), this is meant. */
    DAYS,
    /** Working days (工作日) of the official calendar, with its swapped days. */
    WORKING_DAYS
}

package org.fengqiao.kernel.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Start of a page in a list that is ordered by a time, then by the case, then by a number within the case.
 *
 * @param time exact to the microsecond, as the database keeps it
 * @param number 0 where a case is in the list once
 */
public record TimeCursor(Instant time, UUID caseId, int number) {

    /** Before every row of every list. */
    private static final TimeCursor FIRST = new TimeCursor(Instant.parse("0001-01-01T00:00:00Z"), new UUID(0, 0), 0);

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** The place of a case that is in its list once. */
    public TimeCursor(Instant time, UUID caseId) {
        this(time, caseId, 0);
    }

    /**
     * Returns the start of the page that is asked for.
     *
     * @throws Problem.Thrown 400 if the cursor is none of such a list
     */
    public static TimeCursor after(Page.Request page) {
        return page.after(FIRST, TimeCursor::parse);
    }

    private static TimeCursor parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("not the key of a row");
        }
        var time = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
        if (time.isBefore(FIRST.time) || !time.isBefore(END)) {
            throw new IllegalArgumentException("a time that no row has");
        }
        return new TimeCursor(time, UUID.fromString(parts[1]), parts.length == 2 ? 0 : Integer.parseInt(parts[2]));
    }

    /** The row's key: microseconds since 1970, the case, and the number. */
    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time) + "/" + caseId + "/" + number;
    }
}

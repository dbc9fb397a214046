package org.fengqiao.control.replay;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

import org.fengqiao.kernel.legalclock.OfficialCalendar;

/** Times as people read them: those of China, to the second, with the zone. */
public final class Times {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssXXX").withZone(OfficialCalendar.ZONE);

    private Times() {}

    /** Returns the time in China. */
    public static String shown(Instant time) {
        return SHOWN.format(time);
    }
}

package org.fengqiao.mediation.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Rules for the rounds of revisits after one closing.
 *
 * @param attempts how often a party is tried before it counts as not reached
 * @param differentDays on how many days at least
 * @param differentHours at how many hours of the day at least
 * @param linkValid how long a one-time code can be used
 * @param soonAfterClosing an answer within this time after the closing was known is marked
 */
public record RevisitRules(
        int attempts, int differentDays, int differentHours, Duration linkValid, Duration soonAfterClosing) {

    /**
     * Returns whether these attempts are enough.
     *
     * @param made in local time
     */
    boolean areExhaustedBy(List<ZonedDateTime> made) {
        return made.size() >= attempts
                && made.stream().map(ZonedDateTime::toLocalDate).distinct().count() >= differentDays
                && made.stream().map(ZonedDateTime::getHour).distinct().count() >= differentHours;
    }

    Instant linkExpires(Instant madeAt) {
        return madeAt.plus(linkValid);
    }

    boolean isSoonAfter(Instant closingKnownAt, Instant answeredAt) {
        return answeredAt.isBefore(closingKnownAt.plus(soonAfterClosing));
    }
}

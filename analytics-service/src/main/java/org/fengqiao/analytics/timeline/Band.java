package org.fengqiao.analytics.timeline;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Stretch of time in which the custody of a case was of one kind.
 *
 * @param unit the unit that has the case; null if none has
 * @param custody which assignment of the case to a unit, from 1; 0 if none
 * @param from when it began
 * @param to when it ended; null if it goes on
 */
public record Band(
        Kind kind,
        @Nullable String unit,
        int custody,
        Instant from,
        @Nullable Instant to) {

    /** Kinds of custody. */
    public enum Kind {
        /** Intake has the case and has not decided whether to accept it. */
        INTAKE,
        /** Nobody has the case. */
        UNHELD,
        /** A unit was given the case and has not claimed it. */
        ASSIGNED,
        /** A unit has claimed the case. */
        HELD,
        /** The case is closed, declined or withdrawn. */
        CLOSED
    }

    Band until(Instant end) {
        return new Band(kind, unit, custody, from, end);
    }
}

package org.fengqiao.kernel.legalclock;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A time in which the clock stood.
 *
 * @param ground as the rule names it
 * @param pausedAt from then on, inclusive
 * @param resumedAt up to then, exclusive; null if the clock still stands
 */
public record Pause(
        String ground, Instant pausedAt, @Nullable Instant resumedAt) {

    /** @throws IllegalArgumentException if it ends before it begins */
    public Pause {
        if (resumedAt != null && resumedAt.isBefore(pausedAt)) {
            throw new IllegalArgumentException("a pause ends after it begins");
        }
    }

    /** Returns whether the clock still stands. */
    public boolean isOpen() {
        return resumedAt == null;
    }
}

package org.fengqiao.routing.model;

/**
 * Number of those invited who must have given their opinion before a consultation can be concluded.
 *
 * @param percent the share of those invited, 1 to 100
 * @param atLeast however few are invited, at least 1
 */
public record Quorum(int percent, int atLeast) {

    /** @throws IllegalArgumentException if one of them is out of range */
    public Quorum {
        if (percent < 1 || percent > 100 || atLeast < 1) {
            throw new IllegalArgumentException("a quorum is 1 to 100 percent of those invited, and at least 1");
        }
    }

    /** Returns how many opinions are needed of so many invited. */
    public int of(int invited) {
        return Math.max(atLeast, Math.ceilDiv(invited * percent, 100));
    }
}

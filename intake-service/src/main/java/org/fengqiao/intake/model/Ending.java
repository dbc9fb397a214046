package org.fengqiao.intake.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** End of a case, as far as it decides whether the people of the case may be forgotten. */
public sealed interface Ending {

    /** Returns the number of the last closing that is known; 0 before the first. */
    int closure();

    /** The case goes on. */
    record Open(int closure) implements Ending {}

    /**
     * The case is closed, and nobody has said that what was reached holds.
     *
     * @param closedAt when; the retention counts from there
     * @param merged true if it is carried on under another case, so that nobody ever will
     */
    record Unverified(int closure, Instant closedAt, boolean merged) implements Ending {}

    /**
     * The case was found settled, or never taken on: nothing is left to be kept for.
     *
     * @param closedAt when it was closed; null if it never was, or nobody said so before
     */
    record Settled(int closure, @Nullable Instant closedAt) implements Ending {}

    /** Returns when the case was closed; null if it is open, or nobody said so. */
    default @Nullable Instant closedAt() {
        return switch (this) {
            case Open _ -> null;
            case Unverified closed -> closed.closedAt();
            case Settled settled -> settled.closedAt();
        };
    }

    /** Returns whether the case goes on. */
    default boolean isOpen() {
        return this instanceof Open;
    }

    /** Returns the end of a case that was found settled, declined or withdrawn. */
    default Ending settled() {
        return new Settled(closure(), closedAt());
    }
}

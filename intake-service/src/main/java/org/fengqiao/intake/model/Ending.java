package org.fengqiao.intake.model;

import java.time.Instant;

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

    /** The case was found settled, or never taken on: nothing is left to be kept for. */
    record Settled(int closure) implements Ending {}

    /** Returns the end of a case that was found settled, declined or withdrawn. */
    default Ending settled() {
        return new Settled(closure());
    }
}

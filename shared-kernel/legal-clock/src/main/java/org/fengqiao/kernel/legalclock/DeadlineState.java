package org.fengqiao.kernel.legalclock;

/** The state of a deadline. An enum and not a record each, since a deadline has the same parts in all of them. */
public enum DeadlineState {
    /** The clock runs. */
    RUNNING,
    /** The clock runs, and a warning was given. */
    WARNED,
    /** The due has passed, and what was owed is still owed. */
    BREACHED,
    /** The clock stands. */
    PAUSED,
    /** Done in time. */
    MET,
    /** Done, but after the due. */
    MET_LATE,
    /** The due has passed, and the right was not used. */
    LAPSED,
    /** No longer owed. */
    CANCELLED;

    /** Returns whether the poller has anything to look for: the clock runs and the due has not been seen to pass. */
    public boolean runs() {
        return switch (this) {
            case RUNNING, WARNED -> true;
            case BREACHED, PAUSED, MET, MET_LATE, LAPSED, CANCELLED -> false;
        };
    }

    /** Returns whether it is neither met, nor lapsed, nor cancelled. */
    public boolean isOpen() {
        return switch (this) {
            case RUNNING, WARNED, BREACHED, PAUSED -> true;
            case MET, MET_LATE, LAPSED, CANCELLED -> false;
        };
    }
}

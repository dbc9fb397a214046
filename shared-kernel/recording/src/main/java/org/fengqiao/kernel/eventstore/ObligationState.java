package org.fengqiao.kernel.eventstore;

import org.fengqiao.kernel.legalclock.Deadline;

/** Stage of an obligation, as the state of its deadline tells it. */
public enum ObligationState {
    /** Owed, and there is time left. */
    OWED,
    /** Owed, and its time is over. */
    LATE,
    /** Done in time. */
    KEPT,
    /** Done, after its time. */
    KEPT_LATE,
    /** No longer owed. */
    DROPPED;

    static ObligationState of(Deadline deadline) {
        return switch (deadline.state()) {
            case RUNNING, WARNED, PAUSED -> OWED;
            case BREACHED -> LATE;
            case MET -> KEPT;
            case MET_LATE -> KEPT_LATE;
            case LAPSED, CANCELLED -> DROPPED;
        };
    }
}

package org.fengqiao.routing.view;

import org.fengqiao.routing.model.Duty;

/** State of a duty, in one word. */
public enum DutyStatus {
    /** Somebody of the unit has yet to claim it. */
    ASSIGNED,
    /** Somebody of the unit has it in hand. */
    CLAIMED,
    /** The unit gave it back. */
    RETURNED,
    DONE,
    /** It is no longer owed. */
    CANCELLED;

    /** The status of a duty. */
    public static DutyStatus of(Duty duty) {
        return switch (duty) {
            case Duty.Assigned _ -> ASSIGNED;
            case Duty.Claimed _ -> CLAIMED;
            case Duty.Returned _ -> RETURNED;
            case Duty.Done _ -> DONE;
            case Duty.Cancelled _ -> CANCELLED;
        };
    }
}

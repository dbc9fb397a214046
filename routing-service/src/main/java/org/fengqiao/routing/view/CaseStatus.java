package org.fengqiao.routing.view;

import org.fengqiao.routing.model.RoutingCase;

/** State of a case in routing, in one word. */
public enum CaseStatus {
    /** Judged, between two units. */
    TRIAGED,
    /** With a unit that has yet to claim it. */
    ASSIGNED,
    /** Claimed by a worker of the unit. */
    CLAIMED,
    /** Settled, as far as those who settled it know. */
    CLOSED,
    /** Settled, and the parties say so. */
    VERIFIED;

    /** The status of a case that was judged at least once. */
    public static CaseStatus of(RoutingCase.Known state) {
        return switch (state) {
            case RoutingCase.Unheld _ -> TRIAGED;
            case RoutingCase.Assigned _ -> ASSIGNED;
            case RoutingCase.Claimed _ -> CLAIMED;
            case RoutingCase.Closed _ -> CLOSED;
            case RoutingCase.Verified _ -> VERIFIED;
        };
    }
}

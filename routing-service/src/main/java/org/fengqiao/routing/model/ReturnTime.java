package org.fengqiao.routing.model;

import java.time.Instant;

/** Time until which a unit may give back a case that it has claimed. */
@FunctionalInterface
public interface ReturnTime {

    /** Returns the first instant at which it is too late. */
    Instant endsAt(Instant claimedAt);
}

package org.fengqiao.routing.model;

import java.time.Instant;

/** Time until which a unit may use a right, such as giving back a case that it has claimed. */
@FunctionalInterface
public interface TimeLimit {

    /**
     * Returns the first instant at which it is too late.
     *
     * @param start when the right began
     */
    Instant endsAt(Instant start);
}

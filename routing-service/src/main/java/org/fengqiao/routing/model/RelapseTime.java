package org.fengqiao.routing.model;

import java.time.Instant;

/** Time after a closing within which the same dispute, if it comes back, is a relapse. */
@FunctionalInterface
public interface RelapseTime {

    /** Returns the first instant at which it is a new case, for a case that was closed then. */
    Instant endsFor(Instant closedAt);
}

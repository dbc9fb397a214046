package org.fengqiao.kernel.time;

import io.smallrye.mutiny.Uni;

/**
 * Work that falls due as time passes, such as a service's deadlines. Done by a schedule, and at once when a simulated
 * clock is set.
 */
public interface DueWork {

    /** Does all that is due now. Answers how much of it there was. */
    Uni<Integer> poll();
}

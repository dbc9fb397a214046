package org.fengqiao.kernel.clock;

import org.fengqiao.kernel.deadline.DeadlineEvent;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlineCancelled;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlineMet;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlinePaused;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlineResumed;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.deadline.DeadlineEvent.DeadlineWarned;
import org.fengqiao.kernel.eventstore.EventTypes;

/** The stored names of what happens to deadlines: the same in every service, under the name of the service that owns the deadline. */
public final class DeadlineTypes {

    private DeadlineTypes() {}

    /** The names under which that service records its deadlines, such as {@code fengqiao.routing.deadline-set.v1}. */
    public static EventTypes<DeadlineEvent> of(String service) {
        return EventTypes.of(service, DeadlineEvent.class)
                .name("deadline-set.v1", DeadlineSet.class)
                .name("deadline-warned.v1", DeadlineWarned.class)
                .name("deadline-breached.v1", DeadlineBreached.class)
                .name("deadline-lapsed.v1", DeadlineLapsed.class)
                .name("deadline-met.v1", DeadlineMet.class)
                .name("clock-paused.v1", DeadlinePaused.class)
                .name("clock-resumed.v1", DeadlineResumed.class)
                .name("deadline-extended.v1", DeadlineExtended.class)
                .name("deadline-cancelled.v1", DeadlineCancelled.class)
                .build();
    }
}

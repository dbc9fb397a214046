package org.fengqiao.kernel.legalclock;

import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineCancelled;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMoved;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlinePaused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineResumed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineWarned;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRefused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRequested;

/**
 * The stored names of what happens to deadlines: the same in every service, under the name of the service that owns the
 * deadline.
 */
public final class DeadlineTypes {

    private DeadlineTypes() {}

    /**
     * Returns the names under which that service records its deadlines, such as {@code
     * fengqiao.routing.deadline-set.v1}.
     */
    public static EventTypes<DeadlineEvent> of(String service) {
        return EventTypes.of(service, DeadlineEvent.class)
                .name("deadline-set.v1", DeadlineSet.class)
                .name("deadline-warned.v1", DeadlineWarned.class)
                .name("deadline-breached.v1", DeadlineBreached.class)
                .name("deadline-lapsed.v1", DeadlineLapsed.class)
                .name("deadline-met.v1", DeadlineMet.class)
                .name("clock-paused.v1", DeadlinePaused.class)
                .name("clock-resumed.v1", DeadlineResumed.class)
                .name("extension-requested.v1", ExtensionRequested.class)
                .name("extension-refused.v1", ExtensionRefused.class)
                .name("deadline-extended.v1", DeadlineExtended.class)
                .name("deadline-moved.v1", DeadlineMoved.class)
                .name("deadline-cancelled.v1", DeadlineCancelled.class)
                .build();
    }
}

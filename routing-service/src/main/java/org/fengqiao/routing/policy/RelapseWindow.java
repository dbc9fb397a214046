package org.fengqiao.routing.policy;

import java.util.List;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;

/**
 * The time after a settlement within which the same dispute, if it comes back, is a relapse. It ends of itself, and
 * with the reopening of the case.
 */
public final class RelapseWindow implements Consequence.Policy<RoutingCase, RoutingEvent> {

    /** The deadline rule. */
    public static final String RULE = "relapse-window";

    /** Returns the name of the deadline of a closing. */
    public static DeadlineName of(int closure) {
        return DeadlineName.of(RULE, closure);
    }

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        var event = recorded.event();
        if (event instanceof CaseClosed e && e.outcome().isSettlement()) {
            return List.of(
                    Consequence.setDeadline(of(e.closure()), RULE, RoutingEvent.TYPES.shortNameOf(e), e.closedAt()));
        }
        return event instanceof CaseReopened e
                ? List.of(Consequence.cancelDeadline(of(e.closure()), "reopened", recorded.recordedAt()))
                : List.of();
    }
}

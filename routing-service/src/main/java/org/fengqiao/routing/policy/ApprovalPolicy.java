package org.fengqiao.routing.policy;

import java.util.List;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.ApprovalClock;
import org.fengqiao.routing.model.ApprovalEvent;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalGranted;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRefused;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRequested;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingEvent;

/** Deadlines by which a leader decides what somebody asks for; none once the request has lapsed. */
public final class ApprovalPolicy implements Consequence.Policy<RoutingCase, RoutingEvent> {

    /** The start as the rule names it: other services have approvals, too. */
    private static final String REQUESTED = "routing.approval-requested.v1";

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        return recorded.event() instanceof ApprovalEvent event ? List.of(of(event)) : lapsed(recorded);
    }

    private static Consequence of(ApprovalEvent event) {
        return switch (event) {
            case ApprovalRequested e ->
                Consequence.setDeadline(ApprovalClock.of(e.approval()), ApprovalClock.RULE, REQUESTED, e.requestedAt());
            case ApprovalGranted e -> Consequence.meetDeadline(ApprovalClock.of(e.approval()), e.grantedAt());
            case ApprovalRefused e -> Consequence.meetDeadline(ApprovalClock.of(e.approval()), e.refusedAt());
        };
    }

    private static List<Consequence> lapsed(Recorded<RoutingCase, RoutingEvent> recorded) {
        var stillPending = recorded.after().oversight().approvals().pending().toList();
        return recorded.before()
                .oversight()
                .approvals()
                .pending()
                .filter(requested -> !stillPending.contains(requested))
                .map(requested -> Consequence.cancelDeadline(
                        ApprovalClock.of(requested.approval()), "the request lapsed", recorded.recordedAt()))
                .toList();
    }
}

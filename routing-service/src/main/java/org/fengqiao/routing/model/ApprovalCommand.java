package org.fengqiao.routing.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.ApprovalEvent.Act;

/** Commands of approvals. {@code by} is the person who acts. */
public sealed interface ApprovalCommand extends RoutingCommand, RoutingCommand.Instruction {

    /**
     * A person asks for an approval.
     *
     * @param outcome how the case is to be closed; null unless it is
     */
    record RequestApproval(Act act, @Nullable Outcome outcome, PersonalText reason, String by, Instant at)
            implements ApprovalCommand {}

    /**
     * A leader approves.
     *
     * @param unit the leader's; empty if the leader has none
     */
    record GrantApproval(int approval, String by, String unit, Instant at) implements ApprovalCommand {}

    /**
     * A leader does not approve.
     *
     * @param unit the leader's; empty if the leader has none
     */
    record RefuseApproval(int approval, String by, String unit, PersonalText reason, Instant at)
            implements ApprovalCommand {}
}

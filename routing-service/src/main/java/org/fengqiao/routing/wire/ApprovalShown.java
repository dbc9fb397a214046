package org.fengqiao.routing.wire;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.deadline.ApprovalStanding;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.routing.model.ApprovalEvent.Act;
import org.fengqiao.routing.model.Approvals;
import org.fengqiao.routing.model.Approvals.Approval;
import org.fengqiao.routing.model.Approvals.Granted;
import org.fengqiao.routing.model.Approvals.Lapsed;
import org.fengqiao.routing.model.Approvals.Pending;
import org.fengqiao.routing.model.Approvals.Refused;
import org.fengqiao.routing.model.Outcome;

/**
 * An approval that was asked for in a case.
 *
 * @param outcome how the case is to be closed; null unless it is
 * @param reason why it is asked for; null if not shown to the caller
 */
public record ApprovalShown(
        int approval,
        Act act,
        @Nullable Outcome outcome,
        @Nullable String reason,
        String requestedBy,
        Instant requestedAt,
        @JsonUnwrapped ApprovalStanding standing) {

    /** Returns the approvals as they stand, as much of them as the caller may see. */
    static List<ApprovalShown> of(Approvals approvals, Disclosed disclosed) {
        return approvals.all().stream()
                .map(approval -> {
                    var requested = approval.requested();
                    return new ApprovalShown(
                            requested.approval(),
                            requested.act(),
                            requested.outcome(),
                            disclosed.text(PersonalKind.NARRATIVE, requested.reason()),
                            requested.by(),
                            requested.requestedAt(),
                            standing(approval, disclosed));
                })
                .toList();
    }

    private static ApprovalStanding standing(Approval approval, Disclosed disclosed) {
        return switch (approval) {
            case Pending _ -> ApprovalStanding.pending();
            case Granted(var _, var decision) -> ApprovalStanding.granted(decision.by(), decision.grantedAt());
            case Refused(var _, var decision) ->
                ApprovalStanding.refused(
                        decision.by(), decision.refusedAt(), disclosed.text(PersonalKind.NARRATIVE, decision.reason()));
            case Lapsed _ -> ApprovalStanding.lapsed();
        };
    }
}

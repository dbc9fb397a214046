package org.fengqiao.routing.wire;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

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
 * @param decidedBy the leader; null until one has decided
 * @param refusedFor why not; null unless it was refused, or if it is not shown to the caller
 */
public record ApprovalShown(
        int approval,
        Act act,
        @Nullable Outcome outcome,
        Stage stage,
        @Nullable String reason,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String refusedFor) {

    /** Stages of an approval. */
    public enum Stage {
        PENDING,
        GRANTED,
        REFUSED,
        /** The case was closed or opened again before anybody decided. */
        LAPSED
    }

    /** Returns the approvals as they stand, as much of them as the caller may see. */
    static List<ApprovalShown> of(Approvals approvals, Disclosed disclosed) {
        return approvals.all().stream()
                .map(approval -> switch (approval) {
                    case Pending _ -> shown(approval, Stage.PENDING, null, null, null, disclosed);
                    case Granted(var _, var decision) ->
                        shown(approval, Stage.GRANTED, decision.by(), decision.grantedAt(), null, disclosed);
                    case Refused(var _, var decision) ->
                        shown(
                                approval,
                                Stage.REFUSED,
                                decision.by(),
                                decision.refusedAt(),
                                disclosed.text(PersonalKind.NARRATIVE, decision.reason()),
                                disclosed);
                    case Lapsed _ -> shown(approval, Stage.LAPSED, null, null, null, disclosed);
                })
                .toList();
    }

    private static ApprovalShown shown(
            Approval approval,
            Stage stage,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String refusedFor,
            Disclosed disclosed) {
        var requested = approval.requested();
        return new ApprovalShown(
                requested.approval(),
                requested.act(),
                requested.outcome(),
                stage,
                disclosed.text(PersonalKind.NARRATIVE, requested.reason()),
                requested.by(),
                requested.requestedAt(),
                by,
                at,
                refusedFor);
    }
}

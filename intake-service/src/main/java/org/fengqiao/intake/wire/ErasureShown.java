package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.ErasureGround;
import org.fengqiao.intake.model.ErasureRequest;
import org.fengqiao.intake.model.ErasureRequest.Granted;
import org.fengqiao.intake.model.ErasureRequest.Lapsed;
import org.fengqiao.intake.model.ErasureRequest.Pending;
import org.fengqiao.intake.model.ErasureRequest.Refused;
import org.fengqiao.kernel.deadline.ApprovalStanding;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * An erasure that was asked for.
 *
 * @param approval its number in the case
 * @param reason why; null if the caller may not see it
 */
public record ErasureShown(
        int approval,
        SubjectId subject,
        ErasureGround ground,
        @Nullable String reason,
        String requestedBy,
        Instant requestedAt,
        @JsonUnwrapped ApprovalStanding standing) {

    /** Returns the requests as they stand, as much of them as the caller may see. */
    static List<ErasureShown> of(List<ErasureRequest> requests, Disclosed disclosed) {
        return requests.stream()
                .map(request -> {
                    var requested = request.requested();
                    return new ErasureShown(
                            requested.approval(),
                            requested.subject(),
                            requested.ground(),
                            disclosed.text(PersonalKind.STATEMENT, requested.reason()),
                            requested.by(),
                            requested.requestedAt(),
                            standing(request, disclosed));
                })
                .toList();
    }

    private static ApprovalStanding standing(ErasureRequest request, Disclosed disclosed) {
        return switch (request) {
            case Pending _ -> ApprovalStanding.pending();
            case Granted(var _, var decision) -> ApprovalStanding.granted(decision.approvedBy(), decision.erasedAt());
            case Refused(var _, var decision) ->
                ApprovalStanding.refused(
                        decision.by(), decision.refusedAt(), disclosed.text(PersonalKind.STATEMENT, decision.reason()));
            case Lapsed _ -> ApprovalStanding.lapsed();
        };
    }
}

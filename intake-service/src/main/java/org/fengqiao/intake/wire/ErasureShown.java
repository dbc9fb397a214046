package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.ErasureGround;
import org.fengqiao.intake.model.ErasureRequest;
import org.fengqiao.intake.model.ErasureRequest.Granted;
import org.fengqiao.intake.model.ErasureRequest.Lapsed;
import org.fengqiao.intake.model.ErasureRequest.Pending;
import org.fengqiao.intake.model.ErasureRequest.Refused;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * An erasure that was asked for.
 *
 * @param approval its number in the case
 * @param reason why; null if the caller may not see it
 * @param decidedBy null unless a person has decided
 * @param decidedAt null unless a person has decided
 * @param refusedFor why not; null unless it was refused and the caller may see why
 */
public record ErasureShown(
        int approval,
        SubjectId subject,
        ErasureGround ground,
        @Nullable String reason,
        String requestedBy,
        Instant requestedAt,
        Stage stage,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String refusedFor) {

    /** Stages of an erasure that was asked for. */
    public enum Stage {
        PENDING,
        GRANTED,
        REFUSED,
        LAPSED
    }

    /** Returns the requests as they stand, as much of them as the caller may see. */
    static List<ErasureShown> of(List<ErasureRequest> requests, Disclosed disclosed) {
        return requests.stream()
                .map(request -> switch (request) {
                    case Pending _ -> shown(request, Stage.PENDING, null, null, null, disclosed);
                    case Granted(var _, var decision) ->
                        shown(request, Stage.GRANTED, decision.approvedBy(), decision.erasedAt(), null, disclosed);
                    case Refused(var _, var decision) ->
                        shown(
                                request,
                                Stage.REFUSED,
                                decision.by(),
                                decision.refusedAt(),
                                disclosed.text(PersonalKind.STATEMENT, decision.reason()),
                                disclosed);
                    case Lapsed _ -> shown(request, Stage.LAPSED, null, null, null, disclosed);
                })
                .toList();
    }

    private static ErasureShown shown(
            ErasureRequest request,
            Stage stage,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String refusedFor,
            Disclosed disclosed) {
        var requested = request.requested();
        return new ErasureShown(
                requested.approval(),
                requested.subject(),
                requested.ground(),
                disclosed.text(PersonalKind.STATEMENT, requested.reason()),
                requested.by(),
                requested.requestedAt(),
                stage,
                decidedBy,
                decidedAt,
                refusedFor);
    }
}

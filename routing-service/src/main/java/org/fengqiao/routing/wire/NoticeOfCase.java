package org.fengqiao.routing.wire;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.routing.model.Supervision.Fault;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.Supervision.Notice;
import org.fengqiao.routing.model.Supervision.State;

/**
 * A notice in a case.
 *
 * @param above the unit one level up that was told as well; null if none was
 * @param rule the deadline rule; null if a person issued it
 * @param escalatedTo who has to answer as well; null if it did not go up, or is at the top
 * @param round how often it has gone up
 * @param asks what a person asks for; null if the rule says it ({@code GET /notices/rules}), or not shown to the caller
 * @param answer what the unit says it did; null until it does, or if it is not shown to the caller
 * @param objection why the unit objects, or did; null unless it does, or if it is not shown to the caller
 * @param upheld why the issuer upholds the notice; null unless it does, or if it is not shown to the caller
 */
public record NoticeOfCase(
        int notice,
        Level level,
        Fault fault,
        String unit,
        @Nullable String above,
        String issuer,
        @Nullable String rule,
        @Nullable String deadline,
        @Nullable Instant dueAt,
        Instant issuedAt,
        State state,
        int round,
        @Nullable String escalatedTo,
        @Nullable String asks,
        @Nullable String answer,
        @Nullable String objection,
        @Nullable String upheld) {

    /** The notice as it stands, as much of it as the caller may see. */
    public static NoticeOfCase of(Notice notice, Disclosed disclosed) {
        var issued = notice.issued();
        var objection = notice.objection();
        return new NoticeOfCase(
                issued.notice(),
                issued.level(),
                issued.fault(),
                issued.unit(),
                issued.above(),
                notice.issuer(),
                issued.rule(),
                issued.deadline(),
                issued.dueAt(),
                issued.issuedAt(),
                notice.state(),
                notice.round(),
                notice.escalatedTo(),
                disclosed.text(PersonalKind.NARRATIVE, issued.asks()),
                disclosed.text(PersonalKind.NARRATIVE, notice.answer()),
                objection == null ? null : disclosed.text(PersonalKind.NARRATIVE, objection.reason()),
                objection == null ? null : disclosed.text(PersonalKind.NARRATIVE, objection.upheld()));
    }
}

package org.fengqiao.routing.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** Events of approvals: what one person asks for and another one decides. */
public sealed interface ApprovalEvent extends RoutingEvent {

    /** Acts that need an approval. */
    enum Act {
        /** A closed case is opened again. */
        REOPENING,
        /** A case is closed with an outcome that nothing on record proves. */
        CLOSING_WITHOUT_EVIDENCE
    }

    /**
     * A person asks for an approval.
     *
     * @param approval counts those of the case from 1
     * @param act what is to be done
     * @param outcome how the case is to be closed; missing unless it is
     * @param reason why
     * @param by who asks
     */
    record ApprovalRequested(
            int approval,
            Act act,
            @Nullable Outcome outcome,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String by,
            Instant requestedAt)
            implements ApprovalEvent {}

    /**
     * A leader approves; what was asked for follows.
     *
     * @param by who decided, somebody else than who asked
     * @param unit the leader's
     */
    record ApprovalGranted(int approval, String by, String unit, Instant grantedAt) implements ApprovalEvent {}

    /**
     * A leader does not approve.
     *
     * @param by who decided, somebody else than who asked
     * @param unit the leader's
     * @param reason why not
     */
    record ApprovalRefused(
            int approval,
            String by,
            String unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant refusedAt)
            implements ApprovalEvent {}
}

package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a command of approvals is refused. The codes are part of the published contract. */
public enum ApprovalRefusal implements Refusal {
    NO_SUCH_APPROVAL(UNKNOWN, "No approval of this number was asked for in the case."),
    APPROVAL_PENDING(CONFLICT, "The same was asked for already, and nobody has decided."),
    APPROVAL_DECIDED(CONFLICT, "The approval was decided otherwise, or the case was closed or opened again before."),
    APPROVAL_NOT_NEEDED(CONFLICT, "What is on record, or the closing itself, proves such an outcome; close the case."),
    OWN_REQUEST(FORBIDDEN, "Somebody else than who asked for it decides."),
    NOT_THE_LEADER(FORBIDDEN, "A leader of the unit that holds the case, or of one above it, decides.");

    private final Wording wording;

    ApprovalRefusal(Nature nature, String detail) {
        wording = Wording.of("routing", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}

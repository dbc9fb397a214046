package org.fengqiao.intake.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a report of urgency is refused. The codes are part of the published contract. */
public enum UrgencyRefusal implements Refusal {
    NO_SUCH_REPORT(UNKNOWN, "No urgency of this number was reported in the case."),
    URGENCY_ACKNOWLEDGED(CONFLICT, "Another leader has acknowledged it, or it was reported on to others.");

    private final Wording wording;

    UrgencyRefusal(Nature nature, String detail) {
        wording = Wording.of("intake", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}

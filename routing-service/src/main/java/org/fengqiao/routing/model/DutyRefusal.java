package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a command of joint handling is refused. The codes are part of the published contract. */
public enum DutyRefusal implements Refusal {
    NO_SUCH_DUTY(UNKNOWN, "The case has no duty with this number; GET /cases/{caseId} shows them."),
    NOT_YOUR_DUTY(
            FORBIDDEN,
            "Only somebody of the unit that has the duty, a dispatcher or a leader claims it, hands it over, gives it"
                    + " back or reports that it is done."),
    NOT_THE_LEAD(
            FORBIDDEN,
            "Only the unit that leads the case, a dispatcher or a leader names units for support and drops duties."),
    DUTY_OF_A_PLAN(
            FORBIDDEN,
            "The plan of a consultation says so: the unit that leads the case replaces or drops it once it was given"
                    + " back; before, a dispatcher or leader does."),
    LEADS_THE_CASE(CONFLICT, "The unit leads the case itself; another one is named for support."),
    SUPPORT_WITHOUT_DUTY(UNACCEPTABLE, "Each unit that supports the lead has something to do: add a step for it."),
    DUTY_NOT_CLAIMED(CONFLICT, "Nobody has claimed the duty; somebody of the unit has to first."),
    DUTY_ALREADY_CLAIMED(CONFLICT, "Somebody else of the unit has claimed the duty; it can be handed over."),
    DUTY_RETURNED(
            CONFLICT, "The unit gave the duty back; the unit that leads the case names another one, or drops it."),
    DUTY_DONE(CONFLICT, "The duty is done."),
    DUTY_CANCELLED(
            CONFLICT,
            "The duty is no longer owed: the case ended or went to another lead, a later plan or another unit took its"
                    + " place, or it was dropped.");

    private final Wording wording;

    DutyRefusal(Nature nature, String detail) {
        wording = Wording.of("routing", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}

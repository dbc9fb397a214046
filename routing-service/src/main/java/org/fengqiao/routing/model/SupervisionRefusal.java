package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a command of supervision is refused. The codes are part of the published contract. */
public enum SupervisionRefusal implements Refusal {
    NO_SUCH_NOTICE(UNKNOWN, "The case has no notice of this number."),
    NOTICE_TO_ANOTHER_UNIT(FORBIDDEN, "The notice went to another unit."),
    NOT_THE_ISSUER(
            FORBIDDEN,
            "Only its issuer upholds or lifts a notice, and none that is asked to answer it; GET"
                    + " /cases/{caseId}/notices names the issuer."),
    NOTICE_ASKS_FOR_NO_ANSWER(CONFLICT, "The notice only reminds that a deadline is near; meet that."),
    NOTICE_ANSWERED(CONFLICT, "The notice is answered; its issuer has to lift it."),
    NOTICE_NOT_ANSWERED(CONFLICT, "The unit has not answered yet, so there is nothing to lift it for."),
    NOTICE_UPHELD(CONFLICT, "The issuer has upheld the notice; it is to be answered."),
    NO_OBJECTION_TO_NOTICE(CONFLICT, "The unit does not object to the notice, so there is nothing to decide."),
    NOTICE_LIFTED(CONFLICT, "The notice is at its end.");

    private final Wording wording;

    SupervisionRefusal(Nature nature, String detail) {
        wording = Wording.of("routing", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}

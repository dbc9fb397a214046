package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.mediation.model.MediationRefusal.DECIDED_BEFORE_FILING;
import static org.fengqiao.mediation.model.MediationRefusal.DECIDED_IN_THE_FUTURE;

import java.time.Instant;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.mediation.model.MediationCommand.CourtAnswer;

/**
 * Answer of the court to a filing that has none yet, as far as its time is judged: between the filing and now.
 *
 * @param filedAt when it was filed
 */
record Ruling(CourtAnswer answer, Instant filedAt) {

    static final Condition<Ruling> CONDITIONS = inOrder(
            require(Ruling::followsTheFiling, DECIDED_BEFORE_FILING), require(Ruling::isMade, DECIDED_IN_THE_FUTURE));

    private boolean followsTheFiling() {
        return !answer.decided().isBefore(filedAt);
    }

    private boolean isMade() {
        return !answer.decided().isStillToCome();
    }
}

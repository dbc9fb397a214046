package org.fengqiao.mediation.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAnswered;

/**
 * Answer of one party to a revisit (回访).
 *
 * @param speaker who answered
 * @param satisfaction 1 (not at all) to 5 (fully)
 * @param obligations what the party says about each obligation that it owes or is owed
 * @param newTrouble true if there is new trouble between the parties
 * @param remark free words; null if none
 */
public record RevisitAnswer(
        RevisitSpeaker speaker,
        int satisfaction,
        List<ObligationAnswer> obligations,
        boolean newTrouble,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText remark) {

    public RevisitAnswer {
        obligations = List.copyOf(obligations);
    }

    static RevisitAnswer from(RevisitAnswered e) {
        return new RevisitAnswer(e.speaker(), e.satisfaction(), e.obligations(), e.newTrouble(), e.remark());
    }

    /**
     * Returns true if the other answer is known to say the same. A remark on record is sealed and cannot be compared,
     * so an answer with a remark is never a repeat.
     */
    boolean isRepeatedBy(RevisitAnswer other) {
        return remark == null && equals(other);
    }

    boolean isOnTheScale() {
        return satisfaction >= 1 && satisfaction <= 5;
    }
}

package org.fengqiao.mediation.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.mediation.model.MediationEvent.RevisitCompleted;

/**
 * Answer of the parties to a revisit (回访).
 *
 * @param reached true if the parties were reached; that they were not is an answer too
 * @param satisfaction 1 (not at all) to 5 (fully); null exactly if they were not reached
 * @param performed true if the agreement is being kept; null if not asked
 * @param newTrouble true if there is new trouble between the parties; null if not asked
 * @param remark free words; null if none
 */
public record RevisitAnswer(
        boolean reached,
        @Nullable Integer satisfaction,
        @Nullable Boolean performed,
        @Nullable Boolean newTrouble,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText remark) {

    static RevisitAnswer from(RevisitCompleted e) {
        return new RevisitAnswer(e.reached(), e.satisfaction(), e.performed(), e.newTrouble(), e.remark());
    }

    /**
     * Returns true if the other answer is known to say the same. A remark on record is sealed and cannot be compared,
     * so an answer with a remark is never a repeat.
     */
    boolean isRepeatedBy(RevisitAnswer other) {
        return remark == null && equals(other);
    }

    boolean lacksSatisfaction() {
        return reached && (satisfaction == null || satisfaction < 1 || satisfaction > 5);
    }

    boolean answersWithoutContact() {
        return !reached && (satisfaction != null || performed != null || newTrouble != null);
    }
}

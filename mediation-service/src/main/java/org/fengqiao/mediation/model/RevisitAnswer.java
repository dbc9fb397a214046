package org.fengqiao.mediation.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.mediation.model.MediationEvent.RevisitCompleted;

/**
 * What a revisit (回访) found.
 *
 * @param reached whether the parties were reached; not to reach them is an answer too
 * @param satisfaction 1 (not at all) to 5 (fully); null exactly if they were not reached
 * @param performed whether the agreement is being kept; null if not asked
 * @param newTrouble whether there is new trouble between the parties; null if not asked
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

    /** Whether the other one certainly says the same. A remark that is on record is closed, so that it can be told from no other. */
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

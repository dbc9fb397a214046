package org.fengqiao.petition.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Contents of a written reply. A petition opinion states all of it (信访工作条例 art. 32); other answers need not.
 *
 * @param claim what the petitioner asks for
 * @param facts the facts and reasons that were found
 * @param opinion what is answered
 * @param legalBasis by which law; a request that is reasonable and has no basis in law is explained without
 */
public record ReplyPaper(
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText facts,
        @Personal(PersonalKind.NARRATIVE) PersonalText opinion,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText legalBasis) {

    /** Returns whether it has all that an opinion states. */
    boolean isComplete() {
        return claim != null && facts != null && legalBasis != null;
    }

    /** Returns whether it has what a petition opinion with this result states. */
    boolean isComplete(PetitionResult result) {
        return claim != null && facts != null && (legalBasis != null || result == PetitionResult.EXPLAINED);
    }
}

package org.fengqiao.petition.model;

import org.jspecify.annotations.Nullable;

/** Attempt of both sides to settle a claim for redress, by consent of both (信访工作条例 art. 33). */
public sealed interface Settlement {

    /** Way of settling. */
    enum Form {
        /** Mediation 调解. */
        MEDIATION,
        /** The sides settle among themselves 和解. */
        RECONCILIATION
    }

    /** Nobody tries. */
    record None() implements Settlement {}

    /** Both sides consented, and try. */
    record Tried(Form form) implements Settlement {}

    /** Both sides settled; the paper that they made has this number, or none. */
    record Reached(Form form, @Nullable String documentNumber) implements Settlement {}
}

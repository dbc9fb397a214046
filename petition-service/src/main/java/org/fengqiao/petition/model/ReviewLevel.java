package org.fengqiao.petition.model;

/** Level of the review of a petition opinion. */
public enum ReviewLevel {
    /** The review 复查, by the organ above the one that handled the matter (信访工作条例 art. 35). */
    REVIEW,
    /** The second review 复核, by the organ above that one (art. 36). */
    SECOND_REVIEW
}

package org.fengqiao.petition.model;

/** Procedure that a matter is in besides the petition, in which it is not run as a petition too (信访工作条例 art. 28). */
public enum Track {
    /** A court has it. */
    LITIGATION,
    /** An arbitration commission has it. */
    ARBITRATION,
    /** An organ of administrative review has it. */
    ADMINISTRATIVE_REVIEW
}

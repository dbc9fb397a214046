package org.fengqiao.petition.model;

/** What the reply says to the petitioner's request (信访工作条例 art. 32). */
public enum PetitionResult {
    /** It is right and is met. */
    SUPPORTED,
    /** It is right in part. */
    PARTLY_SUPPORTED,
    /** It lacks grounds. */
    NOT_SUPPORTED
}

package org.fengqiao.petition.model;

/** Answer of the reply to the petitioner's request (信访工作条例 art. 32). */
public enum PetitionResult {
    /** The request is justified and is met. */
    SUPPORTED,
    /** The request is justified in part. */
    PARTLY_SUPPORTED,
    /** The request lacks grounds. */
    NOT_SUPPORTED
}

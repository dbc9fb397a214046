package org.fengqiao.petition.model;

/**
 * Answer of the reply to the petitioner's request. Of the three answers of 信访工作条例 art. 32, one is for a request that is
 * reasonable but has no basis in law and is explained; here it counts as supported in part.
 */
public enum PetitionResult {
    /** The request is justified and is met. */
    SUPPORTED,
    /** The request is justified in part. */
    PARTLY_SUPPORTED,
    /** The request lacks grounds. */
    NOT_SUPPORTED
}

package org.fengqiao.petition.model;

/** Decision of a review. */
public enum ReviewDecision {
    /** The opinion stands. */
    UPHELD,
    /** The reviewing organ put its own opinion in the place of the one before. */
    CHANGED,
    /** The opinion is set aside; the handling organ has to give a new one. */
    REVOKED
}

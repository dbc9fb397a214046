package org.fengqiao.kernel.deadline;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Standing of what one person asked for and another one decides, as an answer shows it.
 *
 * @param decidedBy null unless a person has decided
 * @param decidedAt null unless a person has decided
 * @param refusedFor why not; null unless it was refused and the caller may see why
 */
public record ApprovalStanding(
        Stage stage,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String refusedFor) {

    /** Stages of an approval. */
    public enum Stage {
        PENDING,
        GRANTED,
        REFUSED,
        /** Nobody decided before it was no longer needed. */
        LAPSED
    }

    /** Returns the standing of a request that nobody has decided. */
    public static ApprovalStanding pending() {
        return new ApprovalStanding(Stage.PENDING, null, null, null);
    }

    /** Returns the standing of a request that was granted. */
    public static ApprovalStanding granted(String by, Instant at) {
        return new ApprovalStanding(Stage.GRANTED, by, at, null);
    }

    /**
     * Returns the standing of a request that was refused.
     *
     * @param refusedFor why; null if the caller may not see it
     */
    public static ApprovalStanding refused(String by, Instant at, @Nullable String refusedFor) {
        return new ApprovalStanding(Stage.REFUSED, by, at, refusedFor);
    }

    /** Returns the standing of a request that needs no decision any more. */
    public static ApprovalStanding lapsed() {
        return new ApprovalStanding(Stage.LAPSED, null, null, null);
    }
}

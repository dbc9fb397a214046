package org.fengqiao.petition.view;

import org.jspecify.annotations.Nullable;

import org.fengqiao.petition.model.Review;

/** Stage of the reviews of a petition. */
public enum ReviewStage {
    /** A review may be asked for. */
    MAY_BE_ASKED,
    /** One was asked for and is not decided. */
    PENDING,
    /** The opinion was revoked, and a new one is owed. */
    ORDERED_ANEW,
    /** The matter is final. */
    FINAL;

    /** Returns the stage; null if there is nothing to review. */
    public static @Nullable ReviewStage of(Review review) {
        return switch (review) {
            case Review.NoneDue _ -> null;
            case Review.MayBeAsked _ -> MAY_BE_ASKED;
            case Review.Pending _ -> PENDING;
            case Review.OrderedAnew _ -> ORDERED_ANEW;
            case Review.Final _ -> FINAL;
        };
    }
}

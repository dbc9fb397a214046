package org.fengqiao.petition.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * State of the reviews of a matter. There is one open at a time.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> NoneDue
 *     NoneDue --> MayBeAsked: ReplyDelivered, an opinion
 *     MayBeAsked --> Pending: ReviewRequested
 *     MayBeAsked --> Final: MatterMadeFinal
 *     Pending --> MayBeAsked: ReviewDecided, the first
 *     Pending --> OrderedAnew: ReviewDecided, revoked
 *     Pending --> Final: MatterMadeFinal, after the second
 *     OrderedAnew --> MayBeAsked: ReplyDelivered
 * }</pre>
 */
public sealed interface Review {

    /** Nothing can be reviewed: there is no opinion. */
    record NoneDue() implements Review {}

    /**
     * A review may be asked for.
     *
     * @param answeredAt when the petitioner got the written answer that it would be about; the time runs from there
     */
    record MayBeAsked(ReviewLevel level, Instant answeredAt) implements Review {}

    /** A review was asked for and is not decided; {@code review} is its number in the case. */
    record Pending(ReviewLevel level, int review, Instant requestedAt) implements Review {}

    /** The opinion was set aside: a new one is owed. */
    record OrderedAnew(ReviewLevel by, Instant at) implements Review {}

    /** The matter is final. */
    record Final(Finality finality) implements Review {}

    /**
     * A decision that is on record.
     *
     * @param review its number in the case
     * @param documentNumber null if it has none
     */
    record Decided(
            String petitionId,
            int review,
            ReviewLevel level,
            ReviewDecision decision,
            @Nullable String documentNumber,
            Instant decidedAt) {

        /** Returns whether the answer is about the same review, or an earlier one of the same reply. */
        boolean isOfTheSameReviewAs(PetitionCommand.DecideReview c) {
            return (c.petitionId() == null || petitionId.equals(c.petitionId())) && level == c.level();
        }

        /**
         * Returns whether the answer is this one told again: by its number, or by its time where one of the two has
         * none. After a new opinion the same review is decided once more, so to say the same is not enough.
         */
        boolean isRepeatedBy(PetitionCommand.DecideReview c) {
            return agreesWith(c)
                    && (documentNumber != null && c.documentNumber() != null
                            || decidedAt.equals(c.decided().happenedAt()));
        }

        /** Returns whether the answer is about the same review and contradicts nothing of this one. */
        boolean agreesWith(PetitionCommand.DecideReview c) {
            return isOfTheSameReviewAs(c)
                    && decision == c.decision()
                    && (documentNumber == null
                            || c.documentNumber() == null
                            || documentNumber.equals(c.documentNumber()));
        }
    }
}

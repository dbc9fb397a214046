package org.fengqiao.petition.model;

import java.time.Instant;

/**
 * End of a matter after which nobody has to answer it again.
 *
 * @param ground why it is final
 * @param article by which article
 * @param at since when
 */
public record Finality(Ground ground, String article, Instant at) {

    static Finality of(Ground ground, Instant at) {
        return new Finality(ground, ground.article, at);
    }

    /** Ground of finality. */
    public enum Ground {
        /** Nobody asked for a review in time. */
        REVIEW_NOT_ASKED("信访工作条例 art. 35"),
        /** Nobody asked for a second review in time. */
        SECOND_REVIEW_NOT_ASKED("信访工作条例 art. 36"),
        /**
         * The second review is decided: the same facts and reasons are not accepted again. The text says that of this
         * ground alone.
         */
        SECOND_REVIEW_DECIDED("信访工作条例 art. 36");

        private final String article;

        Ground(String article) {
            this.article = article;
        }

        static Ground ofTimeOver(ReviewLevel level) {
            return switch (level) {
                case REVIEW -> REVIEW_NOT_ASKED;
                case SECOND_REVIEW -> SECOND_REVIEW_NOT_ASKED;
            };
        }

        PetitionRefusal refusal() {
            return switch (this) {
                case REVIEW_NOT_ASKED -> PetitionRefusal.REVIEW_TIME_OVER;
                case SECOND_REVIEW_NOT_ASKED -> PetitionRefusal.SECOND_REVIEW_TIME_OVER;
                case SECOND_REVIEW_DECIDED -> PetitionRefusal.FINAL_AFTER_SECOND_REVIEW;
            };
        }
    }
}

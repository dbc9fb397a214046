package org.fengqiao.routing.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.Evaluation;
import org.fengqiao.routing.model.Evaluation.Rectification;
import org.fengqiao.routing.model.Evaluation.Stage;
import org.fengqiao.routing.model.Grade;
import org.fengqiao.routing.model.ReviewEvent.CaseReviewed;
import org.fengqiao.routing.model.ScoreSheet.Points;

/**
 * Evaluation of one case. What people wrote stays in the events.
 *
 * @param version the number of the case's events in this service
 * @param review the latest review; null if the case was never drawn
 * @param rectifications what was to be put right, oldest first
 */
public record EvaluationBody(
        UUID caseId, long version, @Nullable ReviewOfCase review, List<Rectification> rectifications) {

    public EvaluationBody {
        rectifications = List.copyOf(rectifications);
    }

    /**
     * The latest review.
     *
     * @param unit who is reviewed
     * @param reviewers the units that are asked
     * @param grade the grade that counts; null until all have reviewed
     * @param score in per cent; null until all have reviewed
     */
    public record ReviewOfCase(
            UUID sample,
            int closure,
            String unit,
            String sheet,
            List<String> reviewers,
            List<Opinion> opinions,
            Stage stage,
            @Nullable Grade grade,
            @Nullable BigDecimal score) {
        public ReviewOfCase {
            reviewers = List.copyOf(reviewers);
            opinions = List.copyOf(opinions);
        }
    }

    /** What one unit found. */
    public record Opinion(
            String reviewer, String worker, List<Points> answers, BigDecimal score, Grade grade, Instant reviewedAt) {
        public Opinion {
            answers = List.copyOf(answers);
        }

        static Opinion of(CaseReviewed event) {
            return new Opinion(
                    event.reviewer(),
                    event.worker(),
                    event.answers(),
                    event.score(),
                    event.grade(),
                    event.reviewedAt());
        }
    }

    /** The evaluation as it stands. */
    public static EvaluationBody of(UUID caseId, long version, Evaluation evaluation) {
        return new EvaluationBody(
                caseId,
                version,
                evaluation
                        .latest()
                        .map(review -> new ReviewOfCase(
                                review.sample(),
                                review.closure(),
                                review.unit(),
                                review.sheet(),
                                review.reviewers(),
                                review.opinions().stream().map(Opinion::of).toList(),
                                review.stage(),
                                review.grade(),
                                review.score()))
                        .orElse(null),
                evaluation.rectifications());
    }
}

package org.fengqiao.routing.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.routing.model.Evaluation;
import org.fengqiao.routing.model.Evaluation.Rectification;
import org.fengqiao.routing.model.Evaluation.RectificationState;
import org.fengqiao.routing.model.Evaluation.Stage;
import org.fengqiao.routing.model.Grade;
import org.fengqiao.routing.model.Nomination;
import org.fengqiao.routing.model.ReviewEvent.CaseReviewed;
import org.fengqiao.routing.model.ReviewEvent.Differences;
import org.fengqiao.routing.model.ReviewEvent.SelfChecked;
import org.fengqiao.routing.model.ScoreSheet.Points;

/**
 * Evaluation of one case.
 *
 * @param version the number of the case's events in this service
 * @param review the latest review; null if the case was never drawn
 * @param rectifications what was to be put right, oldest first
 */
public record EvaluationBody(
        UUID caseId, long version, @Nullable ReviewOfCase review, List<RectificationShown> rectifications) {

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
     * @param appeal what the unit objects; null unless it does, or if it is not shown to the caller
     * @param selfCheck what the reviewed unit found itself; null unless it checked
     * @param nomination null unless somebody proposed it as a typical case
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
            @Nullable BigDecimal score,
            @Nullable String appeal,
            @Nullable SelfCheck selfCheck,
            @Nullable NominationShown nomination) {
        public ReviewOfCase {
            reviewers = List.copyOf(reviewers);
            opinions = List.copyOf(opinions);
        }
    }

    /**
     * Findings of the reviewed unit itself.
     *
     * @param remarks null if there are none, or if they are not shown to the caller
     */
    public record SelfCheck(
            String worker,
            List<Points> answers,
            BigDecimal score,
            Grade grade,
            @Nullable String remarks,
            Instant checkedAt) {
        public SelfCheck {
            answers = List.copyOf(answers);
        }

        static @Nullable SelfCheck of(@Nullable SelfChecked event, Disclosed disclosed) {
            return event == null
                    ? null
                    : new SelfCheck(
                            event.worker(),
                            event.answers(),
                            event.score(),
                            event.grade(),
                            disclosed.text(PersonalKind.NARRATIVE, event.remarks()),
                            event.checkedAt());
        }
    }

    /**
     * A nomination as a typical case.
     *
     * @param reason null if it is not shown to the caller
     * @param decidedBy null until somebody has decided
     * @param against why it is none; null unless it was declined, or if it is not shown to the caller
     * @param summary null until somebody has written one for the library
     */
    public record NominationShown(
            String nominatedBy,
            String worker,
            @Nullable String reason,
            Instant nominatedAt,
            Nomination.State state,
            @Nullable String decidedBy,
            @Nullable String against,
            @Nullable SummaryShown summary) {

        static @Nullable NominationShown of(@Nullable Nomination nomination, Disclosed disclosed) {
            return nomination == null
                    ? null
                    : new NominationShown(
                            nomination.nominatedBy(),
                            nomination.worker(),
                            disclosed.text(PersonalKind.NARRATIVE, nomination.reason()),
                            nomination.nominatedAt(),
                            nomination.state(),
                            nomination.decidedBy(),
                            disclosed.text(PersonalKind.NARRATIVE, nomination.against()),
                            SummaryShown.of(nomination.summary(), disclosed));
        }
    }

    /**
     * Summary of a typical case.
     *
     * @param number counts those of the case from 1
     * @param title null if it is not shown to the caller
     * @param text null if it is not shown to the caller
     * @param approvedBy null unless it stands in the library
     * @param publishedAt null unless it stands in the library
     */
    public record SummaryShown(
            int number,
            @Nullable String title,
            @Nullable String text,
            String writtenBy,
            Instant writtenAt,
            Nomination.Standing standing,
            @Nullable String approvedBy,
            @Nullable Instant publishedAt) {

        static @Nullable SummaryShown of(Nomination.@Nullable Summary summary, Disclosed disclosed) {
            return summary == null
                    ? null
                    : new SummaryShown(
                            summary.number(),
                            disclosed.text(PersonalKind.NARRATIVE, summary.title()),
                            disclosed.text(PersonalKind.NARRATIVE, summary.text()),
                            summary.writtenBy(),
                            summary.writtenAt(),
                            summary.standing(),
                            summary.approvedBy(),
                            summary.publishedAt());
        }
    }

    /**
     * Findings of one unit.
     *
     * @param remarks null if there are none, or if they are not shown to the caller
     * @param fromSelfCheck what differs from the self-check; null if there was none
     */
    public record Opinion(
            String reviewer,
            String worker,
            List<Points> answers,
            BigDecimal score,
            Grade grade,
            @Nullable String remarks,
            @Nullable Differences fromSelfCheck,
            Instant reviewedAt) {
        public Opinion {
            answers = List.copyOf(answers);
        }

        static Opinion of(CaseReviewed event, Disclosed disclosed) {
            return new Opinion(
                    event.reviewer(),
                    event.worker(),
                    event.answers(),
                    event.score(),
                    event.grade(),
                    disclosed.text(PersonalKind.NARRATIVE, event.remarks()),
                    event.fromSelfCheck(),
                    event.reviewedAt());
        }
    }

    /**
     * A matter that is, or was, to be put right.
     *
     * @param done what the unit says it did; null until it does, or if it is not shown to the caller
     * @param missing what a check found missing; null unless it did, or if it is not shown to the caller
     */
    public record RectificationShown(
            int number,
            String unit,
            List<String> reviewers,
            List<String> items,
            RectificationState state,
            @Nullable String done,
            @Nullable String missing) {
        public RectificationShown {
            reviewers = List.copyOf(reviewers);
            items = List.copyOf(items);
        }

        static RectificationShown of(Rectification owed, Disclosed disclosed) {
            return new RectificationShown(
                    owed.number(),
                    owed.unit(),
                    owed.reviewers(),
                    owed.items(),
                    owed.state(),
                    disclosed.text(PersonalKind.NARRATIVE, owed.done()),
                    disclosed.text(PersonalKind.NARRATIVE, owed.missing()));
        }
    }

    /**
     * The evaluation as it stands, as much of it as the caller may see.
     *
     * @param unit the caller's, which alone it is shown the opinion of until all asked units have reviewed: the second
     *     one judges without knowing what the first one found
     */
    public static EvaluationBody of(
            UUID caseId, long version, Evaluation evaluation, String unit, Disclosed disclosed) {
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
                                review.opinions().stream()
                                        .filter(opinion -> review.stage() != Stage.UNDER_REVIEW
                                                || opinion.reviewer().equals(unit))
                                        .map(opinion -> Opinion.of(opinion, disclosed))
                                        .toList(),
                                review.stage(),
                                review.grade(),
                                review.score(),
                                disclosed.text(PersonalKind.NARRATIVE, review.appeal()),
                                SelfCheck.of(review.selfCheck(), disclosed),
                                NominationShown.of(review.nomination(), disclosed)))
                        .orElse(null),
                evaluation.rectifications().stream()
                        .map(owed -> RectificationShown.of(owed, disclosed))
                        .toList());
    }
}

package org.fengqiao.routing.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.ReviewEvent.AppealDecided;
import org.fengqiao.routing.model.ReviewEvent.CaseReviewed;
import org.fengqiao.routing.model.ReviewEvent.RectificationCompleted;
import org.fengqiao.routing.model.ReviewEvent.RectificationOrdered;
import org.fengqiao.routing.model.ReviewEvent.RectificationRefused;
import org.fengqiao.routing.model.ReviewEvent.RectificationReported;
import org.fengqiao.routing.model.ReviewEvent.RectificationWaived;
import org.fengqiao.routing.model.ReviewEvent.ReviewAppealed;
import org.fengqiao.routing.model.ReviewEvent.ReviewConcluded;
import org.fengqiao.routing.model.ReviewEvent.ReviewSampled;
import org.fengqiao.routing.model.ReviewEvent.SelfChecked;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseConfirmed;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseDeclined;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseNominated;
import org.fengqiao.routing.model.ReviewEvent.TypicalCasePublished;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseSummarised;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseWithdrawn;

/**
 * Evaluation of a case (评查): the latest review, and everything that ever was to be put right.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> UnderReview: ReviewSampled
 *     UnderReview --> UnderReview: SelfChecked
 *     UnderReview --> UnderReview: CaseReviewed
 *     UnderReview --> Concluded: ReviewConcluded
 *     Concluded --> Appealed: ReviewAppealed
 *     Appealed --> Final: AppealDecided
 *     Concluded --> UnderReview: ReviewSampled (a later closing)
 *     Final --> UnderReview: ReviewSampled (a later closing)
 * }</pre>
 *
 * @param review the latest review; null if the case was never drawn
 * @param rectifications what was ordered, oldest first
 */
public record Evaluation(@Nullable Review review, List<Rectification> rectifications) {

    /** Evaluation of a case that was never drawn. */
    public static final Evaluation NONE = new Evaluation(null, List.of());

    public Evaluation {
        rectifications = List.copyOf(rectifications);
    }

    /** Stages of a review. */
    public enum Stage {
        UNDER_REVIEW,
        CONCLUDED,
        APPEALED,
        FINAL
    }

    /**
     * One review.
     *
     * @param unit who is reviewed
     * @param reviewers the units that are asked
     * @param opinions what they found so far
     * @param grade the grade that counts; null until all have reviewed
     * @param score in per cent; null until all have reviewed
     * @param concludedAt when all had reviewed; null before
     * @param appeal what the unit objects; null unless it does
     * @param selfCheck what the reviewed unit found itself; null unless it checked
     * @param nomination null unless somebody proposed it as a typical case
     */
    public record Review(
            UUID sample,
            int closure,
            String unit,
            String sheet,
            List<String> reviewers,
            List<CaseReviewed> opinions,
            Stage stage,
            @Nullable Grade grade,
            @Nullable BigDecimal score,
            @Nullable Instant concludedAt,
            @Nullable PersonalText appeal,
            @Nullable SelfChecked selfCheck,
            @Nullable Nomination nomination) {

        public Review {
            reviewers = List.copyOf(reviewers);
            opinions = List.copyOf(opinions);
        }

        /** Returns whether somebody has yet to review it, or to decide an appeal. */
        boolean isGoingOn() {
            return stage == Stage.UNDER_REVIEW || stage == Stage.APPEALED;
        }

        boolean asks(String reviewer) {
            return reviewers.contains(reviewer);
        }

        boolean isReviewedBy(String reviewer) {
            return opinions.stream().anyMatch(opinion -> opinion.reviewer().equals(reviewer));
        }

        boolean isUnderReview() {
            return stage == Stage.UNDER_REVIEW;
        }

        boolean isLastWith(CaseReviewed opinion) {
            return opinions.size() + 1 == reviewers.size() && !isReviewedBy(opinion.reviewer());
        }

        /** Returns the worst grade of all opinions and of this one. */
        Grade worstWith(CaseReviewed last) {
            return opinions.stream()
                    .map(CaseReviewed::grade)
                    .reduce(last.grade(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
        }

        private Review at(Stage next, @Nullable Grade counts, @Nullable PersonalText objection) {
            return new Review(
                    sample,
                    closure,
                    unit,
                    sheet,
                    reviewers,
                    opinions,
                    next,
                    counts,
                    score,
                    concludedAt,
                    objection,
                    selfCheck,
                    nomination);
        }

        private Review with(SelfChecked checked) {
            return new Review(
                    sample,
                    closure,
                    unit,
                    sheet,
                    reviewers,
                    opinions,
                    stage,
                    grade,
                    score,
                    concludedAt,
                    appeal,
                    checked,
                    nomination);
        }

        private Review with(Nomination proposed) {
            return new Review(
                    sample,
                    closure,
                    unit,
                    sheet,
                    reviewers,
                    opinions,
                    stage,
                    grade,
                    score,
                    concludedAt,
                    appeal,
                    selfCheck,
                    proposed);
        }

        Nomination proposal() {
            return Objects.requireNonNull(nomination, "a decision about a nomination that nobody made");
        }
    }

    /** States of what is to be put right. */
    public enum RectificationState {
        ORDERED,
        REPORTED,
        COMPLETED,
        /** Found not put right, and owed anew under another number. */
        REFUSED,
        WAIVED
    }

    /**
     * A matter to be put right.
     *
     * @param number counts those of the case from 1
     * @param unit who has to
     * @param reviewers the units that reviewed, which check it
     * @param items the questions of the sheet
     * @param done what the unit says it did; null until it does
     * @param missing what a check found missing; null unless it did
     */
    public record Rectification(
            int number,
            String unit,
            List<String> reviewers,
            List<String> items,
            RectificationState state,
            @Nullable PersonalText done,
            @Nullable PersonalText missing) {
        public Rectification {
            reviewers = List.copyOf(reviewers);
            items = List.copyOf(items);
        }

        boolean isCheckedBy(String by) {
            return reviewers.contains(by);
        }

        private Rectification reported(PersonalText told) {
            return new Rectification(number, unit, reviewers, items, RectificationState.REPORTED, told, missing);
        }

        private Rectification refused(PersonalText found) {
            return new Rectification(number, unit, reviewers, items, RectificationState.REFUSED, done, found);
        }

        private Rectification as(RectificationState next) {
            return new Rectification(number, unit, reviewers, items, next, done, missing);
        }

        /** Returns whether it is still owed. */
        public boolean isOpen() {
            return switch (state) {
                case ORDERED, REPORTED -> true;
                case COMPLETED, REFUSED, WAIVED -> false;
            };
        }
    }

    /** Returns the latest review; empty if the case was never drawn. */
    public Optional<Review> latest() {
        return Optional.ofNullable(review);
    }

    Optional<Rectification> find(int number) {
        return rectifications.stream().filter(one -> one.number() == number).findFirst();
    }

    /** Returns what is still to be put right. */
    List<Rectification> open() {
        return rectifications.stream().filter(Rectification::isOpen).toList();
    }

    int nextNumber() {
        return rectifications.stream()
                        .map(Rectification::number)
                        .max(Comparator.naturalOrder())
                        .orElse(0)
                + 1;
    }

    /** Applies an event of evaluation. */
    Evaluation with(ReviewEvent event) {
        return switch (event) {
            case ReviewSampled e ->
                new Evaluation(
                        new Review(
                                e.sample(),
                                e.closure(),
                                e.unit(),
                                e.sheet(),
                                e.reviewers(),
                                List.of(),
                                Stage.UNDER_REVIEW,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        rectifications);
            case SelfChecked e -> new Evaluation(known().with(e), rectifications);
            case CaseReviewed e -> new Evaluation(reviewed(known(), e), rectifications);
            case ReviewConcluded e -> new Evaluation(concluded(known(), e), rectifications);
            case ReviewAppealed e ->
                new Evaluation(known().at(Stage.APPEALED, known().grade(), e.reason()), rectifications);
            case AppealDecided e ->
                new Evaluation(known().at(Stage.FINAL, e.grade(), known().appeal()), rectifications);
            case TypicalCaseNominated e ->
                new Evaluation(
                        known().with(new Nomination(
                                e.nominatedBy(),
                                e.worker(),
                                e.reason(),
                                e.nominatedAt(),
                                Nomination.State.PROPOSED,
                                null,
                                null,
                                null)),
                        rectifications);
            case TypicalCaseConfirmed e ->
                new Evaluation(known().with(known().proposal().confirmed(e.confirmedBy())), rectifications);
            case TypicalCaseDeclined e ->
                new Evaluation(known().with(known().proposal().declined(e.declinedBy(), e.reason())), rectifications);
            case TypicalCaseSummarised e ->
                new Evaluation(
                        known().with(known().proposal()
                                .summarised(new Nomination.Summary(
                                        e.summary(),
                                        e.title(),
                                        e.text(),
                                        e.writtenBy(),
                                        e.writtenAt(),
                                        Nomination.Standing.WRITTEN,
                                        null,
                                        null))),
                        rectifications);
            case TypicalCasePublished e ->
                new Evaluation(
                        known().with(known().proposal().published(e.approvedBy(), e.publishedAt())), rectifications);
            case TypicalCaseWithdrawn _ ->
                new Evaluation(known().with(known().proposal().withdrawn()), rectifications);
            case RectificationOrdered e ->
                owing(new Rectification(
                        e.rectification(), e.unit(), e.reviewers(), e.items(), RectificationState.ORDERED, null, null));
            case RectificationReported e -> changed(e.rectification(), owed -> owed.reported(e.done()));
            case RectificationCompleted e -> changed(e.rectification(), owed -> owed.as(RectificationState.COMPLETED));
            case RectificationRefused e ->
                changed(e.rectification(), owed -> owed.refused(e.reason()))
                        .owing(new Rectification(
                                e.next(),
                                e.unit(),
                                e.reviewers(),
                                itemsOf(e.rectification()),
                                RectificationState.ORDERED,
                                null,
                                null));
            case RectificationWaived e -> changed(e.rectification(), owed -> owed.as(RectificationState.WAIVED));
        };
    }

    private Review known() {
        return latest().orElseThrow(() -> new IllegalStateException("a review of a case that was never drawn"));
    }

    private static Review reviewed(Review review, CaseReviewed opinion) {
        var opinions = new ArrayList<>(review.opinions());
        opinions.add(opinion);
        return new Review(
                review.sample(),
                review.closure(),
                review.unit(),
                review.sheet(),
                review.reviewers(),
                opinions,
                review.stage(),
                review.grade(),
                review.score(),
                review.concludedAt(),
                review.appeal(),
                review.selfCheck(),
                review.nomination());
    }

    private static Review concluded(Review review, ReviewConcluded event) {
        return new Review(
                review.sample(),
                review.closure(),
                review.unit(),
                review.sheet(),
                review.reviewers(),
                review.opinions(),
                Stage.CONCLUDED,
                event.grade(),
                event.score(),
                event.concludedAt(),
                review.appeal(),
                review.selfCheck(),
                review.nomination());
    }

    private List<String> itemsOf(int number) {
        return find(number).map(Rectification::items).orElse(List.of());
    }

    private Evaluation owing(Rectification added) {
        var all = new ArrayList<>(rectifications);
        all.add(added);
        return new Evaluation(review, all);
    }

    private Evaluation changed(int number, UnaryOperator<Rectification> change) {
        return new Evaluation(
                review,
                rectifications.stream()
                        .map(one -> one.number() == number ? change.apply(one) : one)
                        .toList());
    }
}

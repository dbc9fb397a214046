package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.ReviewRefusal.ALREADY_APPEALED;
import static org.fengqiao.routing.model.ReviewRefusal.ALREADY_PUBLISHED;
import static org.fengqiao.routing.model.ReviewRefusal.ALREADY_REVIEWED;
import static org.fengqiao.routing.model.ReviewRefusal.ALREADY_SELF_CHECKED;
import static org.fengqiao.routing.model.ReviewRefusal.APPEAL_TIME_OVER;
import static org.fengqiao.routing.model.ReviewRefusal.CLOSING_UNDONE;
import static org.fengqiao.routing.model.ReviewRefusal.DECIDED_BY_A_PARTY;
import static org.fengqiao.routing.model.ReviewRefusal.NOMINATION_DECIDED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_APPEALED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_ASKED_TO_REVIEW;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_A_REVIEWING_UNIT;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_A_TYPICAL_CASE;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_BETTER;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_CONCLUDED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_EXCELLENT;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_NOMINATED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_PUBLISHED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_REPORTED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_SAMPLED;
import static org.fengqiao.routing.model.ReviewRefusal.NOT_THE_REVIEWED_UNIT;
import static org.fengqiao.routing.model.ReviewRefusal.NO_SUCH_RECTIFICATION;
import static org.fengqiao.routing.model.ReviewRefusal.NO_SUMMARY;
import static org.fengqiao.routing.model.ReviewRefusal.OWN_NOMINATION;
import static org.fengqiao.routing.model.ReviewRefusal.OWN_SUMMARY;
import static org.fengqiao.routing.model.ReviewRefusal.POINTS_OUT_OF_RANGE;
import static org.fengqiao.routing.model.ReviewRefusal.RECTIFICATION_ENDED;
import static org.fengqiao.routing.model.ReviewRefusal.REVIEW_BEGUN;
import static org.fengqiao.routing.model.ReviewRefusal.REVIEW_CONCLUDED;
import static org.fengqiao.routing.model.ReviewRefusal.SHEET_INCOMPLETE;
import static org.fengqiao.routing.model.ReviewRefusal.SUMMARY_REWRITTEN;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.Evaluation.Rectification;
import org.fengqiao.routing.model.Evaluation.Review;
import org.fengqiao.routing.model.Evaluation.Stage;
import org.fengqiao.routing.model.ReviewCommand.AppealReview;
import org.fengqiao.routing.model.ReviewCommand.CheckOwnCase;
import org.fengqiao.routing.model.ReviewCommand.CheckRectification;
import org.fengqiao.routing.model.ReviewCommand.ConfirmTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.DecideAppeal;
import org.fengqiao.routing.model.ReviewCommand.DeclineTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.NominateTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.PublishTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.ReportRectification;
import org.fengqiao.routing.model.ReviewCommand.ReviewCase;
import org.fengqiao.routing.model.ReviewCommand.SampleCase;
import org.fengqiao.routing.model.ReviewCommand.SummariseTypicalCase;
import org.fengqiao.routing.model.ReviewCommand.WithdrawTypicalCase;
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
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Open;

/**
 * Evaluation of a case: the draw, the reviews of other units, what is to be put right, and the appeal of the unit that
 * was reviewed. A case that is found unqualified is opened again in the same decision.
 */
final class ReviewDecider {

    private final ReviewRules rules;
    private final TimeLimit appealTime;
    private final ClosingDecider closing;

    /** @param appealTime how long a unit may appeal after the review was concluded */
    ReviewDecider(ReviewRules rules, TimeLimit appealTime, ClosingDecider closing) {
        this.rules = rules;
        this.appealTime = appealTime;
        this.closing = closing;
    }

    private record Filled(Review review, ScoreSheet sheet, ReviewCase command) {}

    private static final Condition<Filled> CAN_BE_GIVEN = inOrder(
            require(filled -> filled.review().asks(filled.command().by()), NOT_ASKED_TO_REVIEW),
            require(filled -> !filled.review().isReviewedBy(filled.command().by()), ALREADY_REVIEWED),
            require(filled -> filled.review().isUnderReview(), REVIEW_CONCLUDED),
            require(filled -> filled.sheet().isAnsweredBy(filled.command().answers()), SHEET_INCOMPLETE),
            require(filled -> filled.sheet().isWithinRange(filled.command().answers()), POINTS_OUT_OF_RANGE));

    private record OwnCheck(Review review, ScoreSheet sheet, CheckOwnCase command) {}

    private static final Condition<OwnCheck> CAN_BE_CHECKED = inOrder(
            require(own -> own.review().unit().equals(own.command().by()), NOT_THE_REVIEWED_UNIT),
            require(own -> own.review().selfCheck() == null, ALREADY_SELF_CHECKED),
            require(own -> own.review().opinions().isEmpty(), REVIEW_BEGUN),
            require(own -> own.sheet().isAnsweredBy(own.command().answers()), SHEET_INCOMPLETE),
            require(own -> own.sheet().isWithinRange(own.command().answers()), POINTS_OUT_OF_RANGE));

    private record Proposed(Known state, Review review, NominateTypicalCase command) {}

    private static final Condition<Proposed> CAN_BE_NOMINATED = inOrder(
            require(
                    proposed ->
                            proposed.review().isReviewedBy(proposed.command().by()),
                    NOT_A_REVIEWING_UNIT),
            require(proposed -> proposed.review().grade() != null, NOT_CONCLUDED),
            require(proposed -> proposed.review().grade() == Grade.EXCELLENT, NOT_EXCELLENT),
            require(proposed -> proposed.state().isClosedBy(proposed.review().closure()), CLOSING_UNDONE));

    /** Decides about the evaluation of a case. */
    Decision<RoutingEvent> decide(ReviewCommand command, Known state) {
        var evaluation = state.oversight().evaluation();
        return switch (command) {
            case SampleCase c -> sample(state, c);
            case CheckOwnCase c ->
                evaluation.latest().map(review -> checkOwn(review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case NominateTypicalCase c ->
                evaluation.latest().map(review -> nominate(state, review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case ConfirmTypicalCase c ->
                evaluation.latest().map(review -> confirm(state, review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case DeclineTypicalCase c ->
                evaluation.latest().map(review -> decline(review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case SummariseTypicalCase c ->
                evaluation.latest().map(review -> summarise(state, review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case PublishTypicalCase c ->
                evaluation.latest().map(review -> publish(state, review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case WithdrawTypicalCase c ->
                evaluation.latest().map(review -> withdraw(review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case ReviewCase c ->
                evaluation.latest().map(review -> review(state, review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case ReportRectification c ->
                evaluation
                        .find(c.rectification())
                        .map(owed -> report(owed, c))
                        .orElseGet(() -> refuse(NO_SUCH_RECTIFICATION));
            case CheckRectification c ->
                evaluation
                        .find(c.rectification())
                        .map(owed -> check(evaluation, owed, c))
                        .orElseGet(() -> refuse(NO_SUCH_RECTIFICATION));
            case AppealReview c ->
                evaluation.latest().map(review -> appeal(review, c)).orElseGet(() -> refuse(NOT_SAMPLED));
            case DecideAppeal c ->
                evaluation
                        .latest()
                        .map(review -> decideAppeal(evaluation, review, c))
                        .orElseGet(() -> refuse(NOT_SAMPLED));
        };
    }

    /** Applies an event of evaluation. */
    RoutingCase evolve(Known state, ReviewEvent event) {
        return state.with(state.oversight().with(event));
    }

    /** A closing that is undone by now, or drawn already, is not drawn. */
    private static Decision<RoutingEvent> sample(Known state, SampleCase command) {
        return switch (state) {
            case Ended s
            when s.dossier().isInClosure(command.closure())
                    && s.oversight().evaluation().latest().stream()
                            .noneMatch(review -> review.closure() == command.closure() || review.isGoingOn()) ->
                accept(new ReviewSampled(
                        command.sample(),
                        command.closure(),
                        s.closing().outcome(),
                        s.closing().unit(),
                        command.sheet(),
                        command.reviewers()));
            case Ended _, Open _ -> alreadyTrue();
        };
    }

    private ScoreSheet sheetOf(Review review) {
        return rules.find(review.sheet())
                .orElseThrow(() -> new IllegalStateException("no sheet of version " + review.sheet()));
    }

    private Decision<RoutingEvent> checkOwn(Review review, CheckOwnCase command) {
        var sheet = sheetOf(review);
        return CAN_BE_CHECKED.judge(
                new OwnCheck(review, sheet, command),
                () -> accept(new SelfChecked(
                        review.sample(),
                        review.closure(),
                        review.unit(),
                        command.worker(),
                        command.answers(),
                        sheet.score(command.answers()),
                        sheet.grade(command.answers()),
                        command.remarks(),
                        command.at())));
    }

    private static Decision<RoutingEvent> nominate(Known state, Review review, NominateTypicalCase command) {
        return CAN_BE_NOMINATED.judge(new Proposed(state, review, command), () -> switch (stateOf(
                review.nomination())) {
            case null ->
                accept(new TypicalCaseNominated(
                        review.sample(),
                        review.closure(),
                        review.unit(),
                        command.by(),
                        command.worker(),
                        command.reason(),
                        command.at()));
            case PROPOSED -> alreadyTrue();
            case CONFIRMED, DECLINED -> refuse(NOMINATION_DECIDED);
        });
    }

    private static Nomination.@Nullable State stateOf(@Nullable Nomination nomination) {
        return nomination == null ? null : nomination.state();
    }

    private static Decision<RoutingEvent> confirm(Known state, Review review, ConfirmTypicalCase command) {
        var nomination = review.nomination();
        if (nomination == null) {
            return refuse(NOT_NOMINATED);
        }
        if (nomination.worker().equals(command.worker()) || review.unit().equals(command.by())) {
            return refuse(OWN_NOMINATION);
        }
        return switch (nomination.state()) {
            case PROPOSED ->
                state.isClosedBy(review.closure())
                        ? accept(new TypicalCaseConfirmed(
                                review.sample(), review.closure(), review.unit(), command.worker(), command.at()))
                        : refuse(CLOSING_UNDONE);
            case CONFIRMED -> alreadyTrue();
            case DECLINED -> refuse(NOMINATION_DECIDED);
        };
    }

    private static Decision<RoutingEvent> decline(Review review, DeclineTypicalCase command) {
        var nomination = review.nomination();
        if (nomination == null) {
            return refuse(NOT_NOMINATED);
        }
        if (review.unit().equals(command.by())) {
            return refuse(OWN_NOMINATION);
        }
        return switch (nomination.state()) {
            case PROPOSED ->
                accept(new TypicalCaseDeclined(
                        review.sample(),
                        review.closure(),
                        review.unit(),
                        command.worker(),
                        command.reason(),
                        command.at()));
            case DECLINED -> alreadyTrue();
            case CONFIRMED -> refuse(NOMINATION_DECIDED);
        };
    }

    private record Written(Known state, Review review) {

        boolean isOfATypicalCase() {
            return stateOf(review.nomination()) == Nomination.State.CONFIRMED;
        }

        boolean stands() {
            return state.isClosedBy(review.closure());
        }
    }

    private static final Condition<Written> CAN_BE_SUMMARISED =
            inOrder(require(Written::isOfATypicalCase, NOT_A_TYPICAL_CASE), require(Written::stands, CLOSING_UNDONE));

    private static Decision<RoutingEvent> summarise(Known state, Review review, SummariseTypicalCase command) {
        return CAN_BE_SUMMARISED.judge(new Written(state, review), () -> {
            var nomination = review.proposal();
            return isPublished(nomination.summary())
                    ? refuse(ALREADY_PUBLISHED)
                    : accept(new TypicalCaseSummarised(
                            review.sample(),
                            review.closure(),
                            review.unit(),
                            nomination.nextSummary(),
                            command.title(),
                            command.text(),
                            command.worker(),
                            command.at()));
        });
    }

    private static boolean isPublished(Nomination.@Nullable Summary summary) {
        return summary != null && summary.standing() == Nomination.Standing.PUBLISHED;
    }

    private static Decision<RoutingEvent> publish(Known state, Review review, PublishTypicalCase command) {
        return CAN_BE_SUMMARISED.judge(new Written(state, review), () -> {
            var summary = review.proposal().summary();
            if (summary == null) {
                return refuse(NO_SUMMARY);
            }
            if (summary.number() != command.summary()) {
                return refuse(SUMMARY_REWRITTEN);
            }
            if (summary.writtenBy().equals(command.worker())) {
                return refuse(OWN_SUMMARY);
            }
            return switch (summary.standing()) {
                case WRITTEN ->
                    accept(new TypicalCasePublished(
                            review.sample(),
                            review.closure(),
                            review.unit(),
                            summary.number(),
                            command.worker(),
                            command.at()));
                case PUBLISHED -> alreadyTrue();
                case WITHDRAWN -> refuse(NO_SUMMARY);
            };
        });
    }

    /** Takes out what stands in the library, whether or not the closing holds. */
    private static Decision<RoutingEvent> withdraw(Review review, WithdrawTypicalCase command) {
        var nomination = review.nomination();
        var summary = nomination == null ? null : nomination.summary();
        if (summary == null) {
            return refuse(NOT_PUBLISHED);
        }
        return switch (summary.standing()) {
            case PUBLISHED ->
                accept(new TypicalCaseWithdrawn(
                        review.sample(),
                        review.closure(),
                        review.unit(),
                        summary.number(),
                        command.worker(),
                        command.reason(),
                        command.at()));
            case WRITTEN -> refuse(NOT_PUBLISHED);
            case WITHDRAWN -> alreadyTrue();
        };
    }

    private Decision<RoutingEvent> review(Known state, Review review, ReviewCase command) {
        var sheet = sheetOf(review);
        return CAN_BE_GIVEN.judge(new Filled(review, sheet, command), () -> {
            var opinion = new CaseReviewed(
                    review.sample(),
                    command.by(),
                    command.worker(),
                    command.answers(),
                    sheet.score(command.answers()),
                    sheet.grade(command.answers()),
                    command.remarks(),
                    review.selfCheck() == null
                            ? null
                            : sheet.differences(review.selfCheck().answers(), command.answers()),
                    command.at());
            return review.isLastWith(opinion) ? conclude(state, review, sheet, opinion) : accept(opinion);
        });
    }

    private Decision<RoutingEvent> conclude(Known state, Review review, ScoreSheet sheet, CaseReviewed last) {
        var opinions =
                Stream.concat(review.opinions().stream(), Stream.of(last)).toList();
        var grade = review.worstWith(last);
        var events = new ArrayList<RoutingEvent>(List.of(
                last,
                new ReviewConcluded(
                        review.sample(),
                        review.closure(),
                        review.unit(),
                        grade,
                        mean(opinions.stream().map(CaseReviewed::score).toList()),
                        agreed(opinions),
                        last.reviewedAt())));
        if (!grade.asksForRectification()) {
            return accept(events);
        }
        var flaws = new TreeSet<String>();
        opinions.forEach(opinion -> flaws.addAll(sheet.flaws(opinion.answers())));
        events.add(new RectificationOrdered(
                review.sample(),
                state.oversight().evaluation().nextNumber(),
                review.unit(),
                sheet.items().stream()
                        .map(ScoreSheet.Item::id)
                        .filter(flaws::contains)
                        .toList(),
                review.reviewers(),
                last.reviewedAt()));
        return switch (state) {
            case Ended s
            when grade == Grade.UNQUALIFIED && s.dossier().isInClosure(review.closure()) ->
                closing.reopen(s, RetriageCause.FOUND_UNQUALIFIED, null, last.reviewedAt(), events);
            case Ended _, Open _ -> accept(events);
        };
    }

    private static BigDecimal mean(List<BigDecimal> scores) {
        return scores.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(scores.size()), 1, RoundingMode.HALF_UP);
    }

    private static @Nullable Boolean agreed(List<CaseReviewed> opinions) {
        return opinions.size() == 1
                ? null
                : opinions.stream().map(CaseReviewed::grade).distinct().count() == 1;
    }

    private static Decision<RoutingEvent> report(Rectification owed, ReportRectification command) {
        if (!owed.unit().equals(command.by())) {
            return refuse(NOT_THE_REVIEWED_UNIT);
        }
        return switch (owed.state()) {
            case ORDERED -> accept(new RectificationReported(owed.number(), owed.unit(), command.done(), command.at()));
            case REPORTED -> alreadyTrue();
            case COMPLETED, REFUSED, WAIVED -> refuse(RECTIFICATION_ENDED);
        };
    }

    private static Decision<RoutingEvent> check(Evaluation evaluation, Rectification owed, CheckRectification command) {
        if (!owed.isCheckedBy(command.by())) {
            return refuse(NOT_A_REVIEWING_UNIT);
        }
        return switch (owed.state()) {
            case ORDERED -> refuse(NOT_REPORTED);
            case REPORTED ->
                command.reason() == null
                        ? accept(new RectificationCompleted(owed.number(), owed.unit(), command.by(), command.at()))
                        : accept(new RectificationRefused(
                                owed.number(),
                                evaluation.nextNumber(),
                                owed.unit(),
                                command.by(),
                                owed.reviewers(),
                                command.reason(),
                                command.at()));
            case COMPLETED, REFUSED, WAIVED -> refuse(RECTIFICATION_ENDED);
        };
    }

    private Decision<RoutingEvent> appeal(Review review, AppealReview command) {
        if (!review.unit().equals(command.by())) {
            return refuse(NOT_THE_REVIEWED_UNIT);
        }
        return switch (review.stage()) {
            case UNDER_REVIEW -> refuse(NOT_CONCLUDED);
            case CONCLUDED ->
                isTooLate(Objects.requireNonNull(review.concludedAt()), command.at())
                        ? refuse(APPEAL_TIME_OVER)
                        : accept(new ReviewAppealed(
                                review.sample(), review.closure(), review.unit(), command.reason(), command.at()));
            case APPEALED -> alreadyTrue();
            case FINAL -> refuse(ALREADY_APPEALED);
        };
    }

    private boolean isTooLate(Instant concludedAt, Instant at) {
        return !at.isBefore(appealTime.endsAt(concludedAt));
    }

    private static Decision<RoutingEvent> decideAppeal(Evaluation evaluation, Review review, DecideAppeal command) {
        if (command.by().isEmpty() || review.unit().equals(command.by()) || review.asks(command.by())) {
            return refuse(DECIDED_BY_A_PARTY);
        }
        if (review.stage() != Stage.APPEALED) {
            return refuse(NOT_APPEALED);
        }
        var before = Objects.requireNonNull(review.grade());
        if (command.grade().compareTo(before) > 0) {
            return refuse(NOT_BETTER);
        }
        var events = new ArrayList<RoutingEvent>();
        events.add(new AppealDecided(
                review.sample(),
                review.unit(),
                command.grade() != before,
                command.grade(),
                command.reason(),
                command.at()));
        if (!command.grade().asksForRectification()) {
            evaluation
                    .open()
                    .forEach(owed -> events.add(new RectificationWaived(owed.number(), owed.unit(), command.at())));
        }
        return accept(events);
    }
}

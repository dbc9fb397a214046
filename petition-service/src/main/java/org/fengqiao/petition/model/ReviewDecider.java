package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import java.time.Instant;
import java.util.Optional;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Agency.Concluded;
import org.fengqiao.petition.model.Agency.Discontinued;
import org.fengqiao.petition.model.Agency.NotOpened;
import org.fengqiao.petition.model.Agency.Notified;
import org.fengqiao.petition.model.Agency.Opened;
import org.fengqiao.petition.model.Agency.Replied;
import org.fengqiao.petition.model.Agency.Reply;
import org.fengqiao.petition.model.PetitionCommand.DecideReview;
import org.fengqiao.petition.model.PetitionCommand.LapseReviewTime;
import org.fengqiao.petition.model.PetitionCommand.RequestReview;
import org.fengqiao.petition.model.PetitionCommand.ReviewCommand;
import org.fengqiao.petition.model.PetitionEvent.MatterMadeFinal;
import org.fengqiao.petition.model.PetitionEvent.Reporter;
import org.fengqiao.petition.model.PetitionEvent.ReviewDecided;
import org.fengqiao.petition.model.PetitionEvent.ReviewEvent;
import org.fengqiao.petition.model.PetitionEvent.ReviewRequested;

/**
 * Decisions about the reviews of a petition opinion: the review 复查 (信访工作条例 art. 35), the second review 复核 (art. 36),
 * and what is final after them.
 */
final class ReviewDecider {

    private final PetitionRules rules;

    ReviewDecider(PetitionRules rules) {
        this.rules = rules;
    }

    Decision<PetitionEvent> decide(ReviewCommand command, Petition state) {
        return switch (command) {
            case RequestReview c ->
                switch (state.agency()) {
                    case NotOpened _ -> refuse(NO_SUCH_CASE);
                    case Begun p -> request(c, p, state.matter());
                };
            case DecideReview c ->
                switch (state.agency()) {
                    case NotOpened _ -> refuse(NO_SUCH_CASE);
                    case Begun p -> hear(c, p, state);
                };
            case LapseReviewTime c -> lapse(c, state.matter());
        };
    }

    private Decision<PetitionEvent> request(RequestReview c, Begun p, Matter matter) {
        return switch (matter.review()) {
            case Review.NoneDue _, Review.OrderedAnew _ -> refuse(NO_OPINION_TO_REVIEW);
            case Review.MayBeAsked may ->
                REQUESTING.judge(
                        new Requesting(c, may, endOf(may), p, matter),
                        () -> accept(requested(c, replyOf(p), matter.reviews() + 1)));
            case Review.Pending(var level, var _, var _) -> level == c.level() ? alreadyTrue() : refuse(REVIEW_PENDING);
            case Review.Final(var finality) -> refuse(finality.ground().refusal());
        };
    }

    private Optional<Instant> endOf(Review.MayBeAsked may) {
        return rules.endOfTimeToAsk(may.level(), may.answeredAt());
    }

    private static Reply replyOf(Begun p) {
        if (p.reply() instanceof Reply reply) {
            return reply;
        }
        throw new IllegalStateException("a review without a reply");
    }

    private static ReviewRequested requested(RequestReview c, Reply reply, int review) {
        return new ReviewRequested(
                reply.petitionId(), reply.custody(), review, c.level(), c.party(), c.organ(), c.reason(), c.at());
    }

    private record Requesting(
            RequestReview request, Review.MayBeAsked may, Optional<Instant> end, Begun agency, Matter matter) {

        private boolean isOfTheLevel() {
            return request.level() == may.level();
        }

        private boolean isInTime() {
            return end.isEmpty() || request.at().isBefore(end.get());
        }

        private boolean isOnNoOtherTrack() {
            return matter.track() == null;
        }

        private boolean isOfAPetitioner() {
            return agency.opening().isPetitioner(request.party())
                    && (matter.representatives().isEmpty()
                            || matter.representatives().contains(request.party()));
        }
    }

    private static final Condition<Requesting> REQUESTING = inOrder(
            require(Requesting::isOfTheLevel, OTHER_REVIEW_LEVEL),
            one -> one.isInTime()
                    ? Optional.empty()
                    : Optional.of(Finality.Ground.ofTimeOver(one.may().level()).refusal()),
            require(Requesting::isOnNoOtherTrack, ON_ANOTHER_TRACK),
            require(Requesting::isOfAPetitioner, NOT_THE_PETITIONER));

    private static Decision<PetitionEvent> hear(DecideReview c, Begun p, Petition state) {
        var matter = state.matter();
        if (matter.decided().stream().anyMatch(one -> one.isRepeatedBy(c))) {
            return alreadyTrue();
        }
        if (matter.review() instanceof Review.Pending pending
                && pending.level() == c.level()
                && p.reply() instanceof Reply reply
                && (c.petitionId() == null || c.petitionId().equals(reply.petitionId()))) {
            return DECIDING.judge(
                    new Deciding(c, pending, state.documents()), () -> decided(c, reply, pending.review()));
        }
        return matter.decided().stream()
                .filter(one -> one.isOfTheSameReviewAs(c))
                .reduce((_, later) -> later)
                .map(last -> last.agreesWith(c)
                        ? Decision.<PetitionEvent>alreadyTrue()
                        : Decision.<PetitionEvent>refuse(REVIEW_DECIDED_OTHERWISE))
                .orElseGet(() -> refuse(REVIEW_NOT_ASKED_FOR));
    }

    private record Deciding(DecideReview decision, Review.Pending pending, Documents documents) {

        /** A decision of the reviewing organ itself holds, whatever was printed here. */
        private boolean isAsPrinted() {
            return decision.reporter() == Reporter.PETITION_OFFICE || documents.agreeWith(decision);
        }

        private boolean followsTheRequest() {
            return !decision.decided().isBefore(pending.requestedAt());
        }

        private boolean isMade() {
            return !decision.decided().isStillToCome();
        }

        private boolean isAnsweredAfterwards() {
            var answered =
                    new ReportedTime(decision.answeredAt(), decision.decided().reportedAt());
            return !answered.isStillToCome()
                    && !answered.isBefore(decision.decided().effective());
        }
    }

    private static final Condition<Deciding> DECIDING = inOrder(
            require(Deciding::isAsPrinted, DIFFERS_FROM_THE_DOCUMENT),
            require(Deciding::followsTheRequest, DECIDED_BEFORE_THE_REQUEST),
            require(Deciding::isMade, DECIDED_IN_THE_FUTURE),
            require(Deciding::isAnsweredAfterwards, ANSWERED_BEFORE_THE_DECISION));

    private static Decision<PetitionEvent> decided(DecideReview c, Reply reply, int review) {
        var decided = new ReviewDecided(
                reply.petitionId(),
                reply.custody(),
                review,
                c.level(),
                c.decision(),
                c.reporter(),
                c.documentNumber(),
                c.decided().happenedAt(),
                c.answeredAt());
        return c.level() == ReviewLevel.SECOND_REVIEW && c.decision() != ReviewDecision.REVOKED
                ? accept(
                        decided,
                        made(Finality.of(
                                Finality.Ground.SECOND_REVIEW_DECIDED,
                                c.decided().effective())))
                : accept(decided);
    }

    private static MatterMadeFinal made(Finality finality) {
        return new MatterMadeFinal(finality.ground(), finality.article(), finality.at());
    }

    private Decision<PetitionEvent> lapse(LapseReviewTime c, Matter matter) {
        return matter.review() instanceof Review.MayBeAsked may
                        && may.level() == c.level()
                        && endOf(may).filter(end -> !end.isAfter(c.at())).isPresent()
                ? accept(made(Finality.of(Finality.Ground.ofTimeOver(c.level()), c.at())))
                : alreadyTrue();
    }

    private record Step(Agency state, ReviewEvent event) {}

    Petition evolve(Petition state, ReviewEvent event) {
        var matter = state.matter();
        return switch (new Step(state.agency(), event)) {
            case Step(Begun _, ReviewRequested e) ->
                state.with(matter.reviewedOnceMore().with(new Review.Pending(e.level(), e.review(), e.requestedAt())));
            case Step(Begun p, ReviewDecided e) ->
                state.with(e.decision() == ReviewDecision.REVOKED ? setAside(p) : p)
                        .with(matter.with(new Review.Decided(
                                        e.petitionId(),
                                        e.review(),
                                        e.level(),
                                        e.decision(),
                                        e.documentNumber(),
                                        e.decidedAt()))
                                .with(after(e)));
            case Step(Begun _, MatterMadeFinal e) ->
                state.with(matter.with(new Review.Final(new Finality(e.ground(), e.article(), e.finalAt()))));
            case Step(NotOpened _, ReviewEvent _) -> throw state.cannotBeFollowedBy(event);
        };
    }

    private static Review after(ReviewDecided e) {
        return e.decision() == ReviewDecision.REVOKED
                ? new Review.OrderedAnew(e.level(), e.answeredAt())
                : new Review.MayBeAsked(ReviewLevel.SECOND_REVIEW, e.answeredAt());
    }

    /** Returns the agency without the reply that was revoked; a concluded one keeps it until the new one. */
    private static Agency setAside(Begun p) {
        return switch (p) {
            case Replied one -> one.setAside();
            case Discontinued one -> one.setAside();
            case Opened _, Notified _, Concluded _ -> p;
        };
    }
}

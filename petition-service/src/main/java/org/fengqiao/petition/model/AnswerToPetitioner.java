package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import org.fengqiao.kernel.decision.Condition;

/** Reply that is about to be printed or recorded, as far as it is judged by kind, handler and paper. */
record AnswerToPetitioner(PetitionResult result, ReplyPaper paper, Matter matter) {

    static final Condition<AnswerToPetitioner> CONDITIONS = inOrder(
            require(AnswerToPetitioner::isNotBarred, FINAL_AFTER_SECOND_REVIEW),
            require(AnswerToPetitioner::isJudged, KIND_NOT_JUDGED),
            require(AnswerToPetitioner::fitsTheKind, RESULT_OF_ANOTHER_KIND),
            require(AnswerToPetitioner::isOnNoOtherTrack, ON_ANOTHER_TRACK),
            require(AnswerToPetitioner::isSettledIfItSaysSo, NOT_SETTLED),
            require(AnswerToPetitioner::hasAHandler, NO_HANDLER),
            require(AnswerToPetitioner::handlerIsNotInDoubt, RECUSAL_PENDING),
            require(AnswerToPetitioner::isComplete, REPLY_INCOMPLETE));

    /** Returns whether it only says that the matter is not accepted again. */
    private boolean declines() {
        return result == PetitionResult.NOT_ACCEPTED_AGAIN;
    }

    private boolean settles() {
        return result == PetitionResult.SETTLED;
    }

    private boolean isNotBarred() {
        return matter.barredBy() == null || declines();
    }

    private boolean isJudged() {
        return declines() || matter.judgement() != null;
    }

    private boolean fitsTheKind() {
        if (declines()) {
            return matter.barredBy() != null;
        }
        var judgement = matter.judgement();
        return judgement != null
                && (settles()
                        ? judgement.kind().isForRedress()
                        : judgement.kind().results().contains(result));
    }

    private boolean isOnNoOtherTrack() {
        var judgement = matter.judgement();
        return matter.track() == null
                || declines()
                || settles()
                || judgement != null && judgement.kind().isLedOn();
    }

    private boolean isSettledIfItSaysSo() {
        return !settles() || matter.settlement() instanceof Settlement.Reached;
    }

    /** Returns whether it is an answer of an organ that handled the matter. */
    private boolean isOfAnOrgan() {
        var judgement = matter.judgement();
        return !declines()
                && !settles()
                && judgement != null
                && judgement.kind().isHandledByAnOrgan();
    }

    private boolean hasAHandler() {
        return !isOfAnOrgan() || matter.staffing().handling() != null;
    }

    private boolean handlerIsNotInDoubt() {
        return !isOfAnOrgan() || !matter.staffing().isHandlerInDoubt();
    }

    private boolean isComplete() {
        return !result.isOpinion() || paper.isComplete(result);
    }
}

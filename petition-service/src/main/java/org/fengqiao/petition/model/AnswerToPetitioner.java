package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.Agency.Notice;
import org.fengqiao.petition.model.Agency.Opening;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;

/** Reply that is about to be recorded, as far as it is judged: by kind, handler, paper and delivery. */
record AnswerToPetitioner(DeliverReply reply, Opening opening, Notice notice, Matter matter) {

    static final Condition<AnswerToPetitioner> CONDITIONS = inOrder(
            require(AnswerToPetitioner::isNotBarred, FINAL_AFTER_SECOND_REVIEW),
            require(AnswerToPetitioner::isJudged, KIND_NOT_JUDGED),
            require(AnswerToPetitioner::fitsTheKind, RESULT_OF_ANOTHER_KIND),
            require(AnswerToPetitioner::isOnNoOtherTrack, ON_ANOTHER_TRACK),
            require(AnswerToPetitioner::isSettledIfItSaysSo, NOT_SETTLED),
            require(AnswerToPetitioner::hasAHandler, NO_HANDLER),
            require(AnswerToPetitioner::handlerIsNotInDoubt, RECUSAL_PENDING),
            require(AnswerToPetitioner::isComplete, REPLY_INCOMPLETE),
            require(AnswerToPetitioner::isForAPetitioner, NOT_THE_PETITIONER),
            require(AnswerToPetitioner::isDelivered, DELIVERED_IN_THE_FUTURE),
            require(AnswerToPetitioner::followsTheNotice, DELIVERED_BEFORE_THE_NOTICE));

    /** Returns whether it only says that the matter is not accepted again. */
    private boolean declines() {
        return reply.result() == PetitionResult.NOT_ACCEPTED_AGAIN;
    }

    private boolean settles() {
        return reply.result() == PetitionResult.SETTLED;
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
                        : judgement.kind().results().contains(reply.result()));
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
        return !reply.result().isOpinion() || reply.paper().isComplete(reply.result());
    }

    private boolean isForAPetitioner() {
        var to = reply.delivery().to();
        return opening.isPetitioner(to)
                && (matter.representatives().isEmpty()
                        || matter.representatives().contains(to));
    }

    private ReportedTime delivered() {
        return new ReportedTime(reply.delivery().deliveredAt(), reply.repliedAt());
    }

    private boolean isDelivered() {
        return !delivered().isStillToCome();
    }

    private boolean followsTheNotice() {
        return !delivered().isBefore(notice.notifiedAt());
    }
}

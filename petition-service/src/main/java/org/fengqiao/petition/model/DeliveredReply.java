package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.Agency.Notice;
import org.fengqiao.petition.model.Agency.Opening;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;

/** Reply that is about to be recorded: what it says, what was printed of it, and how it was delivered. */
record DeliveredReply(DeliverReply reply, Opening opening, Notice notice, Matter matter, Documents documents) {

    static final Condition<DeliveredReply> CONDITIONS = inOrder(
            one -> AnswerToPetitioner.CONDITIONS.refusal(one.answer()),
            require(DeliveredReply::isForAPetitioner, NOT_THE_PETITIONER),
            require(DeliveredReply::isProvenByItsReceipt, RECEIPT_OF_ANOTHER_DELIVERY),
            require(DeliveredReply::isDelivered, DELIVERED_IN_THE_FUTURE),
            require(DeliveredReply::followsTheNotice, DELIVERED_BEFORE_THE_NOTICE));

    private AnswerToPetitioner answer() {
        return new AnswerToPetitioner(reply.result(), reply.paper(), matter);
    }

    private boolean isProvenByItsReceipt() {
        return documents.prove(reply.delivery(), DocumentKind.REPLY, reply.documentNumber());
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

package org.fengqiao.intake.model;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase.Answering;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;

/**
 * The file of a registered case: what the front desk keeps of it whatever became of it. Each slice has its part.
 *
 * @param registered what was told
 * @param answering what a partner was told and is still owed
 * @param attachments its documents
 * @param ratings what the party thinks of the stages
 * @param retention what keeps the personal data of the case, and whose was erased
 */
public record CaseFile(
        CaseRegistered registered, Answering answering, Attachments attachments, Ratings ratings, Retention retention) {

    /**
     * Returns the file of a case that has just been registered.
     *
     * @param referral the partner's handle; null if no partner referred it
     */
    static CaseFile of(CaseRegistered registered, @Nullable Referral referral) {
        return new CaseFile(registered, Answering.of(referral), Attachments.none(), Ratings.none(), Retention.fresh());
    }

    CaseFile answering(UnaryOperator<Answering> change) {
        return new CaseFile(registered, change.apply(answering), attachments, ratings, retention);
    }

    CaseFile attaching(UnaryOperator<Attachments> change) {
        return new CaseFile(registered, answering, change.apply(attachments), ratings, retention);
    }

    CaseFile rating(UnaryOperator<Ratings> change) {
        return new CaseFile(registered, answering, attachments, change.apply(ratings), retention);
    }

    CaseFile retaining(UnaryOperator<Retention> change) {
        return new CaseFile(registered, answering, attachments, ratings, change.apply(retention));
    }
}

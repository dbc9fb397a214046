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
 * @param retention what keeps the personal data of the case, and whose was erased
 * @param dialogue what is said about it between the centre and its partners
 * @param trade what belongs to the trade of the partner that referred it
 */
public record CaseFile(
        CaseRegistered registered, Answering answering, Retention retention, Dialogue dialogue, Trade trade) {

    /**
     * Returns the file of a case that has just been registered.
     *
     * @param referral the partner's handle; null if no partner referred it
     */
    static CaseFile of(CaseRegistered registered, @Nullable Referral referral) {
        return new CaseFile(registered, Answering.of(referral), Retention.fresh(), Dialogue.of(referral), Trade.none());
    }

    CaseFile answering(UnaryOperator<Answering> change) {
        return new CaseFile(registered, change.apply(answering), retention, dialogue, trade);
    }

    CaseFile retaining(UnaryOperator<Retention> change) {
        return new CaseFile(registered, answering, change.apply(retention), dialogue, trade);
    }

    CaseFile conversing(UnaryOperator<Dialogue> change) {
        return new CaseFile(registered, answering, retention, change.apply(dialogue), trade);
    }

    CaseFile corrected(Correction correction) {
        return new CaseFile(correction.appliedTo(registered), answering, retention, dialogue, trade);
    }

    CaseFile trading(UnaryOperator<Trade> change) {
        return new CaseFile(registered, answering, retention, dialogue, change.apply(trade));
    }
}

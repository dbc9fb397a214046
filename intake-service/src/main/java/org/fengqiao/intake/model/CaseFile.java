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
 * @param repeats its links to other reports of the same dispute
 * @param urgency what is urgent about it
 */
public record CaseFile(
        CaseRegistered registered, Answering answering, Retention retention, Repeats repeats, Urgency urgency) {

    /**
     * Returns the file of a case that has just been registered.
     *
     * @param referral the partner's handle; null if no partner referred it
     */
    static CaseFile of(CaseRegistered registered, @Nullable Referral referral) {
        return new CaseFile(registered, Answering.of(referral), Retention.fresh(), Repeats.none(), Urgency.none());
    }

    CaseFile answering(UnaryOperator<Answering> change) {
        return new CaseFile(registered, change.apply(answering), retention, repeats, urgency);
    }

    CaseFile retaining(UnaryOperator<Retention> change) {
        return new CaseFile(registered, answering, change.apply(retention), repeats, urgency);
    }

    CaseFile linking(UnaryOperator<Repeats> change) {
        return new CaseFile(registered, answering, retention, change.apply(repeats), urgency);
    }

    CaseFile alarming(UnaryOperator<Urgency> change) {
        return new CaseFile(registered, answering, retention, repeats, change.apply(urgency));
    }
}

package org.fengqiao.intake.model;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase.Answering;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;

/**
 * The file of a registered case: what the front desk keeps of it whatever became of it. Each slice has its part.
 *
 * @param registered what was told
 * @param parties who is in dispute now, and what was changed about whom
 * @param answering what a partner was told and is still owed
 * @param retention what keeps the personal data of the case, and whose was erased
 */
public record CaseFile(CaseRegistered registered, Parties parties, Answering answering, Retention retention) {

    /**
     * Returns the file of a case that has just been registered.
     *
     * @param referral the partner's handle; null if no partner referred it
     */
    static CaseFile of(CaseRegistered registered, @Nullable Referral referral) {
        return new CaseFile(registered, Parties.of(registered), Answering.of(referral), Retention.fresh());
    }

    CaseFile answering(UnaryOperator<Answering> change) {
        return new CaseFile(registered, parties, change.apply(answering), retention);
    }

    CaseFile retaining(UnaryOperator<Retention> change) {
        return new CaseFile(registered, parties, answering, change.apply(retention));
    }

    CaseFile changingParties(UnaryOperator<Parties> change) {
        return new CaseFile(registered, change.apply(parties), answering, retention);
    }
}

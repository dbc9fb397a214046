package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Condition.requireOfEach;
import static org.fengqiao.mediation.model.MediationRefusal.AMOUNT_NOT_POSITIVE;
import static org.fengqiao.mediation.model.MediationRefusal.CONSENT_MISSING;
import static org.fengqiao.mediation.model.MediationRefusal.DEBTOR_IS_CREDITOR;
import static org.fengqiao.mediation.model.MediationRefusal.DUE_BEFORE_THE_AGREEMENT;
import static org.fengqiao.mediation.model.MediationRefusal.NOBODY_PRESIDES;
import static org.fengqiao.mediation.model.MediationRefusal.NOT_A_PARTY;
import static org.fengqiao.mediation.model.MediationRefusal.NOT_CONFIRMABLE;
import static org.fengqiao.mediation.model.MediationRefusal.NO_SESSION_HELD;
import static org.fengqiao.mediation.model.MediationRefusal.SIGNATURE_MISSING;
import static org.fengqiao.mediation.model.MediationRefusal.VOLUNTARINESS_NOT_EXAMINED;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.Proceeding.Opening;
import org.fengqiao.mediation.model.Proceeding.Underway;

/**
 * Signing of an agreement, to be judged before it is recorded.
 *
 * @param mandate a partner's, under which the case is mediated; null if there is none
 */
record Signing(
        SignAgreement paper, Underway talking, @Nullable Mandate mandate, MediationRules rules) {

    static final Condition<Signing> CONDITIONS = inOrder(
            require(Signing::signedByPartiesOnly, NOT_A_PARTY),
            requireOfEach(Signing::debts, Debt.CONDITIONS),
            require(Signing::everyPartyConsents, CONSENT_MISSING),
            require(Signing::heldASession, NO_SESSION_HELD),
            require(Signing::signedByEveryParty, SIGNATURE_MISSING),
            require(Signing::everyPartyWasFoundWilling, VOLUNTARINESS_NOT_EXAMINED),
            require(Signing::presidedOver, NOBODY_PRESIDES),
            // Told at once rather than thirty days later, when nobody sits together any more.
            require(Signing::confirmableIfIntended, NOT_CONFIRMABLE));

    private boolean signedByPartiesOnly() {
        return talking.opening().includesAll(paper.signedBy());
    }

    private List<Debt> debts() {
        return paper.undertakings().stream()
                .map(undertaking -> new Debt(undertaking, talking.opening(), rules.dayOf(paper.signedAt())))
                .toList();
    }

    private boolean everyPartyConsents() {
        return talking.opening().parties().stream()
                .allMatch(party -> talking.talks().isConsentOf(party.partyId(), true));
    }

    private boolean heldASession() {
        return talking.talks().includeHeldSession();
    }

    private boolean signedByEveryParty() {
        return talking.opening().areAllAmong(paper.signedBy());
    }

    private boolean needsAuthority() {
        return mandate != null && mandate.needsAuthority();
    }

    private boolean everyPartyWasFoundWilling() {
        return !needsAuthority()
                || talking.opening().parties().stream()
                        .allMatch(party -> talking.talks().isVoluntary(party.partyId()));
    }

    private boolean presidedOver() {
        return !needsAuthority() || paper.presided() != null;
    }

    private boolean confirmableIfIntended() {
        return !paper.confirmationIntended()
                || rules.isConfirmable(talking.opening().category(), rules.dayOf(paper.signedAt()));
    }

    /** Undertaking of the agreement, to be judged against the parties of the mediation. */
    private record Debt(Undertaking undertaking, Opening opening, LocalDate agreedOn) {

        static final Condition<Debt> CONDITIONS = inOrder(
                require(Debt::isBetweenParties, NOT_A_PARTY),
                require(Debt::isOwedToAnother, DEBTOR_IS_CREDITOR),
                require(Debt::isMoreThanNothing, AMOUNT_NOT_POSITIVE),
                require(Debt::isStillToBeDone, DUE_BEFORE_THE_AGREEMENT));

        boolean isBetweenParties() {
            return opening.includes(undertaking.debtor()) && opening.includes(undertaking.creditor());
        }

        boolean isOwedToAnother() {
            return !undertaking.debtor().equals(undertaking.creditor());
        }

        boolean isMoreThanNothing() {
            var amount = undertaking.amount();
            return amount == null || amount.amount().signum() > 0;
        }

        boolean isStillToBeDone() {
            return !undertaking.dueOn().isBefore(agreedOn);
        }
    }
}

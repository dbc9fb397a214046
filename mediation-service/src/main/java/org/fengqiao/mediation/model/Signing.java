package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Condition.requireOfEach;
import static org.fengqiao.mediation.model.MediationRefusal.AMOUNT_NOT_POSITIVE;
import static org.fengqiao.mediation.model.MediationRefusal.CHALLENGE_PENDING;
import static org.fengqiao.mediation.model.MediationRefusal.CONSENT_MISSING;
import static org.fengqiao.mediation.model.MediationRefusal.DEBTOR_IS_CREDITOR;
import static org.fengqiao.mediation.model.MediationRefusal.DUE_BEFORE_THE_AGREEMENT;
import static org.fengqiao.mediation.model.MediationRefusal.INSTALMENTS_DO_NOT_ADD_UP;
import static org.fengqiao.mediation.model.MediationRefusal.INSTALMENTS_OUT_OF_ORDER;
import static org.fengqiao.mediation.model.MediationRefusal.MEDIATOR_REMOVED;
import static org.fengqiao.mediation.model.MediationRefusal.NOBODY_PRESIDES;
import static org.fengqiao.mediation.model.MediationRefusal.NOT_A_PARTY;
import static org.fengqiao.mediation.model.MediationRefusal.NOT_CONFIRMABLE;
import static org.fengqiao.mediation.model.MediationRefusal.NO_SESSION_HELD;
import static org.fengqiao.mediation.model.MediationRefusal.SIGNATURES_DIFFER;
import static org.fengqiao.mediation.model.MediationRefusal.SIGNATURE_MISSING;
import static org.fengqiao.mediation.model.MediationRefusal.VOLUNTARINESS_NOT_EXAMINED;

import java.math.BigDecimal;
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
            require(signing -> signing.talking().talks().areUnquestioned(), CHALLENGE_PENDING),
            require(signing -> signing.talking().talks().haveAMediator(), MEDIATOR_REMOVED),
            require(Signing::signedByEveryParty, SIGNATURE_MISSING),
            require(Signing::everySignatureIsOfAParty, SIGNATURES_DIFFER),
            require(Signing::everyPartyWasFoundWilling, VOLUNTARINESS_NOT_EXAMINED),
            require(Signing::presidedOver, NOBODY_PRESIDES),
            // Told at once rather than thirty days later, when nobody sits together any more.
            require(Signing::confirmableIfIntended, NOT_CONFIRMABLE));

    /** Returns the parties that go on mediating: who refused signs nothing and owes nothing by it. */
    private Opening talkers() {
        return talking.opening().between(talking.staying());
    }

    private boolean everySignatureIsOfAParty() {
        return paper.signatures().isEmpty()
                || paper.signatures().stream().allMatch(Signature::isComplete)
                        && paper.signatures().stream()
                                .map(Signature::partyId)
                                .sorted()
                                .toList()
                                .equals(paper.signedBy().stream()
                                        .distinct()
                                        .sorted()
                                        .toList());
    }

    private boolean signedByPartiesOnly() {
        return talkers().includesAll(paper.signedBy());
    }

    private List<Debt> debts() {
        return paper.undertakings().stream()
                .map(undertaking -> new Debt(undertaking, talkers(), rules.dayOf(paper.signedAt())))
                .toList();
    }

    private boolean everyPartyConsents() {
        return talkers().parties().stream().allMatch(party -> talking.talks().isConsentOf(party.partyId(), true));
    }

    private boolean heldASession() {
        return talking.talks().includeHeldSession();
    }

    private boolean signedByEveryParty() {
        return talkers().areAllAmong(paper.signedBy());
    }

    private boolean needsAuthority() {
        return mandate != null && mandate.needsAuthority();
    }

    private boolean everyPartyWasFoundWilling() {
        return !needsAuthority()
                || talkers().parties().stream()
                        .allMatch(party -> talking.talks().isVoluntary(party.partyId()));
    }

    private boolean presidedOver() {
        return !needsAuthority() || paper.presided() != null;
    }

    private boolean confirmableIfIntended() {
        return !paper.confirmationIntended() || rules.isConfirmable(paper.matters(), rules.dayOf(paper.signedAt()));
    }

    /** Undertaking of the agreement, to be judged against the parties of the mediation. */
    private record Debt(Undertaking undertaking, Opening opening, LocalDate agreedOn) {

        static final Condition<Debt> CONDITIONS = inOrder(
                require(Debt::isBetweenParties, NOT_A_PARTY),
                require(Debt::isOwedToAnother, DEBTOR_IS_CREDITOR),
                require(Debt::isMoreThanNothing, AMOUNT_NOT_POSITIVE),
                require(Debt::isStillToBeDone, DUE_BEFORE_THE_AGREEMENT),
                require(Debt::isTheSumOfItsInstalments, INSTALMENTS_DO_NOT_ADD_UP),
                require(Debt::isPaidInOrder, INSTALMENTS_OUT_OF_ORDER));

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

        boolean isTheSumOfItsInstalments() {
            var instalments = undertaking.instalments();
            var amount = undertaking.amount();
            return instalments == null
                    || amount != null
                            && instalments.stream()
                                    .allMatch(part -> part.amount().currency().equals(amount.currency())
                                            && part.amount().amount().signum() > 0)
                            && instalments.stream()
                                    .map(part -> part.amount().amount())
                                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                                    .equals(amount.amount());
        }

        boolean isPaidInOrder() {
            var instalments = undertaking.instalments();
            if (instalments == null) {
                return true;
            }
            var days = instalments.stream().map(Instalment::dueOn).toList();
            return !days.getFirst().isBefore(agreedOn)
                    && days.getLast().equals(undertaking.dueOn())
                    && days.equals(days.stream().distinct().sorted().toList());
        }

        boolean isStillToBeDone() {
            return !undertaking.dueOn().isBefore(agreedOn);
        }
    }
}

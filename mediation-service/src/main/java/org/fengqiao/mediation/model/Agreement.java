package org.fengqiao.mediation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;

/**
 * A signed agreement (调解协议), as far as later decisions need it.
 *
 * @param takesEffectOn the day of the last signature, the mediator's and the seal included; of an oral agreement the
 *     day on which it is made (人民调解法 art. 29, 30)
 * @param presided which authority presided; null if none did
 * @param signatures how each party signed; empty if nobody noted it
 * @param matters what is in it that a court does not confirm
 */
public record Agreement(
        AgreementForm form,
        boolean whole,
        @Personal(PersonalKind.NARRATIVE) PersonalText terms,
        List<Obligation> obligations,
        Set<String> signedBy,
        boolean confirmationIntended,
        Instant signedAt,
        LocalDate takesEffectOn,
        @Nullable Presided presided,
        List<Signature> signatures,
        Set<Matter> matters) {

    public Agreement {
        obligations = List.copyOf(obligations);
        signedBy = Set.copyOf(signedBy);
        signatures = List.copyOf(signatures);
        matters = Set.copyOf(matters);
    }

    static Agreement from(AgreementSigned e) {
        return new Agreement(
                e.form(),
                e.whole(),
                e.terms(),
                e.obligations(),
                Set.copyOf(e.signedBy()),
                e.confirmationIntended(),
                e.signedAt(),
                e.takesEffectOn(),
                e.presided(),
                e.signatures() == null ? List.of() : e.signatures(),
                e.matters() == null ? Set.of() : Set.copyOf(e.matters()));
    }

    /** Returns whether whoever signed it is among these. */
    boolean isSignedOnlyBy(Collection<String> partyIds) {
        return partyIds.containsAll(signedBy);
    }
}

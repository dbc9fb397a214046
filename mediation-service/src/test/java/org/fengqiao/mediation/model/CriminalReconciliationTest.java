package org.fengqiao.mediation.model;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.mediation.model.MediationCommand.ExamineVoluntariness;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.MandateNoted;
import org.fengqiao.mediation.model.MediationEvent.VoluntarinessExamined;

/** Reconciliation in a public prosecution: who examines it, and who is there when the parties sign (刑事诉讼法 art. 289). */
class CriminalReconciliationTest extends MediationScenarios {

    static final MandateNoted MANDATE =
            new MandateNoted(new Mandate(Mandate.Kind.CRIMINAL_RECONCILIATION, "jc-7"), NOON);
    static final Presided PROSECUTOR = new Presided(Presided.Authority.PROCURATORATE, "jc-150203-17");

    static VoluntarinessExamined found(String partyId, boolean voluntary) {
        return new VoluntarinessExamined(partyId, voluntary, PROSECUTOR, words("愿意谅解"), NOON);
    }

    static ExamineVoluntariness examine(String partyId) {
        return new ExamineVoluntariness(partyId, true, PROSECUTOR, words("愿意谅解"), NOON);
    }

    static SignAgreement signInPresenceOf(Presided presided) {
        return new SignAgreement(
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                List.of(REPAIR, PAYMENT),
                BOTH,
                false,
                presided,
                List.of(),
                List.of(),
                NOON);
    }

    @Test
    void anAuthorityExaminesWhetherAPartyIsWilling() {
        mediation(OPENED, MANDATE).when(examine("applicant-1")).then(found("applicant-1", true));
        mediation(OPENED, MANDATE).when(examine("respondent-9")).thenRefused(MediationRefusal.NOT_A_PARTY);
        mediation(OPENED).when(examine("applicant-1")).thenRefused(MediationRefusal.NOT_A_RECONCILIATION);
        mediation(MANDATE).when(examine("applicant-1")).thenRefused(MediationRefusal.NO_SUCH_CASE);
    }

    @Test
    void nothingIsSignedBeforeBothWereFoundWilling() {
        var ready = readyToSign().given(MANDATE);
        ready.when(signInPresenceOf(PROSECUTOR)).thenRefused(MediationRefusal.VOLUNTARINESS_NOT_EXAMINED);
        ready.given(found("applicant-1", true))
                .when(signInPresenceOf(PROSECUTOR))
                .thenRefused(MediationRefusal.VOLUNTARINESS_NOT_EXAMINED);
        ready.given(found("applicant-1", true), found("respondent-1", true), found("applicant-1", false))
                .when(signInPresenceOf(PROSECUTOR))
                .thenRefused(MediationRefusal.VOLUNTARINESS_NOT_EXAMINED);
    }

    @Test
    void nothingIsSignedUnlessAnAuthorityPresides() {
        var ready = readyToSign().given(MANDATE, found("applicant-1", true), found("respondent-1", true));
        ready.when(signInPresenceOf(null)).thenRefused(MediationRefusal.NOBODY_PRESIDES);
        ready.when(signInPresenceOf(PROSECUTOR))
                .then(
                        new AgreementSigned(
                                1,
                                AgreementForm.WRITTEN,
                                true,
                                words("terms"),
                                SIGNED.obligations(),
                                BOTH,
                                false,
                                NOON,
                                FIRST_OF_MARCH,
                                PROSECUTOR,
                                null,
                                null),
                        AGREED);
    }

    @Test
    void nothingIsExaminedOnceItIsSigned() {
        awaitingApplication().when(examine("applicant-1")).thenRefused(MediationRefusal.AGREEMENT_ALREADY_SIGNED);
        readyToSign()
                .given(SIGNED, AGREED)
                .when(examine("applicant-1"))
                .thenRefused(MediationRefusal.ALREADY_CONCLUDED);
    }
}

package org.fengqiao.intake.wire;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Charge;
import org.fengqiao.intake.model.IncidentKind;
import org.fengqiao.intake.model.ObjectionDecision;
import org.fengqiao.intake.model.Presided;
import org.fengqiao.intake.model.Procedure;
import org.fengqiao.intake.model.Prosecution;
import org.fengqiao.intake.model.Prosecution.ReliefDecision;
import org.fengqiao.intake.model.ReferralDecision;
import org.fengqiao.intake.model.Standings.Standing;
import org.fengqiao.intake.wire.DialogueMessages.OfferedParty;
import org.fengqiao.kernel.json.AboveZero;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.kernel.value.Money;

/** Messages of one partner's trade, both ways. What breaks a constraint is rejected. */
public final class TradeMessages {

    private TradeMessages() {}

    /**
     * Appointment of the centre by the court, to mediate a case that it referred.
     *
     * @param registrationNumber the number under which the court registered the case; missing before that
     */
    public record MediationAppointed(
            @NotBlank @Size(max = 200) String reference,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String registrationNumber,

            @NotNull Procedure procedure) {}

    /**
     * Incident behind a case that the police referred.
     *
     * @param number the incident's
     * @param injuries in words; missing if there are none
     */
    public record IncidentNoted(
            @NotBlank @Size(max = 200) String reference,
            @NotBlank @Size(max = 64) String number,
            @NotNull IncidentKind kind,
            @FreeText @Nullable @Size(min = 1, max = 2_000) String injuries) {}

    /**
     * Transfer of a petition by the petition office.
     *
     * @param petitionNumber the petition office's
     */
    public record PetitionTransferred(
            @NotBlank @Size(max = 200) String reference,
            @NotBlank @Size(max = 64) String petitionNumber,
            @NotNull OffsetDateTime transferredAt) {}

    /** Decision of the petition office on an objection to its transfer. */
    public record ObjectionDecided(
            @NotBlank @Size(max = 200) String reference,
            @NotNull ObjectionDecision decision,
            @FreeText @Nullable @Size(min = 1, max = 2_000) String reason) {}

    /**
     * Word of the court or the petition office where a matter stands.
     *
     * @param inquiryId as it came
     * @param documentNumber of its case or decision
     */
    public record StandingTold(
            @NotBlank @Size(max = 200) String inquiryId,
            @NotNull Standing standing,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /**
     * Inquiry whether a matter stands with the partner, which answers with {@code standing-told}.
     *
     * @param summary what it is about
     */
    public record StandingAsked(
            String inquiryId,
            UUID caseId,
            @Personal(PersonalKind.NARRATIVE) PersonalText summary,
            List<OfferedParty> applicants,
            List<OfferedParty> respondents,
            Instant askedAt) {

        public StandingAsked {
            applicants = List.copyOf(applicants);
            respondents = List.copyOf(respondents);
        }
    }

    /**
     * Public prosecution that the procuratorate refers so that its parties may reconcile (刑事诉讼法 art. 288).
     *
     * @param caseNumber the procuratorate's
     * @param offence what is charged, in words
     * @param chapter of the special part of the criminal law
     * @param likelyMonths the gravest sentence that may be expected, in months of imprisonment
     * @param fromCivilDispute whether a dispute among the people led to it
     * @param negligent whether it was done by negligence
     * @param intentionalCrimeLately whether whoever is accused committed an intentional crime in the five years before
     * @param repents whether whoever is accused repents sincerely
     * @param victimWilling whether the victim is willing to reconcile
     */
    public record CriminalReconciliationReferred(
            @NotBlank @Size(max = 200) String reference,

            @NotBlank
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String caseNumber,

            @FreeText @NotBlank @Size(max = 2_000) String offence,
            @NotNull @Min(1) @Max(10) Integer chapter,
            @NotNull @Min(1) @Max(360) Integer likelyMonths,
            @NotNull Boolean fromCivilDispute,
            @NotNull Boolean negligent,
            @NotNull Boolean intentionalCrimeLately,
            @NotNull Boolean repents,
            @NotNull Boolean victimWilling) {

        /** Returns what decides whether the parties may reconcile. */
        public Charge charge() {
            return new Charge(
                    chapter, likelyMonths, fromCivilDispute, negligent, intentionalCrimeLately, repents, victimWilling);
        }
    }

    /**
     * Case in which the procuratorate supervises a civil judgment.
     *
     * @param caseNumber the procuratorate's
     * @param judgment the document number of the judgment
     */
    public record CivilSupervisionReferred(
            @NotBlank @Size(max = 200) String reference,

            @NotBlank
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String caseNumber,

            @NotBlank
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String judgment) {}

    /**
     * Decision of the procuratorate on relief.
     *
     * @param referralId as it came
     * @param amount what is granted
     */
    public record ReliefDecided(
            @NotBlank @Size(max = 200) String referralId,
            @NotNull ReliefDecision decision,
            @AboveZero @Nullable Money amount,
            @FreeText @Nullable @Size(min = 1, max = 2_000) String reason,

            @NotBlank
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /**
     * End of a reconciliation, so that the procuratorate may decide (刑事诉讼法 art. 290).
     *
     * @param caseNumber the procuratorate's
     * @param presided which authority presided over the agreement; null if there is none
     * @param at when the agreement was signed, or the mediation ended without one
     */
    public record CriminalReconciliationEnded(
            String reference,
            UUID caseId,
            String caseNumber,
            Prosecution.Result result,
            @Nullable Presided presided,
            Instant at) {}

    /**
     * Relief that the centre asks of the procuratorate, which answers with {@code relief-decided}.
     *
     * @param beneficiary the party that needs it
     * @param need in words
     */
    public record ReliefProposed(
            String referralId,
            UUID caseId,
            OfferedParty beneficiary,
            @Personal(PersonalKind.NARRATIVE) PersonalText need,
            Instant proposedAt) {}

    /**
     * Answer to the court's appointment.
     *
     * @param registrationNumber the court's; null if it gave none
     * @param reason why not; null if it is accepted
     */
    public record AppointmentAnswered(
            String reference,
            UUID caseId,
            @Nullable String registrationNumber,
            ReferralDecision decision,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant answeredAt) {}

    /** Objection to a transfer of the petition office. */
    public record TransferObjected(
            String reference,
            UUID caseId,
            String petitionNumber,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant objectedAt) {}
}

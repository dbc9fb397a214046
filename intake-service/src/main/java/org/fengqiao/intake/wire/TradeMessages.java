package org.fengqiao.intake.wire;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IncidentKind;
import org.fengqiao.intake.model.ObjectionDecision;
import org.fengqiao.intake.model.Procedure;
import org.fengqiao.intake.model.ReferralDecision;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DocumentNumber;

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

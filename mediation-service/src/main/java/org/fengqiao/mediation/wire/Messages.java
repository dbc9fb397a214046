package org.fengqiao.mediation.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.mediation.model.Agreement;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.ConfirmationDecision;
import org.fengqiao.mediation.model.FastTrackOutcome;
import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;
import org.fengqiao.mediation.model.Obligation;

/** Messages to the court, and its answers to them. What breaks a constraint is rejected. */
public final class Messages {

    private Messages() {}

    /**
     * The agreement as the court reads it.
     *
     * @param signedBy party ids
     */
    public record AgreementPaper(
            AgreementForm form,
            boolean whole,
            @Personal(PersonalKind.NARRATIVE) PersonalText terms,
            List<Obligation> obligations,
            List<String> signedBy,
            Instant signedAt,
            LocalDate takesEffectOn) {

        /** The agreement on paper. */
        public static AgreementPaper of(Agreement agreement) {
            return new AgreementPaper(
                    agreement.form(),
                    agreement.whole(),
                    agreement.terms(),
                    agreement.obligations(),
                    agreement.signedBy().stream().sorted().toList(),
                    agreement.signedAt(),
                    agreement.takesEffectOn());
        }
    }

    /** Mediating body and mediator of an agreement. */
    public record MediatingBody(String unit, String mediator) {}

    /**
     * A joint application for judicial confirmation; the court answers with {@code confirmation-decided}.
     *
     * @param category what the dispute is about
     * @param mediatedBy under whom the agreement was made: the court of its place confirms it (民事诉讼法 art. 205)
     * @param undisputedFacts what all parties left undisputed in the sessions; empty if there is nothing
     */
    public record ConfirmationFiling(
            String filingId,
            UUID caseId,
            AgreementPaper agreement,
            List<Party> applicants,
            String category,
            MediatingBody mediatedBy,
            @Personal(PersonalKind.NARRATIVE) List<PersonalText> undisputedFacts,
            Instant filedAt) {
        public ConfirmationFiling {
            applicants = List.copyOf(applicants);
            undisputedFacts = List.copyOf(undisputedFacts);
        }
    }

    /** A claim for the fast track; the court answers with {@code fast-track-decided}. */
    public record FastTrackFiling(
            String filingId, UUID caseId, String category, List<Party> parties, Instant filedAt) {}

    /** The court's answer to {@code confirmation-filed}. */
    public record ConfirmationDecided(
            @NotBlank @Size(max = 200) String filingId,
            @NotNull ConfirmationDecision decision,
            @FreeText @Nullable @Size(max = 2000) String reason,

            @NotBlank
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber,

            @NotNull OffsetDateTime decidedAt) {

        /** Returns what it asks. */
        public RecordConfirmationDecision command(UUID caseId, Instant now) {
            return new RecordConfirmationDecision(
                    filingId,
                    decision,
                    reason == null ? null : PersonalText.of(SubjectId.ofCase(caseId), reason),
                    documentNumber,
                    new ReportedTime(decidedAt.toInstant(), now));
        }
    }

    /** The court's answer to {@code fast-track-filed}. */
    public record FastTrackDecided(
            @NotBlank @Size(max = 200) String filingId,
            @NotNull FastTrackOutcome outcome,

            @NotBlank
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber,

            @NotNull OffsetDateTime decidedAt) {

        /** Returns what it asks. */
        public RecordFastTrackDecision command(Instant now) {
            return new RecordFastTrackDecision(
                    filingId, outcome, documentNumber, new ReportedTime(decidedAt.toInstant(), now));
        }
    }
}

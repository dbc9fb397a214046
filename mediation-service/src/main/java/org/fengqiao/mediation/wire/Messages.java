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
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.mediation.model.Agreement;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.CaseFile;
import org.fengqiao.mediation.model.ConfirmationDecision;
import org.fengqiao.mediation.model.DocumentReference;
import org.fengqiao.mediation.model.FastTrackOutcome;
import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.PersonFile;

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

    /**
     * A party as the court tells it from others and reaches it; what nobody told is missing.
     *
     * @param address where it lives
     */
    public record FiledParty(
            String partyId,
            Party.Side side,
            @Personal(PersonalKind.NAME) PersonalText name,
            @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
            @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
            @Personal(PersonalKind.ADDRESS) @Nullable PersonalText address) {

        /** Returns the parties, with what the file has of each. */
        public static List<FiledParty> of(List<Party> parties, CaseFile file) {
            return parties.stream()
                    .map(party -> {
                        var known = file.of(party.partyId());
                        return new FiledParty(
                                party.partyId(),
                                party.side(),
                                party.name(),
                                known.map(PersonFile::idNumber).orElse(null),
                                known.map(PersonFile::phone).orElse(null),
                                known.map(PersonFile::address).orElse(null));
                    })
                    .toList();
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
     * @param facts what happened, as the applicants told it; null if not known
     * @param claim what they wanted; null if they did not say
     * @param amount what was at stake; null if nothing was
     * @param document the agreement as it was handed in; null if it was not
     */
    public record ConfirmationFiling(
            String filingId,
            UUID caseId,
            AgreementPaper agreement,
            List<FiledParty> applicants,
            String category,
            MediatingBody mediatedBy,
            @Personal(PersonalKind.NARRATIVE) List<PersonalText> undisputedFacts,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText facts,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            @Nullable DocumentReference document,
            Instant filedAt) {
        public ConfirmationFiling {
            applicants = List.copyOf(applicants);
            undisputedFacts = List.copyOf(undisputedFacts);
        }
    }

    /**
     * The notice that a party took its application for confirmation back.
     *
     * @param partyId who took it back
     */
    public record ConfirmationWithdrawal(String filingId, UUID caseId, String partyId, Instant withdrawnAt) {}

    /**
     * A claim for the fast track; the court answers with {@code fast-track-decided}.
     *
     * @param plaintiff the id of the party that applied for it
     * @param facts what happened, as the applicants told it; null if not known
     * @param claim what they want; null if they did not say
     * @param amount what is at stake; null if nothing is
     */
    public record FastTrackFiling(
            String filingId,
            UUID caseId,
            String category,
            List<FiledParty> parties,
            @Nullable String plaintiff,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText facts,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            String unit,
            Instant filedAt) {
        public FastTrackFiling {
            parties = List.copyOf(parties);
        }
    }

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

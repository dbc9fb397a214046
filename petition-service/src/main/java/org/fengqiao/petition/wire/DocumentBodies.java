package org.fengqiao.petition.wire;

import java.util.UUID;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.petition.model.DocumentRequest;
import org.fengqiao.petition.model.PetitionResult;
import org.fengqiao.petition.model.ReplyPaper;
import org.fengqiao.petition.model.ReviewDecision;
import org.fengqiao.petition.model.ReviewLevel;

/** Bodies that ask for a document. A resource never sees a body that breaks a constraint. */
public final class DocumentBodies {

    private DocumentBodies() {}

    /**
     * Reply to be printed.
     *
     * @param organisation the organ as it names itself on paper
     * @param claim what the petitioner asks for
     * @param facts the facts and reasons that were found
     * @param opinion what is answered
     * @param legalBasis by which law
     */
    public record ReplyDocumentBody(
            @NotBlank @Size(max = 100) String organisation,
            @NotNull PetitionResult result,

            @NotNull
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber,

            @FreeText @Nullable @Size(min = 1, max = 4000) String claim,
            @FreeText @Nullable @Size(min = 1, max = 20_000) String facts,
            @FreeText @NotBlank @Size(max = 20_000) String opinion,
            @FreeText @Nullable @Size(min = 1, max = 4000) String legalBasis) {

        /** Returns what is asked for. */
        public DocumentRequest request(UUID caseId) {
            return new DocumentRequest.OfReply(
                    documentNumber,
                    result,
                    new ReplyPaper(
                            maybe(caseId, claim),
                            maybe(caseId, facts),
                            words(caseId, opinion),
                            maybe(caseId, legalBasis)));
        }
    }

    /**
     * Opinion of a review to be printed.
     *
     * @param organisation the reviewing organ as it names itself on paper
     * @param claim what the petitioner asks for
     * @param facts the facts and reasons that were found
     * @param opinion what is answered
     * @param legalBasis by which law
     */
    public record ReviewDocumentBody(
            @NotBlank @Size(max = 100) String organisation,
            @NotNull ReviewLevel level,
            @NotNull ReviewDecision decision,

            @NotNull
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber,

            @FreeText @NotBlank @Size(max = 4000) String claim,
            @FreeText @NotBlank @Size(max = 20_000) String facts,
            @FreeText @NotBlank @Size(max = 20_000) String opinion,
            @FreeText @NotBlank @Size(max = 4000) String legalBasis) {

        /** Returns what is asked for. */
        public DocumentRequest request(UUID caseId) {
            return new DocumentRequest.OfReview(
                    documentNumber,
                    level,
                    decision,
                    new ReplyPaper(
                            words(caseId, claim),
                            words(caseId, facts),
                            words(caseId, opinion),
                            words(caseId, legalBasis)));
        }
    }

    /**
     * Proof of service to be printed.
     *
     * @param organisation the organ as it names itself on paper
     * @param served the number in the case of the document that is handed over
     * @param recipient the party that gets it
     */
    public record ServiceProofBody(
            @NotBlank @Size(max = 100) String organisation,

            @NotNull
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber,

            @NotNull @Positive Integer served,
            @NotBlank @Size(max = 64) String recipient) {

        /** Returns what is asked for. */
        public DocumentRequest request() {
            return new DocumentRequest.OfService(documentNumber, served, recipient);
        }
    }

    private static PersonalText words(UUID caseId, String text) {
        return PersonalText.of(SubjectId.ofCase(caseId), text);
    }

    private static @Nullable PersonalText maybe(UUID caseId, @Nullable String text) {
        return text == null ? null : words(caseId, text);
    }
}

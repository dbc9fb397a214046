package org.fengqiao.petition.wire;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.petition.model.Delivery;
import org.fengqiao.petition.model.Destination;
import org.fengqiao.petition.model.PetitionKind;
import org.fengqiao.petition.model.PetitionResult;
import org.fengqiao.petition.model.Recusal;
import org.fengqiao.petition.model.ReplyPaper;
import org.fengqiao.petition.model.ReviewDecision;
import org.fengqiao.petition.model.ReviewLevel;
import org.fengqiao.petition.model.Settlement;
import org.fengqiao.petition.model.Track;

/** Bodies that callers send. A resource never sees a body that breaks a constraint. */
public final class Bodies {

    private Bodies() {}

    /** The written notice of receipt. */
    public record NotificationBody(
            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /**
     * The written reply.
     *
     * @param claim what the petitioner asks for
     * @param facts the facts and reasons that were found
     * @param opinion what is answered
     * @param legalBasis by which law
     */
    public record ReplyBody(
            @NotNull PetitionResult result,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber,

            @FreeText @Nullable @Size(min = 1, max = 4000) String claim,
            @FreeText @Nullable @Size(min = 1, max = 20_000) String facts,
            @FreeText @NotBlank @Size(max = 20_000) String opinion,
            @FreeText @Nullable @Size(min = 1, max = 4000) String legalBasis,
            @NotNull @Valid DeliveryBody delivery) {

        /** Returns what it says, as the model knows it. */
        public ReplyPaper paper(UUID caseId) {
            return new ReplyPaper(
                    words(caseId, claim),
                    words(caseId, facts),
                    PersonalText.of(SubjectId.ofCase(caseId), opinion),
                    words(caseId, legalBasis));
        }
    }

    private static @Nullable PersonalText words(UUID caseId, @Nullable String text) {
        return text == null ? null : PersonalText.of(SubjectId.ofCase(caseId), text);
    }

    /**
     * Proof that the petitioner got it.
     *
     * @param to the party that did
     * @param receipt the number of the paper that proves it
     */
    public record DeliveryBody(
            @NotNull Delivery.Manner manner,
            @NotBlank @Size(max = 64) String to,
            @NotNull OffsetDateTime deliveredAt,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String receipt) {

        /** Returns it as the model knows it. */
        public Delivery delivery() {
            return new Delivery(manner, to, deliveredAt.toInstant(), receipt);
        }
    }

    /** End of the agency, with the result of the reply. */
    public record ConclusionBody(@NotNull PetitionResult result) {}

    /** Place of the file in the archive. */
    public record ArchiveBody(
            @NotNull
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String fileNumber) {}

    /**
     * Kind of the petition.
     *
     * @param destination where it goes, if it does not stay here
     * @param where the same in words
     * @param accused the units that an accusation is about
     */
    public record KindBody(
            @NotNull PetitionKind kind,
            @Nullable Destination destination,
            @FreeText @Nullable @Size(min = 1, max = 2000) String where,
            @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = Actor.IDENTIFIER) String> accused,
            @FreeText @NotBlank @Size(max = 2000) String reason) {

        /** Returns where it goes in words, as the model knows it. */
        public @Nullable PersonalText whereIn(UUID caseId) {
            return words(caseId, where);
        }

        /** Returns the accused units; none if none were named. */
        public List<String> accusedUnits() {
            return requireNonNullElse(accused, List.of());
        }
    }

    /** The handling organ, and its officer. */
    public record HandlerBody(
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String organ,
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String handler) {}

    /** Person who runs for the petitioner. */
    public record AgentBody(
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String agent) {}

    /**
     * An errand for the petitioner.
     *
     * @param where to whom it leads
     * @param what what is done there
     * @param runner who runs it; the agent if nobody is named
     */
    public record ErrandBody(
            @FreeText @NotBlank @Size(max = 2000) String where,
            @FreeText @NotBlank @Size(max = 2000) String what,
            @Nullable @Pattern(regexp = Actor.IDENTIFIER) String runner,
            @Ahead(years = 1) @NotNull LocalDate dueOn) {}

    /** Answer to an errand, and what comes next. */
    public record ErrandAnswerBody(
            @FreeText @NotBlank @Size(max = 2000) String answer,
            @FreeText @Nullable @Size(min = 1, max = 2000) String next) {

        /** Returns what comes next, as the model knows it. */
        public @Nullable PersonalText nextIn(UUID caseId) {
            return words(caseId, next);
        }
    }

    /** Request that somebody leaves the matter to others, for an interest in it. */
    public record RecusalBody(
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String person,
            @NotNull Recusal.Asker askedBy,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /**
     * Decision on a recusal.
     *
     * @param replacement who takes the place, if it is granted
     */
    public record RecusalDecisionBody(
            @NotNull Boolean granted,
            @Nullable @Pattern(regexp = Actor.IDENTIFIER) String replacement) {}

    /** Procedure that the matter is in besides. */
    public record TrackBody(
            @NotNull Track track,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /** The procedure that ended. */
    public record TrackEndBody(@NotNull Track track) {}

    /** Consent of both sides to settle. */
    public record SettlementBody(
            @NotNull Settlement.Form form,
            @NotNull @Size(min = 2, max = 200) List<@NotBlank @Size(max = 64) String> consentedBy) {}

    /** End of the attempt to settle. */
    public record SettlementOutcomeBody(
            @NotNull Boolean reached,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /** Facts or reasons that are not those of the matter that was final. */
    public record NewFactsBody(
            @FreeText @NotBlank @Size(max = 4000) String facts) {}

    /**
     * Request for a review.
     *
     * @param by the party that asks
     * @param organ which organ is asked
     */
    public record ReviewRequestBody(
            @NotNull ReviewLevel level,
            @NotBlank @Size(max = 64) String by,
            @FreeText @NotBlank @Size(max = 200) String organ,
            @FreeText @NotBlank @Size(max = 4000) String reason) {}

    /**
     * Decision of a review.
     *
     * @param answeredAt when the petitioner got it
     */
    public record ReviewDecisionBody(
            @NotNull ReviewLevel level,
            @NotNull ReviewDecision decision,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber,

            @NotNull OffsetDateTime decidedAt,
            @NotNull OffsetDateTime answeredAt) {}
}

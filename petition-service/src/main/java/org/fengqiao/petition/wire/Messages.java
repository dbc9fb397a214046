package org.fengqiao.petition.wire;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.PetitionCommand.HearReviewDecision;
import org.fengqiao.petition.model.ReviewDecision;
import org.fengqiao.petition.model.ReviewLevel;

/** Messages to the petition office, and its answers to them. What breaks a constraint is rejected. */
public final class Messages {

    private Messages() {}

    /**
     * A request for the review of a petition opinion; the petition office answers with {@code review-decided}. What the
     * petition is about is not in it.
     *
     * @param documentNumber of the opinion; null if it has none
     * @param repliedAt when the petitioner got the opinion
     */
    public record ReviewAsked(
            String petitionId,
            UUID caseId,
            ReviewLevel level,
            @Nullable String documentNumber,
            Instant repliedAt,
            Instant requestedAt) {}

    /**
     * The decision of a review.
     *
     * @param petitionId as it stood in the request
     * @param documentNumber of the decision; null if it has none
     */
    public record ReviewDecided(
            @NotBlank @Size(max = 64) String petitionId,
            @NotNull ReviewLevel level,
            @NotNull ReviewDecision decision,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber,

            @NotNull OffsetDateTime decidedAt) {

        /** Returns what it asks. */
        public HearReviewDecision command(Instant reportedAt) {
            return new HearReviewDecision(
                    petitionId, level, decision, documentNumber, new ReportedTime(decidedAt.toInstant(), reportedAt));
        }
    }
}

package org.fengqiao.mediation.wire;

import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.mediation.model.ObligationAnswer;
import org.fengqiao.mediation.model.RevisitAnswer;
import org.fengqiao.mediation.model.RevisitSpeaker;

/** Bodies that callers send about revisits. */
public final class RevisitBodies {

    private RevisitBodies() {}

    /** Way in which somebody asks a party. */
    public enum How {
        PHONE,
        VISIT
    }

    /**
     * Attempt that reached nobody.
     *
     * @param phone the number that was called; only for a call
     */
    public record AttemptBody(
            @NotNull How channel, @Nullable @Size(max = 32) String phone) {}

    /**
     * Answer of a party, as somebody who asked it reports.
     *
     * @param phone the number that was called; only for a call
     */
    public record AnswerBody(
            @NotNull How channel,
            @Nullable @Size(max = 32) String phone,
            @NotNull RevisitSpeaker speaker,
            @NotNull @Min(1) @Max(5) Integer satisfaction,
            @NotNull @Size(max = 200) List<@NotNull @Valid ObligationAnswerBody> obligations,
            @NotNull Boolean newTrouble,
            @FreeText @Nullable @Size(max = 2000) String remark) {

        /** Returns the answer as the model knows it. */
        public RevisitAnswer answer(UUID caseId) {
            return RevisitBodies.answer(caseId, speaker, satisfaction, obligations, newTrouble, remark);
        }
    }

    /** Answer that a party gives by itself. */
    public record LinkAnswerBody(
            @NotNull RevisitSpeaker speaker,
            @NotNull @Min(1) @Max(5) Integer satisfaction,
            @NotNull @Size(max = 200) List<@NotNull @Valid ObligationAnswerBody> obligations,
            @NotNull Boolean newTrouble,
            @FreeText @Nullable @Size(max = 2000) String remark) {

        /** Returns the answer as the model knows it. */
        public RevisitAnswer answer(UUID caseId) {
            return RevisitBodies.answer(caseId, speaker, satisfaction, obligations, newTrouble, remark);
        }
    }

    /** Word of a party about one obligation. */
    public record ObligationAnswerBody(
            @NotNull @Positive Integer obligation, @NotNull ObligationAnswer.Said said) {}

    private static RevisitAnswer answer(
            UUID caseId,
            RevisitSpeaker speaker,
            int satisfaction,
            List<ObligationAnswerBody> obligations,
            boolean newTrouble,
            @Nullable String remark) {
        return new RevisitAnswer(
                speaker,
                satisfaction,
                obligations.stream()
                        .map(one -> new ObligationAnswer(one.obligation(), one.said()))
                        .toList(),
                newTrouble,
                remark == null ? null : PersonalText.of(SubjectId.ofCase(caseId), remark));
    }
}

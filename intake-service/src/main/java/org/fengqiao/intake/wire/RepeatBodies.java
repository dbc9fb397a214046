package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Comparison;
import org.fengqiao.intake.model.Likeness;
import org.fengqiao.intake.model.Likeness.Attribute;
import org.fengqiao.intake.model.Likeness.Finding;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.view.RepeatFinder.Match;
import org.fengqiao.kernel.value.Bilingual;

/** Bodies of the calls about repeats. */
public final class RepeatBodies {

    private RepeatBodies() {}

    /**
     * Link of a case to the one that carries it on.
     *
     * @param of the case that carries on
     * @param reasons the attributes in which whoever links them finds them alike
     */
    public record LinkBody(
            @NotNull UUID of, @NotEmpty @Size(max = 5) List<@NotNull Attribute> reasons) {}

    /** Cases that may be about the same dispute, the most alike first. */
    public record CandidatesBody(List<CandidateBody> items) {

        /** Returns what was found, in words. */
        public static CandidatesBody of(List<Match> matches, RepeatRules rules) {
            return new CandidatesBody(matches.stream()
                    .map(match -> CandidateBody.of(match, rules))
                    .toList());
        }
    }

    /**
     * A case that may be about the same dispute.
     *
     * @param caseId the case to link to
     * @param like the case that is alike; another one than {@code caseId} if it is itself carried on under that one
     * @param score from 0 to 100
     * @param receivedAt when the case that is alike came in
     */
    public record CandidateBody(
            UUID caseId, UUID like, int score, String ruleVersion, Instant receivedAt, List<ReasonBody> reasons) {

        private static CandidateBody of(Match match, RepeatRules rules) {
            Comparison comparison = match.comparison();
            return new CandidateBody(
                    match.goesOn(),
                    comparison.of(),
                    comparison.score(),
                    comparison.ruleVersion(),
                    match.receivedAt(),
                    comparison.reasons().stream()
                            .map(reason -> ReasonBody.of(reason, rules))
                            .toList());
        }
    }

    /**
     * Likeness in one attribute.
     *
     * @param score from 0 to 100; null if nothing could be compared
     * @param because null if {@code score} is
     * @param words null if {@code score} is
     */
    public record ReasonBody(
            Attribute attribute,
            @Nullable Integer score,
            @Nullable Finding because,
            @Nullable Bilingual words) {

        static ReasonBody of(Likeness likeness, RepeatRules rules) {
            var because = likeness.because();
            return new ReasonBody(
                    likeness.attribute(), likeness.score(), because, because == null ? null : rules.words(because));
        }
    }
}

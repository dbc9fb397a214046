package org.fengqiao.routing.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.routing.model.ApprovalEvent.Act;
import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.Grade;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Risk;
import org.fengqiao.routing.model.ScoreSheet.Points;
import org.fengqiao.routing.model.Supervision.Fault;

/** Bodies that callers send. A resource never sees a body that breaks a constraint. */
public final class Bodies {

    private Bodies() {}

    /**
     * A reopening, or a closing without evidence, that a leader is asked to approve.
     *
     * @param outcome how the case is to be closed; null for a reopening
     */
    public record ApprovalBody(
            @NotNull Act act,
            @Nullable Outcome outcome,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** A person's own judgement on a case. */
    public record TriageBody(
            @NotBlank @Size(max = 64) @KnownCode(KnownCode.Of.CATEGORY)
            String category,

            @NotNull Complexity complexity,
            @NotNull Risk risk,
            @NotNull Path path,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** A triage table that is to come into force, and why. */
    public record ProposalBody(
            @NotNull @Valid TableBody table,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /**
     * A table that is tried, and the period in which the cases were judged first.
     *
     * @param limit so many differences are listed at most; null for 100
     */
    public record TrialRequest(
            @NotNull @Valid TableBody table,
            @NotNull Instant from,
            @NotNull @Ahead(years = 1) Instant to,
            @Nullable @Min(0) @Max(1000) Integer limit) {}

    /** Grounds of risk that a person noted, by their codes, and what the person saw or heard. */
    public record RiskBody(
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 64) @KnownCode(KnownCode.Of.GROUND) String> grounds,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** Unit that is to hold the case. */
    public record AssignmentBody(@NotBlank @Size(max = 100) String unit) {}

    /** Unit and worker that take the case up: the identifiers of the unit and of the worker in it. */
    public record ClaimBody(
            @NotBlank @Size(max = 100) String unit,
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String worker) {}

    /** Reason for which the unit gives the case back, and the id of the unit it thinks is responsible. */
    public record ReturnBody(
            @FreeText @NotBlank @Size(max = 2000) String reason,
            @Nullable @Size(max = 100) String responsible) {}

    /** Summary of a typical case, without anybody whom it is about. */
    public record SummaryBody(
            @NotBlank @Size(max = 100) String title,
            @FreeText @NotBlank @Size(max = 4000) String text) {}

    /**
     * An approval of a summary.
     *
     * @param summary the number of the one that was read
     */
    public record SummaryApprovalBody(@NotNull @Positive Integer summary) {}

    /** Reason for which something is asked for. */
    public record ReasonBody(
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** Handling of the case by a department. */
    public record HandlingBody(
            @FreeText @NotBlank @Size(max = 2000) String result) {}

    /** The other case by which the same dispute came back. */
    public record RepeatBody(@NotNull UUID repeat) {}

    /**
     * Closing of a case, and its grounds.
     *
     * @param mergedInto the case in which it goes on; null unless it is merged
     */
    public record ClosureBody(
            @NotNull Outcome outcome,
            @Nullable UUID mergedInto,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /**
     * Sample to be drawn from the closings of a period.
     *
     * @param from the first day of closing
     * @param to the last day of closing
     * @param unit whose closings; null for all units of the district
     * @param size how many cases; null if {@code percent} is given
     * @param percent the share of the closings in per cent, rounded up; null if {@code size} is given
     * @param seed chosen before the closings are looked at
     * @param secondPercent the share of the drawn cases that two units review, in per cent; null for none
     * @param reviewers the units that review; no unit reviews its own cases
     */
    public record SampleBody(
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotBlank @Size(max = 100) String district,
            @Nullable @Size(max = 100) String unit,
            @Nullable @Min(1) @Max(1000) Integer size,
            @Nullable @Min(1) @Max(100) Integer percent,
            @NotBlank @Size(max = 100) String seed,
            @Nullable @Min(0) @Max(100) Integer secondPercent,
            @NotNull @Size(min = 1, max = 50) List<@NotBlank @Size(max = 100) String> reviewers) {}

    /**
     * Review of a case on the score sheet.
     *
     * @param answers the points of each question of the sheet
     */
    public record ReviewBody(
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid PointsBody> answers,
            @FreeText @Nullable @Size(max = 2000) String remarks) {

        /** Returns the points of each question. */
        public List<Points> points() {
            return answers.stream()
                    .map(answer -> new Points(answer.item(), answer.points()))
                    .toList();
        }
    }

    /** Points of one question of the score sheet. */
    public record PointsBody(
            @NotBlank @Size(max = 64) String item, @NotNull Integer points) {}

    /** Account of how something was put right. */
    public record RectificationBody(
            @FreeText @NotBlank @Size(max = 2000) String done) {}

    /**
     * Check of what was put right.
     *
     * @param reason what is missing; null if it is put right
     */
    public record CheckBody(
            @FreeText @Nullable @Size(max = 2000) String reason) {}

    /**
     * Decision on the appeal of a reviewed unit.
     *
     * @param grade the grade that is right; the one it has if the appeal is refused
     */
    public record AppealDecisionBody(
            @NotNull Grade grade,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** Notice to whoever holds the case. */
    public record NoticeBody(
            @NotNull Fault fault,
            @FreeText @NotBlank @Size(max = 2000) String asks) {}

    /** Answer to a notice: what was done. */
    public record AnswerBody(
            @FreeText @NotBlank @Size(max = 2000) String answer) {}
}

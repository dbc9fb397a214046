package org.fengqiao.routing.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Risk;

/** Bodies that callers send. A resource never sees a body that breaks a constraint. */
public final class Bodies {

    private Bodies() {}

    /** A person's own judgement on a case. */
    public record TriageBody(
            @NotBlank @Size(max = 64) String category,
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
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 64) String> grounds,
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

    /** Reason for which something is asked for. */
    public record ReasonBody(
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** Handling of the case by a department. */
    public record HandlingBody(
            @FreeText @NotBlank @Size(max = 2000) String result) {}

    /**
     * Closing of a case, and its grounds.
     *
     * @param mergedInto the case in which it goes on; null unless it is merged
     */
    public record ClosureBody(
            @NotNull Outcome outcome,
            @Nullable UUID mergedInto,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}
}

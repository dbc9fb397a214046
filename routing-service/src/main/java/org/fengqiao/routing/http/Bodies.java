package org.fengqiao.routing.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.NullUnmarked;

import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Risk;

/**
 * Bodies that callers send. A resource never sees a body that breaks a constraint; what is not {@code NotNull} may be
 * missing.
 */
@NullUnmarked
final class Bodies {

    private Bodies() {}

    /** A person's own judgement on a case. */
    record Triage(
            @NotBlank @Size(max = 64) String category,
            @NotNull Complexity complexity,
            @NotNull Risk risk,
            @NotNull Path path,
            @NotBlank @Size(max = 2000) String reason) {}

    /** Unit that is to hold the case. */
    record Assignment(@NotBlank @Size(max = 100) String unit) {}

    /** Unit and worker that take the case up: the identifiers of the unit and of the worker in it. */
    record Claim(
            @NotBlank @Size(max = 100) String unit,
            @NotBlank @Size(max = 100) String worker) {}

    /** Reason for which the unit gives the case back, and the unit it thinks is responsible. */
    record Return(
            @NotBlank @Size(max = 2000) String reason,
            @Size(max = 200) String responsible) {}

    /** Reason for which something is asked for. */
    record Reason(@NotBlank @Size(max = 2000) String reason) {}

    /** Handling of the case by a department. */
    record Handling(@NotBlank @Size(max = 2000) String result) {}

    /** Closing of a case, and its grounds. */
    record Closure(
            @NotNull Outcome outcome,
            @NotBlank @Size(max = 2000) String reason) {}
}

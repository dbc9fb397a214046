package org.fengqiao.routing.wire;

import java.time.LocalDate;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.FreeText;

/** Bodies of the calls about joint handling. A resource never sees a body that breaks a constraint. */
public final class DutyBodies {

    private DutyBodies() {}

    /**
     * Naming of a unit that supports the lead, and what it has to do.
     *
     * @param dueOn the last day on which it is in time
     * @param instead the number of the duty that this one takes the place of; missing if there is none
     */
    public record SupportBody(
            @NotBlank @Size(max = 100) String unit,
            @FreeText @NotBlank @Size(max = 2000) String what,
            @Ahead(years = 1) @NotNull LocalDate dueOn,
            @Nullable @Positive Integer instead) {}

    /** Person of the unit who takes a duty up, by the identifier. */
    public record WorkerBody(
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String worker) {}

    /** Person of the unit who has a duty from now on, by the identifier, and why. */
    public record HandoverBody(
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String worker,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** Result of a duty: what was done. */
    public record ResultBody(
            @FreeText @NotBlank @Size(max = 2000) String result) {}
}

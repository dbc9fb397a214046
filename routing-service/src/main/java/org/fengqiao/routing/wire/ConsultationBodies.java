package org.fengqiao.routing.wire;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
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
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.Consultation.Position;
import org.fengqiao.routing.model.Path;

/** Bodies of the calls about consultations. A resource never sees a body that breaks a constraint. */
public final class ConsultationBodies {

    /** The form of a file's digest: 256 bits in hexadecimal, whichever function made it. */
    private static final String DIGEST = "[0-9a-f]{64}";

    private ConsultationBodies() {}

    /** Materials by reference: ids of events, and digests of files (SHA-256 or SM3, in lower-case hexadecimal). */
    public record MaterialsBody(
            @Nullable @Size(max = 100) List<@NotNull UUID> events,
            @Nullable @Size(max = 100) List<@NotNull @Pattern(regexp = DIGEST) String> files) {

        static Materials materials(@Nullable MaterialsBody body) {
            return body == null
                    ? Materials.NONE
                    : new Materials(
                            requireNonNullElse(body.events(), List.of()), requireNonNullElse(body.files(), List.of()));
        }
    }

    /**
     * Convening, or reconvening, of a consultation.
     *
     * @param agenda what is to be decided
     * @param units who is invited beside the chair; missing for those the rules name, or those of before
     * @param experts the identifiers of people invited for themselves
     */
    public record ConveningBody(
            @FreeText @NotBlank @Size(max = 4000) String agenda,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> units,
            @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = Actor.IDENTIFIER) String> experts,
            @Nullable @Valid MaterialsBody materials) {

        /** Returns the units; none if the caller names none. */
        public List<String> invitedUnits() {
            return requireNonNullElse(units, List.of());
        }

        /** Returns the experts; none if the caller names none. */
        public List<String> invitedExperts() {
            return requireNonNullElse(experts, List.of());
        }

        /** Returns the materials; none if the caller names none. */
        public Materials namedMaterials() {
            return MaterialsBody.materials(materials);
        }
    }

    /** Units, people and materials that are added. */
    public record InvitationBody(
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> units,
            @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = Actor.IDENTIFIER) String> experts,
            @Nullable @Valid MaterialsBody materials) {

        /** Returns the units; none if the caller names none. */
        public List<String> invitedUnits() {
            return requireNonNullElse(units, List.of());
        }

        /** Returns the experts; none if the caller names none. */
        public List<String> invitedExperts() {
            return requireNonNullElse(experts, List.of());
        }

        /** Returns the materials; none if the caller names none. */
        public Materials namedMaterials() {
            return MaterialsBody.materials(materials);
        }
    }

    /** Opinion in writing. */
    public record OpinionBody(
            @NotNull Position position,
            @FreeText @NotBlank @Size(max = 4000) String reasons) {}

    /**
     * Interest that somebody declares.
     *
     * @param wholeUnit whether it is the unit's, so that nobody of it takes part any more; missing: no
     */
    public record InterestBody(
            @FreeText @NotBlank @Size(max = 2000) String reason,
            @Nullable Boolean wholeUnit) {}

    /**
     * Conclusion of a consultation.
     *
     * @param lead the unit that gets the case
     * @param supports the units that support it; each has a step of the plan
     * @param path the path on which it goes on; missing for the one it is on
     * @param steps the plan; missing: none
     */
    public record ConclusionBody(
            @NotBlank @Size(max = 100) String lead,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> supports,
            @Nullable Path path,
            @FreeText @NotBlank @Size(max = 4000) String reasons,
            @Nullable @Size(max = 50) List<@NotNull @Valid StepBody> steps) {

        /** Returns the supports; none if the caller names none. */
        public List<String> supporting() {
            return requireNonNullElse(supports, List.of());
        }

        /** Returns the steps; none if the caller names none. */
        public List<StepBody> plan() {
            return requireNonNullElse(steps, List.of());
        }
    }

    /**
     * Step of a plan.
     *
     * @param dueOn the last day on which it is in time
     */
    public record StepBody(
            @FreeText @NotBlank @Size(max = 2000) String what,
            @NotBlank @Size(max = 100) String unit,
            @Ahead(years = 1) @NotNull LocalDate dueOn) {}
}

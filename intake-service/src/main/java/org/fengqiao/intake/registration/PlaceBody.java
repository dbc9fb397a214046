package org.fengqiao.intake.registration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Place;

/** Place of the dispute, from the widest to the narrowest. */
public record PlaceBody(
        @NotBlank @Size(max = 100) String district,
        @Nullable @Size(max = 100) String street,
        @Nullable @Size(max = 100) String community,
        @Nullable @Size(max = 100) String grid) {

    /** Returns the place as the model knows it. */
    public Place place() {
        return new Place(district, street, community, grid, false);
    }
}

package org.fengqiao.intake.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Place;
import org.fengqiao.kernel.territory.Territory.Locality;

/** Where the dispute is, from the widest to the narrowest. */
public record PlaceBody(
        @NotBlank @Size(max = 100) String district,
        @Nullable @Size(max = 100) String street,
        @Nullable @Size(max = 100) String community,
        @Nullable @Size(max = 100) String grid) {

    /** As the model knows it. */
    public Place place() {
        return new Place(district, street, community, grid);
    }

    /** The place as jurisdictions know it. */
    Locality locality() {
        return new Locality(district, street, community);
    }
}

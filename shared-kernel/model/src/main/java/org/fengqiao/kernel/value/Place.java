package org.fengqiao.kernel.value;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The place of a dispute, from the widest to the narrowest.
 *
 * @param district the district's official name, such as {@code 昆都仑区}
 * @param street the street or town (街镇); missing if not known
 * @param community the community (社区); missing if not known
 * @param grid the grid (网格); missing if not known
 * @param outside whether it lies in none of the districts that the centre serves, so that it is any desk's to send on
 */
public record Place(
        String district,
        @Nullable String street,
        @Nullable String community,
        @Nullable String grid,
        boolean outside) {

    public Place {
        Objects.requireNonNull(district, "district");
    }

    /** Returns the same place, known to lie in none of the districts that the centre serves. */
    public Place beyondReach() {
        return new Place(district, street, community, grid, true);
    }
}

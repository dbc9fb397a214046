package org.fengqiao.analytics.model;

import org.jspecify.annotations.Nullable;

/**
 * The place of a dispute, from the district down to the grid.
 *
 * @param district code of the district
 * @param street code of the street or town, null if not known
 * @param community code of the community, null if not known
 * @param grid code of the grid, null if not known
 */
public record Place(
        @Nullable String district,
        @Nullable String street,
        @Nullable String community,
        @Nullable String grid) {

    /** A case whose place nobody has told yet. */
    public static final Place UNKNOWN = new Place(null, null, null, null);
}

package org.fengqiao.routing.model;

import org.jspecify.annotations.Nullable;

/**
 * Where the dispute is, from the widest to the narrowest.
 *
 * @param district the district's official name, such as {@code 昆都仑区}
 * @param street the street or town (街镇); missing if not known
 * @param community the community (社区); missing if not known
 * @param grid the grid (网格); missing if not known
 */
public record Place(
        String district,
        @Nullable String street,
        @Nullable String community,
        @Nullable String grid) {}

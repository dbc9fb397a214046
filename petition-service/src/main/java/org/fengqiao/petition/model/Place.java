package org.fengqiao.petition.model;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Where the dispute is.
 *
 * @param district 区
 * @param street 街镇; null if not known
 * @param community 社区; null if not known
 * @param grid 网格; null if not known
 */
public record Place(
        String district,
        @Nullable String street,
        @Nullable String community,
        @Nullable String grid) {
    public Place {
        Objects.requireNonNull(district, "district");
    }
}

package org.fengqiao.kernel.territory;

import org.jspecify.annotations.Nullable;

/**
 * What one event tells about where a case belongs.
 *
 * @param locality where the dispute is; null if the event does not say
 * @param unit the unit that holds the case from now on; null if the event does not say
 */
public record Territory(
        @Nullable Locality locality, @Nullable String unit) {

    /**
     * Where a dispute is, as far as jurisdictions go.
     *
     * @param street null if not known
     * @param community null if not known
     */
    public record Locality(
            String district,
            @Nullable String street,
            @Nullable String community) {}

    /** What is known once this is known too. */
    Territory then(Territory later) {
        return new Territory(
                later.locality == null ? locality : later.locality, later.unit == null ? unit : later.unit);
    }
}

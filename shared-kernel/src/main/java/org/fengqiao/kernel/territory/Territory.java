package org.fengqiao.kernel.territory;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What one event tells about where a case belongs.
 *
 * @param locality where the dispute is; null if the event does not say
 * @param units those it says the case was assigned to; empty if it does not say
 */
public record Territory(@Nullable Locality locality, Set<String> units) {
    public Territory {
        units = Set.copyOf(units);
    }

    /**
     * Where a dispute is, as far as jurisdictions go.
     *
     * @param street null if not known
     * @param community null if not known
     */
    public record Locality(
            String district,
            @Nullable String street,
            @Nullable String community) {

        /** The district of a dispute that lies in none of those the centre serves. */
        public static final String ANY = "*";
    }

    /** What is known once this is known too. */
    Territory then(Territory later) {
        var all = new TreeSet<>(units);
        all.addAll(later.units);
        return new Territory(later.locality == null ? locality : later.locality, all);
    }
}

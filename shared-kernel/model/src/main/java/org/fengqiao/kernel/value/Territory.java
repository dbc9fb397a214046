package org.fengqiao.kernel.value;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The part of an event that tells where a case belongs.
 *
 * @param place where the dispute is; null if the event does not say
 * @param units those it says the case was assigned to; empty if it does not say
 */
public record Territory(@Nullable Place place, Set<String> units) {
    public Territory {
        units = Set.copyOf(units);
    }

    /** Returns the territory of a dispute at that place. */
    public static Territory of(Place place) {
        return new Territory(place, Set.of());
    }

    /** Returns the territory of a dispute at that place whose case the unit has. */
    public static Territory of(Place place, String unit) {
        return new Territory(place, Set.of(unit));
    }

    /** Returns the territory of a case that the unit got. */
    public static Territory ofUnit(String unit) {
        return new Territory(null, Set.of(unit));
    }

    /** Returns what is known once this is known too. */
    public Territory then(Territory later) {
        var all = new TreeSet<>(units);
        all.addAll(later.units);
        return new Territory(later.place == null ? place : later.place, all);
    }
}

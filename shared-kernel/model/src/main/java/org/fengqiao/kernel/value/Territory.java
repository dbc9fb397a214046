package org.fengqiao.kernel.value;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What one event tells about where a case belongs.
 *
 * @param place where the dispute is; null if the event does not say
 * @param units those it says the case was assigned to; empty if it does not say
 */
public record Territory(@Nullable Place place, Set<String> units) {
    public Territory {
        units = Set.copyOf(units);
    }

    /** The dispute is there. */
    public static Territory of(Place place) {
        return new Territory(place, Set.of());
    }

    /** The dispute is there, and the unit has the case. */
    public static Territory of(Place place, String unit) {
        return new Territory(place, Set.of(unit));
    }

    /** The unit got the case. */
    public static Territory ofUnit(String unit) {
        return new Territory(null, Set.of(unit));
    }

    /** What is known once this is known too. */
    public Territory then(Territory later) {
        var all = new TreeSet<>(units);
        all.addAll(later.units);
        return new Territory(later.place == null ? place : later.place, all);
    }
}

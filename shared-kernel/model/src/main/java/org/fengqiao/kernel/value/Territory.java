package org.fengqiao.kernel.value;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Place and units that an event says a case belongs to.
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

    /** Returns the territory of a dispute at that place, with the unit that has the case. */
    public static Territory of(Place place, String unit) {
        return new Territory(place, Set.of(unit));
    }

    /** Returns the territory of a case that was assigned to the unit. */
    public static Territory ofUnit(String unit) {
        return new Territory(null, Set.of(unit));
    }

    /** Returns this territory with a later one added: the later place, if it has one, and the units of both. */
    public Territory then(Territory later) {
        var all = new TreeSet<>(units);
        all.addAll(later.units);
        return new Territory(later.place == null ? place : later.place, all);
    }
}

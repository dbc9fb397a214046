package org.fengqiao.routing.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fengqiao.kernel.value.Place;

/**
 * All units that can hold cases.
 *
 * @param centre the unit that takes what no other unit serves; it works on every path
 * @param units in the order of the file
 */
public record Units(String centre, List<Unit> units) {

    /**
     * Order of preference: units made for the category before those for all, those of the street before those of the
     * district.
     */
    private static final Comparator<Unit> MOST_SPECIFIC_FIRST = Comparator.comparing(
                    (Unit unit) -> unit.categories().isEmpty())
            .thenComparing(unit -> unit.street() == null)
            .thenComparing(Unit::id);

    /**
     * Checks that ids are unique, that parents exist and lead to the top, and that the centre takes everything.
     *
     * @throws IllegalArgumentException that names each faulty unit
     */
    public Units {
        units = List.copyOf(units);
        var problems = new ArrayList<String>();
        var byId = new HashMap<String, Unit>();
        for (var unit : units) {
            if (byId.put(unit.id(), unit) != null) {
                problems.add("unit " + unit.id() + ": the id is used twice");
            }
            if (unit.paths().isEmpty()) {
                problems.add("unit " + unit.id() + ": works on no path");
            }
        }
        for (var unit : units) {
            checkParents(unit, byId, problems);
        }
        var top = byId.get(centre);
        if (top == null) {
            problems.add("the centre " + centre + " is not among the units");
        } else if (!top.paths().containsAll(List.of(Path.values()))
                || !top.categories().isEmpty()) {
            problems.add("the centre " + centre + " does not take every path and category");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("units: " + String.join("; ", problems));
        }
    }

    private static void checkParents(Unit unit, Map<String, Unit> byId, List<String> problems) {
        var seen = new HashSet<String>();
        var id = unit.id();
        while (id != null) {
            var now = byId.get(id);
            if (now == null) {
                problems.add("unit " + unit.id() + ": unknown parent " + id);
                return;
            }
            if (!seen.add(id)) {
                problems.add("unit " + unit.id() + ": its parents go in a circle");
                return;
            }
            id = now.parent();
        }
    }

    /** Returns the unit of this id; empty if there is none. */
    public Optional<Unit> find(String id) {
        return units.stream().filter(unit -> unit.id().equals(id)).findFirst();
    }

    /**
     * Returns the most specific unit for a case; the centre if no unit serves it. Always the same for the same case.
     */
    Unit best(Path path, String category, Place place) {
        return best(path, category, place, List.of()).orElseGet(this::theCentre);
    }

    /** Returns the most specific unit for a case except these; empty if none is left. */
    Optional<Unit> best(Path path, String category, Place place, Collection<String> except) {
        return units.stream()
                .filter(unit -> !unit.id().equals(centre) && unit.serves(path, category, place))
                .filter(unit -> !except.contains(unit.id()))
                .min(MOST_SPECIFIC_FIRST)
                .or(() -> Optional.of(theCentre()).filter(unit -> !except.contains(unit.id())));
    }

    /** Returns the unit above; empty at the top. A unit that is no longer in the data is under the centre. */
    Optional<Unit> above(String id) {
        return find(id).map(unit -> Optional.ofNullable(unit.parent()).flatMap(this::find))
                .orElseGet(() -> Optional.of(theCentre()));
    }

    /** Returns the ids of a unit and of those above it, up to the top. */
    public List<String> lineOf(String id) {
        var line = new ArrayList<String>();
        for (var next = Optional.of(id);
                next.isPresent();
                next = above(next.get()).map(Unit::id)) {
            line.add(next.get());
        }
        return line;
    }

    /** Returns whether a unit is this one or above it. */
    public boolean isAtOrAbove(String upper, String id) {
        return lineOf(id).contains(upper);
    }

    /** Returns the unit that takes what no other unit serves. */
    Unit theCentre() {
        return find(centre).orElseThrow(() -> new IllegalStateException("checked units have a centre"));
    }
}

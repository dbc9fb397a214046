package org.fengqiao.routing.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.fengqiao.kernel.value.Place;

/**
 * All units in force on a day.
 *
 * @param centres the units that take what no other unit serves, one for each district; each works on every path. The
 *     first takes what is in none of the districts
 * @param units in the order of the files, then in that of their registration
 */
public record Units(List<String> centres, List<Unit> units) {

    /**
     * Order of preference: units made for the category before those for all, those of the street before those of the
     * district.
     */
    private static final Comparator<Unit> MOST_SPECIFIC_FIRST = Comparator.comparing(
                    (Unit unit) -> unit.categories().isEmpty())
            .thenComparing(Comparator.comparing(Unit::closeness).reversed())
            .thenComparing(Unit::id);

    /**
     * Checks that ids are unique, that parents exist and lead to the top, and that the centres take everything.
     *
     * @throws IllegalArgumentException that names each faulty unit
     */
    public Units {
        centres = List.copyOf(centres);
        units = List.copyOf(units);
        var problems = new ArrayList<String>();
        var byId = new HashMap<String, Unit>();
        for (var unit : units) {
            if (byId.put(unit.id(), unit) != null) {
                problems.add("unit " + unit.id() + ": the id is used twice");
            }
            unit.problems().forEach(problem -> problems.add("unit " + unit.id() + ": " + problem));
        }
        for (var unit : units) {
            checkParents(unit, byId, problems);
        }
        if (centres.isEmpty()) {
            problems.add("there is no centre");
        }
        for (var centre : centres) {
            var top = byId.get(centre);
            if (top == null) {
                problems.add("the centre " + centre + " is not among the units");
            } else if (!top.paths().containsAll(List.of(Path.values()))
                    || !top.categories().isEmpty()
                    || top.street() != null) {
                problems.add("the centre " + centre + " does not take every path and category of its district");
            }
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

    /** Returns the units that are called so, in whatever language. */
    public Stream<String> called(String name) {
        return units.stream()
                .filter(unit -> unit.zh().equals(name) || unit.en().equalsIgnoreCase(name))
                .map(Unit::id);
    }

    /** Returns the units that serve a case, those that take what nobody else does left out. */
    Stream<Unit> serving(Path path, String category, Place place) {
        return units.stream().filter(unit -> !isCentre(unit) && unit.serves(path, category, place));
    }

    /**
     * Returns the unit that is most specific for a case, whoever works in it; the centre if no unit serves it. Always
     * the same for the same case.
     */
    Unit best(Path path, String category, Place place) {
        return serving(path, category, place).min(MOST_SPECIFIC_FIRST).orElseGet(() -> centreOf(place));
    }

    /** Returns the unit above; empty at the top. A unit that is no longer in force is under the centre. */
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

    /** Returns the first unit of a kind in the district of another unit; empty if there is none but that one. */
    Optional<Unit> ofKind(Unit.Kind kind, String sameDistrict) {
        return find(sameDistrict)
                .flatMap(other -> units.stream()
                        .filter(unit -> unit.kind() == kind
                                && unit.district().equals(other.district())
                                && !unit.id().equals(other.id()))
                        .findFirst());
    }

    /** Returns whether a unit is below another one. */
    boolean isBelow(String id, String upper) {
        return !upper.equals(id) && isAtOrAbove(upper, id);
    }

    /** Returns whether a unit takes what no other unit serves. */
    boolean isCentre(Unit unit) {
        return centres.contains(unit.id());
    }

    /** Returns the unit that takes what no other unit of the place serves. */
    Unit centreOf(Place place) {
        return centres.stream()
                .flatMap(id -> find(id).stream())
                .filter(unit -> unit.district().equals(place.district()))
                .findFirst()
                .orElseGet(this::theCentre);
    }

    /** Returns the id of the unit that answers for what is in nobody's hands. */
    public String centre() {
        return centres.getFirst();
    }

    /** Returns the unit that answers for what is in nobody's hands. */
    Unit theCentre() {
        return find(centre()).orElseThrow(() -> new IllegalStateException("checked units have a centre"));
    }
}

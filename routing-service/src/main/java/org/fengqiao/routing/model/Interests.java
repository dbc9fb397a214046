package org.fengqiao.routing.model;

import java.util.HashSet;
import java.util.Set;

/**
 * Interests in a case: who has one does not handle it.
 *
 * @param units the units that are a party, or declared an interest as a whole
 * @param people the people who declared one, by their identifiers
 */
public record Interests(Set<String> units, Set<String> people) {

    /** Nobody has one, as far as is known. */
    public static final Interests NONE = new Interests(Set.of(), Set.of());

    public Interests {
        units = Set.copyOf(units);
        people = Set.copyOf(people);
    }

    boolean haveUnit(String unit) {
        return units.contains(unit);
    }

    boolean havePerson(String person) {
        return people.contains(person);
    }

    Interests and(Interests more) {
        var allUnits = new HashSet<>(units);
        allUnits.addAll(more.units);
        var allPeople = new HashSet<>(people);
        allPeople.addAll(more.people);
        return new Interests(allUnits, allPeople);
    }

    Interests with(RoutingEvent.InterestNoted e) {
        return and(new Interests(
                e.unit() != null && e.wholeUnit() ? Set.of(e.unit()) : Set.of(),
                e.person() == null ? Set.of() : Set.of(e.person())));
    }
}

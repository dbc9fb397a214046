package org.fengqiao.routing.model;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Open cases by who has them.
 *
 * @param units how many each unit holds; missing: none
 * @param people how many each person has claimed, or is to claim; missing: none
 */
public record Workload(Map<String, Integer> units, Map<String, Integer> people) {

    /** Nobody has any. */
    public static final Workload NONE = new Workload(Map.of(), Map.of());

    public Workload {
        units = Map.copyOf(units);
        people = Map.copyOf(people);
    }

    int ofUnit(String id) {
        return units.getOrDefault(id, 0);
    }

    int ofPerson(String id) {
        return people.getOrDefault(id, 0);
    }

    /**
     * Returns it with one case more.
     *
     * @param person null if the unit has to say
     */
    public Workload withOneMore(String unit, @Nullable String person) {
        var ofUnits = new HashMap<>(units);
        ofUnits.merge(unit, 1, Integer::sum);
        var ofPeople = new HashMap<>(people);
        if (person != null) {
            ofPeople.merge(person, 1, Integer::sum);
        }
        return new Workload(ofUnits, ofPeople);
    }
}

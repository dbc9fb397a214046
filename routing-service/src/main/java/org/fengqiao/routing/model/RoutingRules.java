package org.fengqiao.routing.model;

import java.util.ArrayList;

/**
 * The data routing decides by.
 *
 * @param triage categories and decision tables
 * @param units who can hold a case
 * @param returnTime how long a unit may give back what it has claimed
 * @param consultations when a case is consulted on, and by whom
 */
public record RoutingRules(TriageRules triage, Units units, ReturnTime returnTime, ConsultationRules consultations) {

    /**
     * Checks that the units speak of categories that exist.
     *
     * @throws IllegalArgumentException that names each faulty unit
     */
    public RoutingRules {
        var codes = triage.categoryCodes();
        var problems = new ArrayList<String>();
        units.units()
                .forEach(unit -> unit.categories().stream()
                        .filter(code -> !codes.contains(code))
                        .forEach(code -> problems.add("unit " + unit.id() + ": unknown category " + code)));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("routing rules: " + String.join("; ", problems));
        }
    }
}

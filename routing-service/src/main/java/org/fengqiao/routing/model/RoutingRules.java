package org.fengqiao.routing.model;

import java.util.ArrayList;
import java.util.function.Supplier;

/**
 * The data routing decides by.
 *
 * @param tables categories and decision tables, as they are when they are asked for
 * @param situations units, staff and workloads, as they are when they are asked for
 * @param review score sheets
 * @param supervision the deadlines that are supervised
 * @param returnTime how long a unit may give back what it has claimed
 * @param appealTime how long a unit may appeal after the review of a case was concluded
 * @param consultations when a case is consulted on, and by whom
 * @param relapse when a closing is verified, and how a case comes back
 * @param relapseTime within which time after a closing the same dispute is a relapse
 */
public record RoutingRules(
        Supplier<TriageBook> tables,
        Supplier<Situation> situations,
        ReviewRules review,
        SupervisionRules supervision,
        TimeLimit returnTime,
        TimeLimit appealTime,
        ConsultationRules consultations,
        RelapseRules relapse,
        TimeLimit relapseTime) {

    /**
     * Checks that the units speak of categories that exist.
     *
     * @throws IllegalArgumentException that names each faulty unit
     */
    public RoutingRules {
        var codes = tables.get().categoryCodes();
        var problems = new ArrayList<String>();
        situations
                .get()
                .units()
                .units()
                .forEach(unit -> unit.categories().stream()
                        .filter(code -> !codes.contains(code))
                        .forEach(code -> problems.add("unit " + unit.id() + ": unknown category " + code)));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("routing rules: " + String.join("; ", problems));
        }
    }

    /** Returns the units that are in force now. */
    public Units units() {
        return situations.get().units();
    }

    /** Returns the assignment of cases as units, staff and workloads are now. */
    Assignment assignment() {
        return new Assignment(situations.get());
    }

    /** Returns categories and decision tables as they are now; a table never applies to the day on which it is read. */
    public TriageBook triage() {
        return tables.get();
    }
}

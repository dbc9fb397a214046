package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Revisits of a case.
 *
 * @param lastClosure the latest closing for which revisits were scheduled; 0 if none
 * @param all every revisit ever scheduled, ordered by number
 */
public record Revisits(int lastClosure, List<Revisit> all) {
    public Revisits {
        all = List.copyOf(all);
    }

    static Revisits none() {
        return new Revisits(0, List.of());
    }

    /** A revisit: pending, completed or cancelled. */
    public sealed interface Revisit {

        /** Returns the plan. */
        Plan plan();

        /** A revisit to be made. */
        record Pending(Plan plan) implements Revisit {}

        /** A revisit that was made. */
        record Completed(Plan plan, RevisitAnswer answer, Instant completedAt) implements Revisit {}

        /** A revisit that will not be made, since the case was reopened. */
        record Cancelled(Plan plan) implements Revisit {}
    }

    /**
     * Plan of one revisit.
     *
     * @param number counted from 1 within the case
     * @param closure the closing it asks about
     * @param unit the unit that held the case then
     */
    public record Plan(int number, int closure, Instant dueAt, String unit) {}

    /** Returns the plans of the revisits that are still to be made. */
    public Stream<Plan> pending() {
        return all.stream().filter(Revisit.Pending.class::isInstance).map(Revisit::plan);
    }

    Plan plan(int number) {
        return all.get(number - 1).plan();
    }

    int nextNumber() {
        return all.size() + 1;
    }

    Revisits with(Revisit changed) {
        SortedMap<Integer, Revisit> byNumber = new TreeMap<>();
        all.forEach(revisit -> byNumber.put(revisit.plan().number(), revisit));
        byNumber.put(changed.plan().number(), changed);
        return new Revisits(Math.max(lastClosure, changed.plan().closure()), List.copyOf(byNumber.values()));
    }
}

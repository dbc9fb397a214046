package org.fengqiao.mediation.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The revisits of a case.
 *
 * @param lastClosure the latest closing for which revisits were scheduled; 0 if none
 * @param byNumber all revisits there ever were, by their number within the case
 */
record Revisits(int lastClosure, Map<Integer, Revisit> byNumber) {
    Revisits {
        byNumber = Map.copyOf(byNumber);
    }

    static Revisits none() {
        return new Revisits(0, Map.of());
    }

    /** The life of one revisit. */
    sealed interface Revisit {

        record NeverScheduled() implements Revisit {}

        record Pending(int closure) implements Revisit {}

        record Completed(int closure, RevisitAnswer answer) implements Revisit {}

        record Cancelled(int closure) implements Revisit {}
    }

    Revisit find(int number) {
        return byNumber.getOrDefault(number, new Revisit.NeverScheduled());
    }

    int nextNumber() {
        return byNumber.size() + 1;
    }

    /** The numbers of the revisits of this closing that nobody has made yet, in ascending order. */
    List<Integer> pendingOf(int closure) {
        return new TreeMap<>(byNumber)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Revisit.Pending(var c) && c == closure)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    Revisits with(int number, Revisit revisit) {
        return new Revisits(lastClosure, put(number, revisit));
    }

    Revisits scheduled(int number, int closure) {
        return new Revisits(Math.max(lastClosure, closure), put(number, new Revisit.Pending(closure)));
    }

    Revisits cancelled(List<Integer> numbers, int closure) {
        var all = new TreeMap<>(byNumber);
        numbers.forEach(number -> all.put(number, new Revisit.Cancelled(closure)));
        return new Revisits(lastClosure, all);
    }

    private Map<Integer, Revisit> put(int number, Revisit revisit) {
        var all = new TreeMap<>(byNumber);
        all.put(number, revisit);
        return all;
    }
}

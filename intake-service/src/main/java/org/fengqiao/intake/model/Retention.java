package org.fengqiao.intake.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.fengqiao.kernel.sealing.SubjectId;

/**
 * Retention of the personal data of a case: what keeps it, and whose was erased.
 *
 * @param holds what keeps everything as it is, by the reference of whoever asked for it
 * @param ending whether the case ended, and how
 * @param erased who was forgotten
 */
public record Retention(List<LegalHold> holds, Ending ending, Set<SubjectId> erased) {

    public Retention {
        holds = List.copyOf(holds);
        erased = Set.copyOf(erased);
    }

    /** Returns the retention of a case that has just come in: nobody asked for anything. */
    public static Retention fresh() {
        return new Retention(List.of(), new Ending.Open(0), Set.of());
    }

    boolean isUnderHold() {
        return !holds.isEmpty();
    }

    boolean isHeldBy(String reference) {
        return holds.stream().anyMatch(hold -> hold.reference().equals(reference));
    }

    boolean hasForgotten(SubjectId subject) {
        return erased.contains(subject);
    }

    Retention held(LegalHold hold) {
        var more = new ArrayList<>(holds);
        more.add(hold);
        return new Retention(more, ending, erased);
    }

    Retention released(String reference) {
        return new Retention(
                holds.stream()
                        .filter(hold -> !hold.reference().equals(reference))
                        .toList(),
                ending,
                erased);
    }

    Retention ended(Ending how) {
        return new Retention(holds, how, erased);
    }

    Retention settled() {
        return ended(ending.settled());
    }

    Retention without(SubjectId subject) {
        var more = new HashSet<>(erased);
        more.add(subject);
        return new Retention(holds, ending, more);
    }
}

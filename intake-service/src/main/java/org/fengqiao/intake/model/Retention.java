package org.fengqiao.intake.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.fengqiao.kernel.sealing.SubjectId;

/**
 * Whether the people of a case may be forgotten, and who was.
 *
 * @param holds what keeps everything as it is, by the reference of whoever asked for it
 * @param atRest whether the case ended and was found settled, or was never taken on
 * @param erased who was forgotten
 */
public record Keeping(List<LegalHold> holds, boolean atRest, Set<SubjectId> erased) {

    public Keeping {
        holds = List.copyOf(holds);
        erased = Set.copyOf(erased);
    }

    /** A case that has just come in: nobody asked for anything. */
    public static Keeping fresh() {
        return new Keeping(List.of(), false, Set.of());
    }

    boolean isHeldBy(String reference) {
        return holds.stream().anyMatch(hold -> hold.reference().equals(reference));
    }

    Keeping held(LegalHold hold) {
        var more = new ArrayList<>(holds);
        more.add(hold);
        return new Keeping(more, atRest, erased);
    }

    Keeping released(String reference) {
        return new Keeping(
                holds.stream()
                        .filter(hold -> !hold.reference().equals(reference))
                        .toList(),
                atRest,
                erased);
    }

    Keeping resting(boolean rests) {
        return new Keeping(holds, rests, erased);
    }

    Keeping without(SubjectId subject) {
        var more = new HashSet<>(erased);
        more.add(subject);
        return new Keeping(holds, atRest, more);
    }
}

package org.fengqiao.intake.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a repeat is not linked or unlinked. The codes are part of the published contract. */
public enum RepeatRefusal implements Refusal {
    OWN_REPEAT(UNACCEPTABLE, "A case is no repeat of itself; name another one in of."),
    REPEAT_NOT_OPEN(
            CONFLICT, "Only a case that is accepted and not closed is carried on under another one; this one is not."),
    CARRIES_ON_REPEATS(
            CONFLICT,
            "Other cases are carried on under this one. Unlink them first and link them to the case that is to carry"
                    + " all of them on: links form no chain."),
    LINKED_ALREADY(CONFLICT, "The case is carried on under another one already; unlink it from that one first."),
    IS_A_REPEAT(
            CONFLICT,
            "That case is itself carried on under another one; link to the one that carries it on."
                    + " Links form no chain."),
    DOES_NOT_GO_ON(
            CONFLICT,
            "That case is not accepted, was merged by hand, or was closed longer ago than a dispute can come back to"
                    + " it; this one stays a case of its own.");

    private final Wording wording;

    RepeatRefusal(Nature nature, String detail) {
        wording = Wording.of("intake", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}

package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which units and staff are not changed. The codes are part of the contract. */
public enum DirectoryRefusal implements Refusal {
    NO_SUCH_UNIT(UNKNOWN, "No such unit is in force; GET /units lists them."),
    NO_SUCH_STAFF(UNKNOWN, "Nobody with this identifier is on the staff; GET /staff lists them."),
    NO_SUCH_CHANGE(UNKNOWN, "The entry has no change with this number; its history shows them."),
    NO_SUCH_ABSENCE(UNKNOWN, "The person has no absence with this number; the history shows them."),
    BACKDATED(
            UNACCEPTABLE,
            "A change is effective today at the earliest: what was assigned before went by what was in force then."),
    CHANGE_IN_FORCE(CONFLICT, "The change is in force already; make another one from today or a later day on."),
    UNITS_FAULTY(UNACCEPTABLE, "The units would no longer fit together."),
    STAFF_FAULTY(UNACCEPTABLE, "The entry contradicts itself."),
    UNKNOWN_CATEGORY(UNACCEPTABLE, "A category is none of those in the triage rules."),
    UNKNOWN_UNIT(UNACCEPTABLE, "The unit is none of those in force on that day; GET /units lists them."),
    ABSENCE_ENDS_FIRST(UNACCEPTABLE, "An absence ends on its first day or later, within a year."),
    ABSENCE_OVER(CONFLICT, "The absence is over.");

    private final Wording wording;

    DirectoryRefusal(Nature nature, String detail) {
        wording = Wording.of("routing", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}

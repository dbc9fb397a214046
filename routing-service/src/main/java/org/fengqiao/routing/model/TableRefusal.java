package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a triage table is not proposed, approved or rejected. The codes are part of the contract. */
public enum TableRefusal implements Refusal {
    NO_SUCH_TABLE(UNKNOWN, "No triage table of this version was proposed; GET /triage/tables lists them."),
    VERSION_TAKEN(
            CONFLICT, "A table of this version is in force or will be; it is never changed. Name another version."),
    NOT_AHEAD(
            UNACCEPTABLE,
            "A table comes into force at the earliest at the beginning of the next day, so that no day is judged by two"
                    + " tables."),
    DAY_TAKEN(CONFLICT, "Another table comes into force at the same time."),
    OWN_PROPOSAL(FORBIDDEN, "Who proposes a table does not approve it; somebody else has to."),
    REJECTED(CONFLICT, "The table was rejected; it has to be proposed again."),
    APPROVED(CONFLICT, "The table was approved; another version can replace it from a later day.");

    private final Wording wording;

    TableRefusal(Nature nature, String detail) {
        wording = Wording.of("routing", name().startsWith("NO_SUCH") ? name() : "TABLE_" + name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}

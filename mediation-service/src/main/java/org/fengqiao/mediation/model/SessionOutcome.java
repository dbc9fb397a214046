package org.fengqiao.mediation.model;

import java.util.List;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** What came of a session. Notes and concessions are privileged: there is no place for them, so they cannot leave the room. */
public sealed interface SessionOutcome {

    /** Whether the other one certainly says the same. Facts that are on record are closed, so that they can be told from no others. */
    default boolean isRepeatedBy(SessionOutcome other) {
        return switch (this) {
            case Held(var undisputedFacts) -> undisputedFacts.isEmpty() && equals(other);
            case Missed _ -> equals(other);
        };
    }

    /**
     * It took place.
     *
     * @param undisputedFacts what all parties confirm; may be empty
     */
    record Held(@Personal(PersonalKind.NARRATIVE) List<PersonalText> undisputedFacts) implements SessionOutcome {
        public Held {
            undisputedFacts = List.copyOf(undisputedFacts);
        }
    }

    /**
     * It did not take place.
     *
     * @param absent party ids of who did not come; at least one
     */
    record Missed(List<String> absent) implements SessionOutcome {
        public Missed {
            absent = List.copyOf(absent);
        }
    }
}

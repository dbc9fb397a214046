package org.fengqiao.mediation.model;

import java.util.List;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** Outcome of a session. Notes and concessions are privileged, so no component holds them. */
public sealed interface SessionOutcome {

    /**
     * Returns true if the other outcome is known to say the same. Facts on record are sealed and cannot be compared, so
     * an outcome with facts is never a repeat.
     */
    default boolean isRepeatedBy(SessionOutcome other) {
        return switch (this) {
            case Held(var undisputedFacts) -> undisputedFacts.isEmpty() && equals(other);
            case Missed _ -> equals(other);
        };
    }

    /**
     * A session that took place.
     *
     * @param undisputedFacts the facts that all parties confirm; may be empty
     */
    record Held(@Personal(PersonalKind.NARRATIVE) List<PersonalText> undisputedFacts) implements SessionOutcome {
        public Held {
            undisputedFacts = List.copyOf(undisputedFacts);
        }
    }

    /**
     * A session that did not take place.
     *
     * @param absent ids of the parties that did not come; at least one
     */
    record Missed(List<String> absent) implements SessionOutcome {
        public Missed {
            absent = List.copyOf(absent);
        }
    }
}

package org.fengqiao.mediation.model;

import java.util.List;

/** What came of a session. Notes and concessions are privileged: there is no place for them, so they cannot leave the room. */
public sealed interface SessionOutcome {

    /**
     * It took place.
     *
     * @param undisputedFacts what all parties confirm; may be empty
     */
    record Held(List<String> undisputedFacts) implements SessionOutcome {
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

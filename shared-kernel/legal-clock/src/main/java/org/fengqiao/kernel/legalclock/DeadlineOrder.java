package org.fengqiao.kernel.legalclock;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** What can be asked of the legal clock about one deadline of one case. */
public sealed interface DeadlineOrder {

    /** The deadline's name within the case. */
    DeadlineName name();

    /**
     * Start it. Asking again with the same rule and start records nothing; with another start it starts anew.
     *
     * @param rule the rule's id; the version in force on the day of the start applies
     * @param startedBy the type of the event that starts it, one that the rule names
     * @param startedAt when it starts; may be long ago
     * @param count the length chosen for it, if the rule lets one choose; null for the rule's own
     */
    record Set(
            DeadlineName name,
            String rule,
            String startedBy,
            Instant startedAt,
            @Nullable Integer count) implements DeadlineOrder {

        /** Start it with the rule's own length. */
        public Set(DeadlineName name, String rule, String startedBy, Instant startedAt) {
            this(name, rule, startedBy, startedAt, null);
        }
    }

    /** What was owed is done, as of {@code at}. */
    record Meet(DeadlineName name, Instant at) implements DeadlineOrder {}

    /** It is no longer owed, as of {@code at}. */
    record Cancel(DeadlineName name, String reason, Instant at) implements DeadlineOrder {}

    /** The clock is to stand from {@code at} on; {@code ground} is one that the rule names. */
    record Pause(DeadlineName name, String ground, Instant at) implements DeadlineOrder {}

    /** The clock is to run again from {@code at} on. */
    record Resume(DeadlineName name, Instant at) implements DeadlineOrder {}

    /**
     * There is to be more time.
     *
     * @param count how much more, at least 1, in the unit of the rule's extension
     * @param reason why
     * @param approvedBy who approved; null if the parties agree on it themselves
     * @param partyToldAt when the party was told; null if it was not
     * @param at when it is granted
     */
    record Extend(
            DeadlineName name,
            int count,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            @Nullable String approvedBy,
            @Nullable Instant partyToldAt,
            Instant at)
            implements DeadlineOrder {}

    /** Time has come to {@code now}: warn and find passed whatever is due by then. The poller asks this. */
    record Pass(DeadlineName name, Instant now) implements DeadlineOrder {}
}

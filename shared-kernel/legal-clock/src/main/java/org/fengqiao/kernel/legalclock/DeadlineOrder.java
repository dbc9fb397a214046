package org.fengqiao.kernel.legalclock;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** An order to the legal clock about one deadline of one case. */
public sealed interface DeadlineOrder {

    /** Returns the deadline's name within the case. */
    DeadlineName name();

    /**
     * An order to start it. Repeated with the same rule and start it records nothing; with another start it starts
     * anew.
     *
     * @param rule the rule's id; the version in force on the day of the start applies
     * @param startedBy the type of the event that starts it, one that the rule names
     * @param startedAt when it starts; may be long ago
     * @param count the length chosen for it, if the rule lets one choose; null for the rule's own
     * @param owed what is owed by it between the centre and a partner; null if it concerns no partner
     */
    record Set(
            DeadlineName name,
            String rule,
            String startedBy,
            Instant startedAt,
            @Nullable Integer count,
            @Nullable Owed owed)
            implements DeadlineOrder {

        /** Creates an order with the rule's own length. */
        public Set(DeadlineName name, String rule, String startedBy, Instant startedAt) {
            this(name, rule, startedBy, startedAt, null, null);
        }

        /** Creates an order with this length. */
        public Set(DeadlineName name, String rule, String startedBy, Instant startedAt, @Nullable Integer count) {
            this(name, rule, startedBy, startedAt, count, null);
        }
    }

    /**
     * An order to start the deadline of a matter that may have changed hands. If another deadline of the same kind,
     * rule and start was there before it, this one goes on with it: with its pauses and extensions, and passed if it
     * was.
     *
     * @param rule the rule's id; the version in force on the day of the start applies
     * @param startedBy the type of the event that starts it, one that the rule names
     * @param startedAt when the matter started, whoever had it then
     * @param owed what is owed by it between the centre and a partner; null if it concerns no partner
     */
    record Continue(
            DeadlineName name,
            String rule,
            String startedBy,
            Instant startedAt,
            @Nullable Owed owed) implements DeadlineOrder {

        /** Creates an order about a deadline that concerns no partner. */
        public Continue(DeadlineName name, String rule, String startedBy, Instant startedAt) {
            this(name, rule, startedBy, startedAt, null);
        }
    }

    /** An order to note that what was owed is done, as of {@code at}. */
    record Meet(DeadlineName name, Instant at) implements DeadlineOrder {}

    /** An order to cancel it, as of {@code at}, since it is no longer owed. */
    record Cancel(DeadlineName name, String reason, Instant at) implements DeadlineOrder {}

    /** An order to let the clock stand from {@code at} on; {@code ground} is one that the rule names. */
    record Pause(DeadlineName name, String ground, Instant at) implements DeadlineOrder {}

    /** An order to let the clock run again from {@code at} on. */
    record Resume(DeadlineName name, Instant at) implements DeadlineOrder {}

    /**
     * An order to ask for more time. Where the rule leaves that to the parties, they agree on it themselves and it is
     * extended at once; where the rule names an approver, somebody else decides.
     *
     * @param count how much more, at least 1, in the unit of the rule's extension
     * @param reason why
     * @param partyToldAt when the party was told; null if it was not
     * @param by who asks
     * @param at when
     */
    record RequestExtension(
            DeadlineName name,
            int count,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            @Nullable Instant partyToldAt,
            String by,
            Instant at)
            implements DeadlineOrder {}

    /**
     * An order to grant the time that was asked for last.
     *
     * @param by who decides, somebody else than who asked
     */
    record GrantExtension(DeadlineName name, String by, Instant at) implements DeadlineOrder {}

    /**
     * An order to refuse the time that was asked for last.
     *
     * @param reason why not
     * @param by who decides, somebody else than who asked
     */
    record RefuseExtension(
            DeadlineName name,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String by,
            Instant at) implements DeadlineOrder {}

    /**
     * An order to count what runs by the calendar of today, since a holiday, or a day that is worked in exchange, was
     * announced after the deadline was set.
     */
    record Recount(DeadlineName name, Instant at) implements DeadlineOrder {}

    /** An order of the poller: it is {@code now}; warn of what is near, and find what has passed. */
    record Pass(DeadlineName name, Instant now) implements DeadlineOrder {}
}

package org.fengqiao.kernel.legalclock;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * An event of one deadline of one case, as the owning service records it. Each event that moves the due says what
 * it is now and when to warn, so that an old deadline replays the same whatever becomes of rules and calendars.
 *
 * <p>Common to all: {@code name} is the deadline's name, unique within the case, such as {@code claim-2}; {@code rule}
 * is the rule's id, told again where a deadline is judged, so that a reader can count by rule without having seen the
 * beginning; {@code dueAt} is the first instant at which it is too late; {@code warnAt} are the instants at which to
 * warn before that, ascending.
 */
public sealed interface DeadlineEvent {

    /** Returns the deadline's name within the case. */
    DeadlineName name();

    /**
     * The start of a deadline.
     *
     * @param rule the rule's id
     * @param version the rule's version, in force on the day of the start
     * @param startedBy the type of the event that started it, such as {@code petition-opened.v1}
     * @param startedAt when it started; it may have been set later
     * @param count the length that was chosen for it; null if it has the rule's own
     * @param continues the deadline with which it goes on, since the matter changed hands: pauses and extensions of
     *     that one are in {@code dueAt}; null if it goes on with none
     * @param owed what is owed by it between the centre and a partner; null if it concerns no partner
     */
    record DeadlineSet(
            DeadlineName name,
            String rule,
            int version,
            String startedBy,
            Instant startedAt,
            @Nullable Integer count,
            Instant dueAt,
            List<Instant> warnAt,
            @Nullable DeadlineName continues,
            @Nullable Owed owed)
            implements DeadlineEvent {
        public DeadlineSet {
            warnAt = List.copyOf(warnAt);
        }

        /** Creates the start of a deadline that goes on with no other and concerns no partner. */
        public DeadlineSet(
                DeadlineName name,
                String rule,
                int version,
                String startedBy,
                Instant startedAt,
                @Nullable Integer count,
                Instant dueAt,
                List<Instant> warnAt) {
            this(name, rule, version, startedBy, startedAt, count, dueAt, warnAt, null, null);
        }
    }

    /** A warning that the deadline is near. All warnings up to {@code warnedAt} are given with this one. */
    record DeadlineWarned(DeadlineName name, String rule, Instant dueAt, Instant warnedAt) implements DeadlineEvent {}

    /**
     * A breach: the deadline has passed, and what was owed is not done; {@code breachedAt} is when that was found.
     *
     * @param owed what is owed by it between the centre and a partner; null if it concerns no partner
     */
    record DeadlineBreached(
            DeadlineName name,
            String rule,
            Instant dueAt,
            Instant breachedAt,
            @Nullable Owed owed) implements DeadlineEvent {

        /** Creates the breach of a deadline that concerns no partner. */
        public DeadlineBreached(DeadlineName name, String rule, Instant dueAt, Instant breachedAt) {
            this(name, rule, dueAt, breachedAt, null);
        }
    }

    /** A lapse: the deadline has passed, and nobody used the right it gave; {@code lapsedAt} is when that was found. */
    record DeadlineLapsed(DeadlineName name, String rule, Instant dueAt, Instant lapsedAt) implements DeadlineEvent {}

    /**
     * The end of a deadline by which what was owed is done, or the right was used; {@code onTime} tells whether {@code
     * metAt} was before the due.
     *
     * @param owed what was owed by it between the centre and a partner; null if it concerns no partner
     */
    record DeadlineMet(
            DeadlineName name,
            String rule,
            Instant metAt,
            boolean onTime,
            @Nullable Owed owed) implements DeadlineEvent {

        /** Creates the end of a deadline that concerns no partner. */
        public DeadlineMet(DeadlineName name, String rule, Instant metAt, boolean onTime) {
            this(name, rule, metAt, onTime, null);
        }
    }

    /** A pause of the clock; {@code ground} is one that the rule names. */
    record DeadlinePaused(DeadlineName name, String ground, Instant pausedAt) implements DeadlineEvent {}

    /** The end of a pause: the clock runs again. */
    record DeadlineResumed(DeadlineName name, Instant resumedAt, Instant dueAt, List<Instant> warnAt)
            implements DeadlineEvent {
        public DeadlineResumed {
            warnAt = List.copyOf(warnAt);
        }
    }

    /**
     * A request for more time, where the rule asks for an approval.
     *
     * @param count how much more
     * @param unit of what
     * @param reason why; it speaks of the people of the case
     * @param partyToldAt when the party was told; null if the rule does not ask for it
     * @param requestedBy who asks
     */
    record ExtensionRequested(
            DeadlineName name,
            int count,
            CountUnit unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            @Nullable Instant partyToldAt,
            String requestedBy,
            Instant requestedAt)
            implements DeadlineEvent {}

    /**
     * A refusal of the time that was asked for.
     *
     * @param reason why not
     * @param refusedBy who decided, somebody else than who asked
     */
    record ExtensionRefused(
            DeadlineName name,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String refusedBy,
            Instant refusedAt)
            implements DeadlineEvent {}

    /**
     * An extension.
     *
     * @param count how much more
     * @param unit of what
     * @param reason why; it speaks of the people of the case
     * @param requestedBy who asked for it, or recorded what the parties agreed on
     * @param approvedBy who approved, somebody else than who asked; null if the parties agreed on it themselves
     * @param partyToldAt when the party was told; null if the rule does not ask for it
     */
    record DeadlineExtended(
            DeadlineName name,
            int count,
            CountUnit unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String requestedBy,
            @Nullable String approvedBy,
            @Nullable Instant partyToldAt,
            Instant extendedAt,
            Instant dueAt,
            List<Instant> warnAt)
            implements DeadlineEvent {
        public DeadlineExtended {
            warnAt = List.copyOf(warnAt);
        }
    }

    /**
     * A move of the due, since days were announced as off or worked after the deadline was set.
     *
     * @param rule the rule's id
     * @param calendar the version of the calendar by which it is counted from now on
     * @param notices numbers of the official notices of the years it touches
     * @param movedAt when that was found
     */
    record DeadlineMoved(
            DeadlineName name,
            String rule,
            String calendar,
            List<String> notices,
            Instant dueBefore,
            Instant dueAt,
            List<Instant> warnAt,
            Instant movedAt)
            implements DeadlineEvent {
        public DeadlineMoved {
            notices = List.copyOf(notices);
            warnAt = List.copyOf(warnAt);
        }
    }

    /** The end of a deadline that is no longer owed. */
    record DeadlineCancelled(DeadlineName name, String reason, Instant cancelledAt) implements DeadlineEvent {}
}

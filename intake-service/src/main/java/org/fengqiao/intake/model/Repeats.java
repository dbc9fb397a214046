package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.RepeatAnswered;
import org.fengqiao.intake.model.IntakeEvent.RepeatJoined;

/**
 * Links of a case to other reports of the same dispute. A case is carried on under another one, or others are carried
 * on under it, or neither; never both, so that links form neither chain nor circle.
 */
public sealed interface Repeats {

    /** Returns the links of a case that has just come in. */
    static Repeats none() {
        return new None();
    }

    /** Returns the case under which this one is carried on; empty if it goes on by itself. */
    default Optional<UUID> carriedOnUnder() {
        return Optional.empty();
    }

    /** Returns the cases that are carried on under this one, in the order in which they came. */
    default List<Carried> carried() {
        return List.of();
    }

    /** Returns whether that case is carried on under this one. */
    default boolean carries(UUID repeat) {
        return carried().stream().anyMatch(one -> one.repeat().equals(repeat));
    }

    /** The case stands alone. */
    record None() implements Repeats {}

    /**
     * The case is carried on under another one.
     *
     * @param of the other case
     */
    record Linked(UUID of, Instant linkedAt) implements Repeats {
        @Override
        public Optional<UUID> carriedOnUnder() {
            return Optional.of(of);
        }
    }

    /**
     * Other cases are carried on under this one.
     *
     * @param carried at least one
     */
    record Carrying(List<Carried> carried) implements Repeats {
        public Carrying {
            carried = List.copyOf(carried);
        }
    }

    /**
     * A case that is carried on under this one, and what those who reported it were told.
     *
     * @param referral the handle of the partner that reported it; null if no partner did
     * @param closure the latest closing of this case that was told, 0 before the first
     * @param outcome the outcome told with it; null before the first
     * @param closedAt the time told with it; null before the first
     * @param reopened true if it was told that this closing was undone
     */
    record Carried(
            UUID repeat,
            @Nullable Referral referral,
            int closure,
            @Nullable String outcome,
            @Nullable Instant closedAt,
            boolean reopened) {

        boolean hasBeenToldOf(int closing) {
            return closing <= closure;
        }

        boolean believesIn(int closing) {
            return closing == closure && !reopened;
        }

        private Carried told(RepeatAnswered answer) {
            return new Carried(
                    repeat,
                    referral,
                    answer.closure(),
                    answer.outcome(),
                    answer.closedAt(),
                    answer.reopenedAt() != null);
        }
    }

    /** Links the case to another one. */
    default Repeats linked(UUID of, Instant at) {
        return new Linked(of, at);
    }

    /** Unlinks the case. */
    default Repeats unlinked() {
        return new None();
    }

    /** Takes a repeat in. */
    default Repeats joinedBy(RepeatJoined joined) {
        var more = new ArrayList<>(carried());
        var partner = joined.partner();
        var reference = joined.reference();
        more.add(new Carried(
                joined.repeat(),
                partner == null || reference == null ? null : new Referral(partner, reference),
                0,
                null,
                null,
                false));
        return new Carrying(more);
    }

    /** Lets a repeat go. */
    default Repeats leftBy(UUID repeat) {
        var rest =
                carried().stream().filter(one -> !one.repeat().equals(repeat)).toList();
        return rest.isEmpty() ? new None() : new Carrying(rest);
    }

    /** Notes what those who reported a repeat were told. */
    default Repeats answered(RepeatAnswered answer) {
        return changed(one -> one.repeat().equals(answer.repeat()) ? one.told(answer) : one);
    }

    private Repeats changed(UnaryOperator<Carried> change) {
        return carried().isEmpty()
                ? this
                : new Carrying(carried().stream().map(change).toList());
    }
}

package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Session of the parties with the mediator (调解). */
public sealed interface Session {

    /** Returns the number, counted from 1 within one mediation. */
    int number();

    /** Returns the time at which it begins. */
    Instant startsAt();

    /** Returns the time until which mediator, room and parties are taken; null in old events. */
    @Nullable
    Instant endsAt();

    /** Returns the room; null if not known. */
    @Nullable
    String room();

    /** Returns the ids of those who are asked; null if all are. */
    @Nullable
    List<String> parties();

    /** Returns the same session with its outcome. */
    default Recorded withOutcome(SessionOutcome outcome) {
        return new Recorded(number(), startsAt(), endsAt(), room(), parties(), outcome);
    }

    /** A session to which the parties are asked to come. */
    record Scheduled(
            int number,
            Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String room,
            @Nullable List<String> parties)
            implements Session {
        Scheduled movedTo(Instant start, Instant end, @Nullable String place) {
            return new Scheduled(number, start, end, place, parties);
        }

        boolean lasts(Instant start, Instant end, @Nullable String place) {
            return startsAt.equals(start) && end.equals(endsAt) && Objects.equals(room, place);
        }

        boolean isAt(Instant time, @Nullable String place, @Nullable List<String> asked) {
            return startsAt.equals(time) && Objects.equals(room, place) && Objects.equals(parties, asked);
        }

        boolean asksAll(List<String> absent) {
            return parties == null || parties.containsAll(absent);
        }
    }

    /** A session that is over, or did not take place. */
    record Recorded(
            int number,
            Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String room,
            @Nullable List<String> parties,
            SessionOutcome outcome)
            implements Session {}
}

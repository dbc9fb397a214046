package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Session of the parties with the mediator (调解). */
public sealed interface Session {

    /** Returns the number, counted from 1 within one mediation. */
    int number();

    /** Returns the time at which it begins. */
    Instant startsAt();

    /** Returns the room; null if not known. */
    @Nullable
    String room();

    /** Returns the same session with its outcome. */
    default Recorded withOutcome(SessionOutcome outcome) {
        return new Recorded(number(), startsAt(), room(), outcome);
    }

    /** A session to which the parties are asked to come. */
    record Scheduled(int number, Instant startsAt, @Nullable String room) implements Session {
        boolean isAt(Instant time, @Nullable String place) {
            return startsAt.equals(time) && Objects.equals(room, place);
        }
    }

    /** A session that is over, or did not take place. */
    record Recorded(int number, Instant startsAt, @Nullable String room, SessionOutcome outcome) implements Session {}
}

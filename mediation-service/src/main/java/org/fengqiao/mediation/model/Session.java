package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** One sitting of the parties with the mediator. Each stage of its life is a record of its own. */
sealed interface Session {

    /** Counted from 1 within one mediation. */
    int number();

    record Scheduled(int number, Instant startsAt, @Nullable String room) implements Session {
        boolean isAt(Instant time, @Nullable String place) {
            return startsAt.equals(time) && Objects.equals(room, place);
        }
    }

    record Recorded(int number, SessionOutcome outcome) implements Session {}
}

package org.fengqiao.local;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Schedule by which a process that says that it is not alive is started anew. The first time it is, at once. If that
 * did not help, it goes on as it is, since it still answers calls, and is started anew ever later.
 */
final class FreshStarts {

    /** A process that says so again within this time was not helped by its last start. */
    static final Duration SOON = Duration.ofMinutes(10);

    /** Time between the first two starts that did not help, from the start that was the first. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(5);

    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private @Nullable Instant lastStart;
    private @Nullable Instant lastSaid;
    private int starts;
    private boolean told;

    /** Decision about a process that says that it is not alive. */
    sealed interface Verdict {
        /** Start it anew now. */
        record Now() implements Verdict {}

        /**
         * Starting it anew did not help: leave it as it is for the pause, and say so.
         *
         * @param starts how many in a row did not help
         */
        record PutOff(int starts, Duration pause) implements Verdict {}

        /** As said before: leave it as it is. */
        record AsSaid() implements Verdict {}
    }

    /** The verdict on a process that says at this time that it is not alive. */
    Verdict notAlive(Instant now) {
        if (lastSaid == null || !lastSaid.plus(SOON).isAfter(now)) {
            starts = 0;
        }
        lastSaid = now;
        var next = lastStart == null || starts == 0
                ? now
                : lastStart.plus(Restarts.doubled(FIRST_PAUSE, starts - 1, LONGEST_PAUSE));
        if (!next.isAfter(now)) {
            lastStart = now;
            starts++;
            told = false;
            return new Verdict.Now();
        }
        if (told) {
            return new Verdict.AsSaid();
        }
        told = true;
        return new Verdict.PutOff(starts, Duration.between(now, next));
    }
}

package org.fengqiao.local;

import java.time.Duration;

/**
 * Schedule by which a process that died is started again: at once at first, then after pauses that double, until it has
 * died at once so often that there is no point. A process that had run for a while starts with a clean record.
 */
final class Restarts {

    /** A process that ran shorter than this died at once. */
    static final Duration AT_ONCE = Duration.ofSeconds(15);

    /** Number of times in a row that a process may die at once. */
    static final int PATIENCE = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private int diedAtOnce;

    /** Decision about a process that died. */
    sealed interface Verdict {
        /** Start it again after the pause. */
        record Again(Duration pause) implements Verdict {}

        /** The process has died at once so many times in a row that it will not get better by itself. */
        record GiveUp(int timesInARow) implements Verdict {}
    }

    /** The verdict on a process that died after it had run for so long. */
    Verdict died(Duration hadRun) {
        if (hadRun.compareTo(AT_ONCE) >= 0) {
            diedAtOnce = 0;
            return new Verdict.Again(FIRST_PAUSE);
        }
        diedAtOnce++;
        if (diedAtOnce >= PATIENCE) {
            return new Verdict.GiveUp(diedAtOnce);
        }
        return new Verdict.Again(FIRST_PAUSE.multipliedBy(1L << (diedAtOnce - 1)));
    }
}

package org.fengqiao.local;

import java.time.Duration;

/**
 * Schedule by which a process that died is started again: at once at first, then after pauses that double. One that
 * dies at once so often that there is no point is left alone; one that works for a while and dies again and again is
 * started for ever, ever later. A process that had run for long starts with a clean record.
 */
final class Restarts {

    /** A process that ran shorter than this died at once. */
    static final Duration AT_ONCE = Duration.ofSeconds(15);

    /** A process that ran shorter than this was not helped by its last start. */
    static final Duration SOON = Duration.ofMinutes(10);

    /** Number of times in a row that a process may die at once. */
    static final int PATIENCE = 5;

    /** Number of times in a row that a process may die soon before its next start is put off. */
    static final int FREE_STARTS = 3;

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** The verdict on a process that was ended to be started anew. */
    static final Verdict AT_FIRST = new Verdict.Again(FIRST_PAUSE, 0);

    private int diedAtOnce;
    private int diedSoon;

    /** Decision about a process that died. */
    sealed interface Verdict {
        /**
         * Start it again after the pause.
         *
         * @param inVain how many starts in a row did not help; 0 while that is not to be told
         */
        record Again(Duration pause, int inVain) implements Verdict {}

        /** The process has died at once so many times in a row that it will not get better by itself. */
        record GiveUp(int timesInARow) implements Verdict {}
    }

    /** The verdict on a process that died after it had run for so long. */
    Verdict died(Duration hadRun) {
        if (hadRun.compareTo(SOON) >= 0) {
            diedAtOnce = 0;
            diedSoon = 0;
            return AT_FIRST;
        }
        if (hadRun.compareTo(AT_ONCE) >= 0) {
            diedAtOnce = 0;
            diedSoon++;
            return diedSoon <= FREE_STARTS
                    ? AT_FIRST
                    : new Verdict.Again(doubled(FIRST_PAUSE, diedSoon - FREE_STARTS, LONGEST_PAUSE), diedSoon);
        }
        diedAtOnce++;
        return diedAtOnce >= PATIENCE
                ? new Verdict.GiveUp(diedAtOnce)
                : new Verdict.Again(doubled(FIRST_PAUSE, diedAtOnce - 1, LONGEST_PAUSE), 0);
    }

    /** Returns the pause doubled so many times, at most the longest. */
    static Duration doubled(Duration pause, int times, Duration longest) {
        var doubled = pause;
        for (var done = 0; done < times && doubled.compareTo(longest) < 0; done++) {
            doubled = doubled.multipliedBy(2);
        }
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}

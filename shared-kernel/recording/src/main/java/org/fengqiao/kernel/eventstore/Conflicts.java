package org.fengqiao.kernel.eventstore;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;

/** Lost races for a case: how they are recognised, and how work is done again after one. */
public final class Conflicts {

    /** The constraint that lets only one writer have a version of a case. */
    static final String VERSION = "event_case_version";

    /** The constraint that lets only one call with an idempotency key be answered. */
    static final String ANSWER = "idempotent_answer_key";

    /** PostgreSQL's SQL state for two transactions that wait for each other; it ends one of them. */
    private static final String DEADLOCK = "40P01";

    /**
     * PostgreSQL's SQL state for a statement after one that failed. Statements are in flight together, so that this may
     * be heard of before the failure itself; what that was, the next attempt tells.
     */
    private static final String ALREADY_FAILED = "25P02";

    private static final double JITTER = 0.8;

    private Conflicts() {}

    /** Thrown for a case that others changed at every attempt. Its cause is the last lost race. */
    public static final class BusyCase extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private BusyCase(Throwable lostRace) {
            super("others changed the case at every attempt", lostRace);
        }
    }

    /**
     * Does work in a transaction of its own, and again on fresh facts after each lost race. Any other failure is passed
     * on at once.
     *
     * @param work begins a new transaction each time it is asked
     * @param firstPause before the second attempt; it grows with each attempt
     * @param retries how many times it is tried again; then it fails with {@link BusyCase}
     */
    public static <T> Uni<T> retried(
            Supplier<Uni<? extends T>> work, Duration firstPause, Duration longestPause, int retries) {
        return Uni.createFrom()
                .<T>deferred(work)
                .onFailure(Conflicts::isLostRace)
                .retry()
                .withBackOff(firstPause, longestPause)
                .withJitter(JITTER)
                .atMost(retries)
                // When the attempts are used up, the failure that comes out is that of the last one.
                .onFailure(Conflicts::isLostRace)
                .transform(BusyCase::new);
    }

    /**
     * Returns whether somebody else recorded the same version of the same case first, answered the same call first, or
     * held the case's deadlines while waiting for us; decide again on fresh facts.
     */
    public static boolean isLostRace(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConstraintViolationException violation) {
                return VERSION.equals(violation.getConstraintName()) || ANSWER.equals(violation.getConstraintName());
            }
            if (e instanceof JDBCException database
                    && (DEADLOCK.equals(database.getSQLState()) || ALREADY_FAILED.equals(database.getSQLState()))) {
                return true;
            }
            if (!(e instanceof CompletionException || e instanceof RuntimeException)) {
                return false;
            }
        }
        return false;
    }
}

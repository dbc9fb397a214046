package org.fengqiao.kernel.eventstore;

import java.util.concurrent.CompletionException;

import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;

/** Recognises a lost race for a case. */
public final class Conflicts {

    /** The constraint that lets only one writer have a version of a case. */
    static final String VERSION = "event_case_version";

    private Conflicts() {}

    /** How PostgreSQL calls it when two transactions wait for each other; it ends one of them. */
    private static final String DEADLOCK = "40P01";

    /**
     * Whether somebody else recorded the same version of the same case first, or held its deadlines while waiting for us; decide again on fresh facts.
     */
    public static boolean isLostRace(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConstraintViolationException violation) {
                return VERSION.equals(violation.getConstraintName());
            }
            if (e instanceof JDBCException database && DEADLOCK.equals(database.getSQLState())) {
                return true;
            }
            if (!(e instanceof CompletionException || e instanceof RuntimeException)) {
                return false;
            }
        }
        return false;
    }
}

package org.fengqiao.kernel.failures;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.vertx.pgclient.PgException;
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Failures as the log may tell them. The messages of a database or a parser quote rows and texts, which may be
 * personal; what kind of failure it was, where it happened, the SQL state, the table and the constraint are enough to
 * find the cause.
 */
public final class Failures {

    private static final String OURS = "org.fengqiao.";

    private Failures() {}

    /** A failure told again without what must not be told. */
    private static final class WithoutContent extends Exception {
        private static final long serialVersionUID = 1L;

        WithoutContent(String what, StackTraceElement[] trace, @Nullable Throwable cause) {
            super(what, cause, false, true);
            setStackTrace(trace);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    /** Returns the failure and its causes with their stack traces, for a log's exception column. */
    public static Throwable withoutContent(Throwable failure) {
        var cause = failure.getCause();
        return new WithoutContent(
                what(failure),
                failure.getStackTrace(),
                cause == null || cause == failure ? null : withoutContent(cause));
    }

    /** Returns the failure and its causes in one line. */
    public static String inShort(Throwable failure) {
        var all = new ArrayList<String>();
        for (@Nullable Throwable e = failure; e != null && all.size() < 5; e = e.getCause()) {
            all.add(what(e));
        }
        return String.join(", caused by ", all);
    }

    /** Returns the kind of a failure in a few words: the SQL state of the database, or what kind of bug it is. */
    public static String kind(Throwable failure) {
        var innermost = failure;
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            var state = Blame.sqlState(e);
            if (state != null) {
                return "SQL state " + state;
            }
            innermost = e;
        }
        return innermost.getClass().getSimpleName();
    }

    private static String what(Throwable failure) {
        var details = new ArrayList<String>();
        switch (failure) {
            case PgException e -> {
                add(details, "SQL state", e.getSqlState());
                add(details, "table", e.getTable());
                add(details, "constraint", e.getConstraint());
            }
            case SQLException e -> add(details, "SQL state", e.getSQLState());
            case ConstraintViolationException e -> add(details, "constraint", e.getConstraintName());
            case JDBCException e -> add(details, "SQL state", e.getSQLState());
            case Throwable e when isOurs(e) -> add(details, "saying", e.getMessage());
            case Throwable _ -> {
                // Whoever raised it, its message may quote what it was about.
            }
        }
        var name = failure.getClass().getName();
        return details.isEmpty() ? name : name + " (" + String.join(", ", details) + ")";
    }

    /** Our own messages name places, never contents; unless they repeat what a cause says. */
    private static boolean isOurs(Throwable failure) {
        var trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(OURS) && !repeatsItsCause(failure);
    }

    private static boolean repeatsItsCause(Throwable failure) {
        var cause = failure.getCause();
        return cause != null
                && cause.getMessage() != null
                && String.valueOf(failure.getMessage()).contains(cause.getMessage());
    }

    private static void add(List<String> details, String name, @Nullable String value) {
        if (value != null) {
            details.add(name + " " + value);
        }
    }
}

package org.fengqiao.kernel.failures;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.pgclient.PgException;
import org.apache.kafka.common.KafkaException;
import org.hibernate.JDBCException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.SQLGrammarException;
import org.jspecify.annotations.Nullable;

/**
 * The party that a failed piece of work is put down to. What the circumstances did passes, so that the work is tried
 * again until it does; what a record did never passes, so that the record is parked or rejected. Trouble is known by
 * its kind, and whatever is not known as trouble is the record's: nothing that a record holds can then stop the records
 * behind it.
 */
public enum Blame {
    /** The database, the broker, the network, a device with keys, or somebody who was faster. */
    CIRCUMSTANCES,
    /** The content of the record, or a bug that only shows with it. */
    RECORD,
    /** A statement the database does not understand, a right it does not give, or a process at its end. */
    PROGRAM;

    /** Classes of SQL states (the first two characters) that tell of the values in a statement. */
    private static final Set<String> OF_VALUES = Set.of("21", "22", "23", "44", "54", "P0");

    /** The class of SQL states that tells of a statement's words, and of rights. */
    private static final String OF_STATEMENTS = "42";

    private static final String POOL_CLOSED = "Pool closed";
    private static final int DEEPEST_CAUSE = 20;

    /** Returns whom a failure is put down to, by the first of its causes that tells. */
    public static Blame of(Throwable failure) {
        var depth = 0;
        for (@Nullable Throwable e = failure; e != null && depth++ < DEEPEST_CAUSE; e = e.getCause()) {
            var told = toldBy(e);
            if (told != null) {
                return told;
            }
        }
        return RECORD;
    }

    private static @Nullable Blame toldBy(Throwable e) {
        var state = sqlState(e);
        if (state != null && state.length() == 5) {
            return ofState(state);
        }
        return switch (e) {
            case SQLGrammarException _ -> PROGRAM;
            case StackOverflowError _, AssertionError _ -> RECORD;
            case Error _ -> PROGRAM;
            case Throwable t when POOL_CLOSED.equals(t.getMessage()) -> PROGRAM;
            case JsonProcessingException _ -> RECORD;
            case IOException _,
                    TimeoutException _,
                    io.smallrye.mutiny.TimeoutException _,
                    InterruptedException _,
                    RejectedExecutionException _,
                    GeneralSecurityException _,
                    ProviderException _,
                    JDBCConnectionException _,
                    KafkaException _ -> CIRCUMSTANCES;
            case Throwable t when t.getClass().getName().startsWith("io.vertx.") -> CIRCUMSTANCES;
            case Throwable _ -> null;
        };
    }

    private static Blame ofState(String state) {
        var kind = state.substring(0, 2);
        if (OF_VALUES.contains(kind)) {
            return RECORD;
        }
        return kind.equals(OF_STATEMENTS) ? PROGRAM : CIRCUMSTANCES;
    }

    /** Returns the SQL state that this failure tells itself; null if it is not of a database. */
    static @Nullable String sqlState(Throwable e) {
        return switch (e) {
            case PgException pg -> pg.getSqlState();
            case SQLException sql -> sql.getSQLState();
            case JDBCException jdbc -> jdbc.getSQLState();
            case Throwable _ -> null;
        };
    }
}

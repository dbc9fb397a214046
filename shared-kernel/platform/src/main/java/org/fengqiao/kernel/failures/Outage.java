package org.fengqiao.kernel.failures;

import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Outages of the database: it cannot be reached, ends, starts, has no room, no memory or no connection left, or could
 * not wait for a service that was too slow. Nobody who calls can change that, and nothing in the program has to be: the
 * same call succeeds when it is over.
 */
public final class Outage {

    /** SQL states by class: a lost connection, too few resources (53100: a full disk), a failure of the system. */
    private static final Set<String> CLASSES = Set.of("08", "53", "58");

    /** The beginning of the states of a server that is stopped, has crashed or starts (57P01 to 57P03). */
    private static final String SERVER_COMES_OR_GOES = "57P0";

    /** State of a transaction that the server ended since its client said nothing for too long: a machine too busy. */
    private static final String CLIENT_TOO_SLOW = "25P03";

    /** Beginnings of what the client says when a statement comes after its connection or transaction (Vert.x 4.5). */
    private static final List<String> TOO_LATE =
            List.of("Connection is not active now", "Transaction already complete");

    private static final int DEEPEST_CAUSE = 20;

    private Outage() {}

    /** Returns whether a failure is due to an outage, by the first of its causes that tells. */
    public static boolean explains(Throwable failure) {
        var depth = 0;
        for (@Nullable Throwable e = failure; e != null && depth++ < DEEPEST_CAUSE; e = e.getCause()) {
            var state = Blame.sqlState(e);
            if (state != null && state.length() == 5) {
                return CLASSES.contains(state.substring(0, 2))
                        || state.startsWith(SERVER_COMES_OR_GOES)
                        || state.equals(CLIENT_TOO_SLOW);
            }
            switch (e) {
                case SocketException _,
                        ClosedChannelException _,
                        ClosedConnectionException _,
                        JDBCConnectionException _,
                        TimeoutException _ -> {
                    return true;
                }
                // The client has no types of its own for a statement that waits, or is sent, while its connection
                // closes.
                case VertxException waiting
                when waiting.getClass() == VertxException.class -> {
                    return true;
                }
                case NoStackTraceThrowable sent
                when TOO_LATE.stream().anyMatch(String.valueOf(sent.getMessage())::startsWith) -> {
                    return true;
                }
                case Throwable _ -> {
                    // Its cause may tell.
                }
            }
        }
        return false;
    }
}

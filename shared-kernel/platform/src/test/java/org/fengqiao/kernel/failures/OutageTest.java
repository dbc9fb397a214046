package org.fengqiao.kernel.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that a caller may meet again in a moment, and those that a repeat does not change. */
class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53000", "53100", "53200", "53300", "25P03", "57P01", "57P02", "57P03", "58030"})
    void whatTheDatabaseLacksOrWhileItIsAwayIsAnOutage(String state) {
        assertThat(Outage.explains(new CompletionException(new PgException("no", "ERROR", state, ""))))
                .isTrue();
        assertThat(Outage.explains(new GenericJDBCException("no", new SQLException("no", state))))
                .isTrue();
    }

    /** A value, a right, a lost race, a statement that took too long. */
    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "42501", "40001", "57014"})
    void whatAStatementDidIsNone(String state) {
        assertThat(Outage.explains(new PgException("no", "ERROR", state, ""))).isFalse();
    }

    @Test
    void aConnectionThatCannotBeMadeOrEndsOrIsNotFreeInTimeIsAnOutage() {
        assertThat(Outage.explains(new CompletionException(new ConnectException("refused"))))
                .isTrue();
        assertThat(Outage.explains(new IllegalStateException(ClosedConnectionException.INSTANCE)))
                .isTrue();
        assertThat(Outage.explains(new CompletionException(new TimeoutException("the pool"))))
                .isTrue();
        assertThat(Outage.explains(new CompletionException(new SocketException("Connection reset"))))
                .isTrue();
        assertThat(Outage.explains(new ClosedChannelException())).isTrue();
        assertThat(Outage.explains(new NoStackTraceThrowable("Transaction already completed")))
                .isTrue();
        assertThat(Outage.explains(new VertxException("Pending requests failed to be sent")))
                .isTrue();
        assertThat(Outage.explains(new NoStackTraceThrowable("Connection is not active now, current status: CLOSING")))
                .isTrue();
    }

    @Test
    void aBugIsNone() {
        assertThat(Outage.explains(new IllegalStateException("a bug"))).isFalse();
        assertThat(Outage.explains(new NoStackTraceThrowable("a bug"))).isFalse();
        assertThat(Outage.explains(new IllegalStateException(new NullPointerException("a bug"))))
                .isFalse();
    }
}

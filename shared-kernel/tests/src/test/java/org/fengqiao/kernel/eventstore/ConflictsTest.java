package org.fengqiao.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lost races as the database tells of them. */
class ConflictsTest {

    @ParameterizedTest
    @CsvSource({
        "40P01, true",
        // Heard of first, although a deadlock before it is the cause: statements are in flight together.
        "25P02, true",
        "22021, false",
        "53100, false"
    })
    void aDeadlockAndWhatFollowsItAreDecidedAgain(String state, boolean lost) {
        var failure = new GenericJDBCException("x", new SQLException("x", state));
        assertThat(Conflicts.isLostRace(failure)).isEqualTo(lost);
    }
}

package org.fengqiao.routing.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots as PostgreSQL writes them are read, and nothing else is. */
class InboxSightTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"1:1:", "750:760:751,755", "18446744073709551614:18446744073709551615:18446744073709551614"})
    void aSnapshotIsReadAndWritten(String text) {
        assertThat(InboxSight.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0:1:",
                "2:1:",
                "1:1:1",
                "1:5:7",
                "3:5:2",
                "1:9:5,3",
                "-1:1:",
                "1:18446744073709551616:",
                "1:2:,1",
                "1:2:1,",
                "１:2:",
                "1:2: ",
                "1:2:'"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> InboxSight.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

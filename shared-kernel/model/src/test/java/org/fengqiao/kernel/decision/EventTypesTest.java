package org.fengqiao.kernel.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class EventTypesTest {

    sealed interface Happening {
        record Began() implements Happening {}

        sealed interface Ending extends Happening {
            record Ended() implements Ending {}
        }
    }

    @Test
    void aStoredNameNamesServiceEventAndVersion() {
        var types = EventTypes.of("mediation", Happening.class)
                .name("happening-began.v1", Happening.Began.class)
                .name("happening-ended.v1", Happening.Ending.Ended.class)
                .build();
        assertThat(types.nameOf(new Happening.Began())).isEqualTo("fengqiao.mediation.happening-began.v1");
        assertThat(types.find("fengqiao.mediation.happening-ended.v1")).contains(Happening.Ending.Ended.class);
        assertThat(types.find("fengqiao.mediation.happening-ended.v2")).isEmpty();
    }

    @Test
    void anEventWithoutANameIsNoticedAtStartEvenIfItIsNested() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EventTypes.of("mediation", Happening.class)
                        .name("happening-began.v1", Happening.Began.class)
                        .build())
                .withMessageContaining("Ended");
    }

    @Test
    void aNameIsUsedOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EventTypes.of("mediation", Happening.class)
                        .name("it.v1", Happening.Began.class)
                        .name("it.v1", Happening.Ending.Ended.class));
    }
}

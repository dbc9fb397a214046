package org.fengqiao.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

/** Times by other clocks than ours. */
class ReportedTimeTest {

    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    @Test
    void whatIsReportedHasHappened() {
        assertThat(new ReportedTime(NOON, NOON).isStillToCome()).isFalse();
        assertThat(new ReportedTime(NOON.plusSeconds(3600), NOON).isStillToCome())
                .isTrue();
    }

    @Test
    void aClockThatIsAMinuteFastOrSlowIsNoLie() {
        assertThat(new ReportedTime(NOON.plusSeconds(60), NOON).isStillToCome()).isFalse();
        assertThat(new ReportedTime(NOON.minusSeconds(60), NOON).isBefore(NOON)).isFalse();
        assertThat(new ReportedTime(NOON.minusSeconds(180), NOON).isBefore(NOON))
                .isTrue();
    }

    @Test
    void nothingTakesEffectAfterItWasReported() {
        assertThat(new ReportedTime(NOON.plusSeconds(60), NOON).effective()).isEqualTo(NOON);
        assertThat(new ReportedTime(NOON.minusSeconds(60), NOON).effective()).isEqualTo(NOON.minusSeconds(60));
    }
}

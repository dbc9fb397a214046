package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.fengqiao.local.Restarts.Verdict;

class RestartsTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Restarts restarts = new Restarts();

    @Test
    void pausesDoubleWhileAProcessDiesAtOnceAndThenItIsLeftAlone() {
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofMillis(500)));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofSeconds(1)));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofSeconds(2)));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofSeconds(4)));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.GiveUp(5));
    }

    @Test
    void aProcessThatRanForAWhileStartsWithACleanRecord() {
        for (var times = 1; times < Restarts.PATIENCE; times++) {
            restarts.died(A_MOMENT);
        }
        assertThat(restarts.died(AN_HOUR)).isEqualTo(new Verdict.Again(Duration.ofMillis(500)));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofMillis(500)));
    }
}

package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.fengqiao.local.Restarts.Verdict;

class RestartsTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofMinutes(2);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Restarts restarts = new Restarts();

    @Test
    void pausesDoubleWhileAProcessDiesAtOnceAndThenItIsLeftAlone() {
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofMillis(500), 0));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofSeconds(1), 0));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofSeconds(2), 0));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofSeconds(4), 0));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.GiveUp(5));
    }

    @Test
    void aProcessThatRanForAWhileStartsWithACleanRecord() {
        for (var times = 1; times < Restarts.PATIENCE; times++) {
            restarts.died(A_MOMENT);
        }
        assertThat(restarts.died(AN_HOUR)).isEqualTo(new Verdict.Again(Duration.ofMillis(500), 0));
        assertThat(restarts.died(A_MOMENT)).isEqualTo(new Verdict.Again(Duration.ofMillis(500), 0));
    }

    @Test
    void aProcessThatWorksForAWhileAndDiesAgainAndAgainIsStartedEverLaterAndItIsSaid() {
        for (var times = 1; times <= Restarts.FREE_STARTS; times++) {
            assertThat(restarts.died(A_WHILE)).isEqualTo(Restarts.AT_FIRST);
        }
        assertThat(restarts.died(A_WHILE)).isEqualTo(new Verdict.Again(Duration.ofSeconds(1), 4));
        assertThat(restarts.died(A_WHILE)).isEqualTo(new Verdict.Again(Duration.ofSeconds(2), 5));
        for (var times = 6; times <= 40; times++) {
            restarts.died(A_WHILE);
        }
        assertThat(restarts.died(A_WHILE)).isEqualTo(new Verdict.Again(Restarts.LONGEST_PAUSE, 41));
        assertThat(restarts.died(AN_HOUR)).isEqualTo(Restarts.AT_FIRST);
        assertThat(restarts.died(A_WHILE)).isEqualTo(Restarts.AT_FIRST);
    }
}

package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.fengqiao.local.FreshStarts.Verdict;

/** New starts of a process that says that it is not alive. */
class FreshStartsTest {

    private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

    private final FreshStarts starts = new FreshStarts();

    private Verdict after(int minutes) {
        return starts.notAlive(NOON.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void theFirstTimeItIsStartedAnewAtOnce() {
        assertThat(after(0)).isEqualTo(new Verdict.Now());
    }

    @Test
    void aStartThatDidNotHelpIsSaidOnceAndTheNextIsPutOff() {
        after(0);
        assertThat(after(2)).isEqualTo(new Verdict.PutOff(1, Duration.ofMinutes(3)));
        assertThat(after(3)).isEqualTo(new Verdict.AsSaid());
        assertThat(after(5)).isEqualTo(new Verdict.Now());
        assertThat(after(7)).isEqualTo(new Verdict.PutOff(2, Duration.ofMinutes(8)));
        assertThat(after(14)).isEqualTo(new Verdict.AsSaid());
        assertThat(after(15)).isEqualTo(new Verdict.Now());
        assertThat(after(17)).isEqualTo(new Verdict.PutOff(3, Duration.ofMinutes(18)));
    }

    @Test
    void itIsStartedAnewOnceAnHourForEver() {
        var began = 0;
        for (var minutes = 0; minutes < 48 * 60; minutes++) {
            began += after(minutes).equals(new Verdict.Now()) ? 1 : 0;
        }
        assertThat(began).isBetween(48, 55);
    }

    @Test
    void aProcessThatWasAliveForAWhileStartsWithACleanRecord() {
        after(0);
        after(2);
        assertThat(after(13)).isEqualTo(new Verdict.Now());
        assertThat(after(15)).isEqualTo(new Verdict.PutOff(1, Duration.ofMinutes(3)));
    }
}

package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Times in which nobody worked on a case, and how often it changed hands. */
class HoldingTimesTest {

    static final Instant NINE = Instant.parse("2024-03-01T01:00:00Z");

    /** A history in which something happens every hour. */
    static HoldingTimes hourly(int hoursNow, String... events) {
        var hour = new int[1];
        var steps = Arrays.stream(events)
                .map(event -> new HoldingTimes.Step(
                        "fengqiao.routing." + event + ".v1", NINE.plus(Duration.ofHours(hour[0]++))))
                .toList();
        return HoldingTimes.of(steps, NINE.plus(Duration.ofHours(hoursNow)));
    }

    @Test
    void fromTheFirstJudgementToTheClaimNobodyWorksOnIt() {
        assertThat(hourly(9, "case-triaged", "case-assigned", "deadline-set"))
                .isEqualTo(new HoldingTimes(0, 0, Duration.ofHours(9), NINE));
        assertThat(hourly(9, "case-triaged", "case-assigned", "case-claimed"))
                .isEqualTo(new HoldingTimes(0, 0, Duration.ofHours(2), null));
    }

    @Test
    void whatIsGivenBackGoesUpOrIsJudgedAgainIsNobodysUntilItIsClaimedAnew() {
        assertThat(hourly(
                        9,
                        "case-triaged",
                        "case-claimed",
                        "case-returned",
                        "case-assigned",
                        "case-claimed",
                        "case-escalated",
                        "case-assigned",
                        "case-retriaged"))
                .isEqualTo(new HoldingTimes(1, 1, Duration.ofHours(1 + 2 + 4), NINE.plus(Duration.ofHours(5))));
    }

    @Test
    void aClosedCaseWaitsForNobodyAndAReopenedOneDoes() {
        assertThat(hourly(9, "case-triaged", "case-assigned", "case-closed"))
                .isEqualTo(new HoldingTimes(0, 0, Duration.ofHours(2), null));
        assertThat(hourly(9, "case-triaged", "case-claimed", "case-closed", "case-reopened"))
                .isEqualTo(new HoldingTimes(0, 0, Duration.ofHours(7), NINE.plus(Duration.ofHours(3))));
    }

    @Test
    void whatAnotherServiceRecordedOfTheSameNameCountsForNothing() {
        assertThat(HoldingTimes.of(List.of(new HoldingTimes.Step("fengqiao.petition.case-claimed.v1", NINE)), NINE))
                .isEqualTo(new HoldingTimes(0, 0, Duration.ZERO, null));
    }
}

package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.legalclock.files.LegalFiles;

class DeadlineRulesTest {

    final DeadlineRules rules = new DeadlineRules(LegalFiles.official().clock());

    static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void aCaseAssignedOnFridayIsToBeClaimedByTheEndOfMonday() {
        // Friday 2024-03-01 10:00 in China; due when Monday the 4th is over.
        assertThat(rules.due("claim", at("2024-03-01T02:00:00Z"))).isEqualTo(at("2024-03-04T16:00:00Z"));
    }

    @Test
    void aWorkingDayDeadlineStepsOverSpringFestivalAndCountsTheSwappedSunday() {
        // Thursday 2024-02-08; the 9th is worked, the 10th to 17th are off, Sunday the 18th is worked, so the third day
        // is Monday the 19th.
        assertThat(rules.due("referral-acknowledgement", at("2024-02-08T01:00:00Z")))
                .isEqualTo(at("2024-02-19T16:00:00Z"));
    }

    @Test
    void calendarDaysCountHolidaysToo() {
        assertThat(rules.due("confirmation-window", at("2024-01-31T01:00:00Z"))).isEqualTo(at("2024-03-01T16:00:00Z"));
    }

    @Test
    void theDayEndsInChinaNotInGreenwich() {
        // 23:30 on the 4th in China is still the 4th, 00:30 is the 5th.
        assertThat(rules.due("claim", at("2024-03-04T15:30:00Z"))).isEqualTo(at("2024-03-05T16:00:00Z"));
        assertThat(rules.due("claim", at("2024-03-04T16:30:00Z"))).isEqualTo(at("2024-03-06T16:00:00Z"));
    }

    @Test
    void noDeadlineStartsUnderARuleThatIsNotYetInForce() {
        assertThatIllegalArgumentException().isThrownBy(() -> rules.due("petition-notice", at("2021-01-01T00:00:00Z")));
        assertThatIllegalArgumentException().isThrownBy(() -> rules.due("no-such-rule", at("2024-01-01T00:00:00Z")));
    }
}

package org.fengqiao.analytics.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.analytics.bulletin.Period.Kind;
import org.fengqiao.kernel.data.DataFile;

/** Periods by their names, and the rules that they are told by. */
class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2024-W01, WEEKLY_SORTING, 2024-01-01, 2024-01-07",
        "2021-W01, WEEKLY_SORTING, 2021-01-04, 2021-01-10",
        "2020-W53, WEEKLY_SORTING, 2020-12-28, 2021-01-03",
        "2024-02, MONTHLY_JUDGEMENT, 2024-02-01, 2024-02-29",
        "2023-12, MONTHLY_JUDGEMENT, 2023-12-01, 2023-12-31",
        "2024-Q1, QUARTERLY_BULLETIN, 2024-01-01, 2024-03-31",
        "2024-Q4, QUARTERLY_BULLETIN, 2024-10-01, 2024-12-31",
        "2024, ANNUAL_REPORT, 2024-01-01, 2024-12-31"
    })
    void a_name_tells_the_first_and_the_last_day(String name, Kind kind, LocalDate from, LocalDate to) {
        assertThat(Period.named(name)).contains(new Period(kind, name, from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-W53", "2024-W00", "2024-W54", "2024-13", "2024-00", "2024-Q5", "2024-", "24", "2024-3", ""
            })
    void what_is_no_week_month_quarter_or_year_has_no_name(String name) {
        assertThat(Period.named(name)).isEmpty();
    }

    @Test
    void days_begin_in_chinas_time() {
        var march = Period.named("2024-03").orElseThrow();

        assertThat(march.begin()).isEqualTo(Instant.parse("2024-02-29T16:00:00Z"));
        assertThat(march.end()).isEqualTo(Instant.parse("2024-03-31T16:00:00Z"));
        assertThat(march.begin(12)).isEqualTo(Instant.parse("2023-02-28T16:00:00Z"));
    }

    @Test
    void a_period_is_told_by_the_rules_of_its_last_day() {
        var rules = DataFile.read("bulletins.yaml", BulletinRules.class);

        assertThat(rules.of(Period.named("2022-04").orElseThrow())).isEmpty();
        assertThat(rules.of(Period.named("2022-Q2").orElseThrow()))
                .map(BulletinRules.Version::version)
                .contains("2022-05");
    }
}

package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.kernel.legalclock.OfficialYear.Holiday;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.value.Bilingual;

class OfficialCalendarTest {

    static final OfficialCalendar CALENDAR = LegalFiles.official().calendar();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2015-01-02 | false | bridges New Year
            2015-01-04 | true  | a Sunday worked for it
            2015-09-03 | false | the seventieth anniversary of the victory
            2015-09-06 | true  | a Sunday worked for it
            2016-04-02 | false | an ordinary Saturday before Tomb-Sweeping Day
            2017-10-04 | false | Mid-Autumn in the October week
            2018-06-16 | false | an ordinary Saturday before the Dragon Boat Festival
            2018-12-29 | true  | a Saturday worked for the New Year of 2019
            2018-12-31 | false | bridges the New Year of 2019
            2019-05-02 | false | the Labour Day that was made longer in March
            2019-05-05 | true  | a Sunday worked for it
            2020-01-31 | false | the Spring Festival that was made longer in January
            2020-02-03 | true  | the Monday after it
            2021-02-07 | true  | a Sunday worked for the Spring Festival
            2022-01-30 | true  | a Sunday worked for the Spring Festival
            2023-10-07 | true  | a Saturday worked for the October week
            2024-02-09 | true  | the last day of the year of the Rabbit was no holiday
            2024-02-18 | true  | a Sunday worked for the Spring Festival
            2025-01-28 | false | the last day of the year of the Dragon is one since 2025
            2025-10-08 | false | the October week with Mid-Autumn has eight days
            2026-02-28 | true  | a Saturday worked for the Spring Festival
            2026-10-10 | true  | a Saturday worked for the October week
            2027-01-01 | true  | nobody knows yet
            2027-01-02 | false | a Saturday
            2014-10-01 | true  | there is no data for 2014
            """)
    void whetherADayIsWorked(LocalDate day, boolean worked, String because) {
        assertThat(CALENDAR.isWorkingDay(day)).as("%s: %s", day, because).isEqualTo(worked);
    }

    /**
     * 全国年节及纪念日放假办法 art. 2: eleven days, since 2025 thirteen. What a holiday takes beyond them is worked on a weekend
     * (art. 7), so that a year has its weekdays less these. In 2015 there was a day more for the anniversary of the
     * victory, in 2020 two for the Spring Festival that was made longer.
     */
    @ParameterizedTest
    @CsvSource({
        "2015,12", "2016,11", "2017,11", "2018,11", "2019,11", "2020,13",
        "2021,11", "2022,11", "2023,11", "2024,11", "2025,13", "2026,13"
    })
    void aYearHasAsManyHolidaysAsTheLawGives(int year, int days) {
        var first = LocalDate.of(year, 1, 1);
        var weekdays = first.datesUntil(first.plusYears(1))
                .filter(day -> day.getDayOfWeek().getValue() <= 5)
                .count();
        var worked = CALENDAR.workingDaysBetween(first, first.plusYears(1).minusDays(1));
        assertThat(weekdays - worked).isEqualTo(days);
    }

    @Test
    void holidaysHaveTheirNames() {
        assertThat(CALENDAR.holiday(LocalDate.parse("2024-02-10"))).contains(new Bilingual("春节", "Spring Festival"));
        assertThat(CALENDAR.holiday(LocalDate.parse("2024-02-18"))).isEmpty();
        assertThat(CALENDAR.isSwappedWorkingDay(LocalDate.parse("2024-02-18"))).isTrue();
        assertThat(CALENDAR.isSwappedWorkingDay(LocalDate.parse("2024-02-19"))).isFalse();
    }

    @Test
    void countingGoesForthAndBackAndStandsStillAtZero() {
        var saturday = LocalDate.parse("2024-03-02");
        assertThat(CALENDAR.plusWorkingDays(saturday, 0)).isEqualTo(saturday);
        assertThat(CALENDAR.plusWorkingDays(saturday, 1)).isEqualTo("2024-03-04");
        assertThat(CALENDAR.plusWorkingDays(saturday, -1)).isEqualTo("2024-03-01");
        assertThat(CALENDAR.workingDayFrom(saturday)).isEqualTo("2024-03-04");
        assertThat(CALENDAR.workingDayFrom(LocalDate.parse("2024-03-04"))).isEqualTo("2024-03-04");
        assertThat(CALENDAR.workingDaysBetween(LocalDate.parse("2024-02-09"), LocalDate.parse("2024-02-19")))
                .isEqualTo(3);
        assertThat(CALENDAR.workingDaysBetween(saturday, LocalDate.parse("2024-03-01")))
                .isZero();
    }

    @Test
    void aYearIsNotThereTwiceAndHoldsItsOwnDays() {
        var year = new OfficialYear(2024, List.of(), List.of(), Set.of());
        assertThatIllegalArgumentException().isThrownBy(() -> OfficialCalendar.of(List.of(year, year)));
        var holiday = new Holiday(
                new Bilingual("元旦", "New Year"), LocalDate.parse("2023-12-30"), LocalDate.parse("2024-01-01"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfficialYear(2024, List.of(), List.of(holiday), Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OfficialYear(2024, List.of(), List.of(), Set.of(LocalDate.parse("2024-03-04"))));
    }
}

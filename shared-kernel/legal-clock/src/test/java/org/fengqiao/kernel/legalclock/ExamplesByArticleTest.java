package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.legalclock.Examples.at;
import static org.fengqiao.kernel.legalclock.Examples.endOf;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.kernel.legalclock.files.LegalFiles;

/**
 * Articles worked out on particular days, as one would on paper: first and last days, ends of
 * months, leap days, holidays, days worked in exchange, hearings and appraisals, and more time.
 */
class ExamplesByArticleTest {

    static final LegalClock CLOCK = LegalFiles.official().clock();

    /** Rule, start, when the clock stood, what was added, last day. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            民事诉讼法 art. 85: the day of the start is not counted; 31 March is a Sunday                  | confirmation-window           | 2024-03-01T00:00 |  |  | 2024-04-01
            民事诉讼法 art. 85: the last day is National Day, the first day after the holiday ends it      | confirmation-window           | 2024-09-01T00:00 |  |  | 2024-10-08
            民事诉讼法 art. 85: a last day on a Sunday that is worked stays                                | confirmation-window           | 2024-08-30T00:00 |  |  | 2024-09-29
            民事诉讼法 art. 85: a last day on a Saturday that is worked stays                              | confirmation-window           | 2024-09-12T00:00 |  |  | 2024-10-12
            民事诉讼法 art. 85: after the Spring Festival a Sunday that is worked is the first day         | confirmation-window           | 2024-01-11T00:00 |  |  | 2024-02-18
            民事诉讼法 art. 85: a last day on the last day of a year stays                                 | confirmation-window           | 2024-12-01T00:00 |  |  | 2024-12-31
            人民调解法 art. 33: thirty days to a leap day                                                  | confirmation-window           | 2024-01-30T00:00 |  |  | 2024-02-29
            人民调解法 art. 33: thirty days over the end of an ordinary February                           | confirmation-window           | 2023-01-30T00:00 |  |  | 2023-03-01
            民事诉讼法 art. 187: thirty days end on the eve of the Spring Festival, which is off           | confirmation-decision         | 2022-01-01T09:00 |  |  | 2022-02-07
            民事诉讼法 art. 187: ten more from the president end on a Saturday that is worked              | confirmation-decision         | 2024-04-01T09:00 |  | 10 DAYS | 2024-05-11
            民事诉讼法 art. 250: two years to the corresponding day                                        | enforcement-application       | 2022-02-28T00:00 |  |  | 2024-02-28
            民事诉讼法 art. 250: two years from a leap day, to the last of a February, worked in exchange  | enforcement-application       | 2024-02-29T00:00 |  |  | 2026-02-28
            民事诉讼法 art. 250: the corresponding day is National Day                                     | enforcement-application       | 2023-10-01T00:00 |  |  | 2025-10-09
            民事诉讼法 art. 250: from the last instalment, due on the last of June                         | enforcement-application       | 2023-06-30T00:00 |  |  | 2025-06-30
            民事诉讼法 art. 250: from the last day of a year                                               | enforcement-application       | 2023-12-31T00:00 |  |  | 2025-12-31
            信访工作条例 art. 22: fifteen days to a leap day                                               | petition-transfer             | 2024-02-14T09:00 |  |  | 2024-02-29
            信访工作条例 art. 23: fifteen days end in the Spring Festival and stay there                   | petition-notice               | 2025-01-15T09:00 |  |  | 2025-01-30
            信访工作条例 art. 23: five working days over the Spring Festival, a Saturday worked            | petition-transfer-objection   | 2026-02-13T09:00 |  |  | 2026-02-27
            信访工作条例 art. 34: sixty days from New Year in a leap year                                  | petition-handling             | 2024-01-01T09:00 |  |  | 2024-03-01
            信访工作条例 art. 34: sixty days from New Year in an ordinary year                             | petition-handling             | 2023-01-01T09:00 |  |  | 2023-03-02
            信访工作条例 art. 34: what is owed does not move out of a holiday                              | petition-handling             | 2024-03-06T09:00 |  |  | 2024-05-05
            信访工作条例 art. 34: thirty more approved by the head                                         | petition-handling             | 2024-01-01T09:00 |  | 30 DAYS | 2024-03-31
            信访工作条例 art. 35: what the petitioner may do moves out of a holiday                        | petition-review-request       | 2024-09-03T09:00 |  |  | 2024-10-08
            信访工作条例 art. 35: the answer to the review does not                                        | petition-review               | 2024-09-03T09:00 |  |  | 2024-10-03
            信访工作条例 art. 36: thirty days to ask for the second review end on Qingming                 | petition-second-review-request | 2024-03-05T09:00 |  |  | 2024-04-07
            信访工作条例 art. 36: a hearing of one morning takes its day                                   | petition-second-review        | 2024-03-01T09:00 | 2024-03-12T09:00/2024-03-12T11:30 |  | 2024-04-01
            信访工作条例 art. 36: a hearing of five days                                                   | petition-second-review        | 2024-03-01T09:00 | 2024-03-11T09:00/2024-03-15T17:00 |  | 2024-04-05
            信访工作条例 art. 36: two hearings                                                             | petition-second-review        | 2024-03-01T09:00 | 2024-03-11T09:00/2024-03-11T17:00 2024-03-30T09:00/2024-03-31T17:00 |  | 2024-04-03
            医疗纠纷预防和处理条例 art. 38: thirty working days, three of them worked at weekends          | medical-mediation             | 2024-01-15T10:00 |  |  | 2024-02-29
            医疗纠纷预防和处理条例 art. 38: an appraisal of two weeks                                      | medical-mediation             | 2024-01-15T10:00 | 2024-02-26T09:00/2024-03-08T17:00 |  | 2024-03-14
            医疗纠纷预防和处理条例 art. 38: ten more working days agreed on                                | medical-mediation             | 2024-01-15T10:00 |  | 10 WORKING_DAYS | 2024-03-14
            法律援助法 art. 43: seven days end in the Spring Festival and stay there                       | legal-aid-decision            | 2024-02-05T10:00 |  |  | 2024-02-12
            法律援助法 art. 43: three days from a leap day                                                 | legal-aid-appointment         | 2024-02-29T10:00 |  |  | 2024-03-03
            法律援助法 art. 49: five days on an objection end in the Spring Festival and stay there        | legal-aid-objection           | 2024-02-06T10:00 |  |  | 2024-02-11
            法律援助法 art. 49: five days over a leap day                                                  | legal-aid-objection           | 2024-02-27T16:00 |  |  | 2024-03-03
            法律援助法 art. 49: five days that end on a Sunday                                             | legal-aid-objection           | 2024-03-05T09:00 |  |  | 2024-03-10
            劳动争议调解仲裁法 art. 14: fifteen days end in the October week                               | labour-mediation              | 2024-09-20T10:00 |  |  | 2024-10-05
            公安机关办理行政案件程序规定 art. 183: seven working days over the October week                | police-second-session         | 2024-09-27T15:00 |  |  | 2024-10-12
            公安机关办理行政案件程序规定 art. 183: seven working days over New Year                        | police-second-session         | 2024-12-27T15:00 |  |  | 2025-01-08
            人民法院在线调解规则 art. 12: three working days, the first a Sunday after the Spring Festival | court-appointment-answer      | 2024-02-09T10:00 |  |  | 2024-02-20
            人民法院在线调解规则 art. 24: fifteen days end in the Spring Festival                          | court-mediation-ordinary      | 2024-02-01T10:00 |  |  | 2024-02-18
            人民法院在线调解规则 art. 24: seven days over New Year                                         | court-mediation-summary       | 2024-12-31T10:00 |  |  | 2025-01-07
            人民法院在线调解规则 art. 24: thirty more days by consent, counted from the unmoved last day   | court-mediation-before-filing | 2024-03-01T10:00 |  | 30 DAYS | 2024-04-30
            人民法院在线调解规则 art. 26: an appraisal of ten days                                         | court-mediation-before-filing | 2024-03-01T10:00 | 2024-03-11T09:00/2024-03-20T17:00 |  | 2024-04-10
            """)
    void eachExample(
            String name, String rule, String start, @Nullable String stood, @Nullable String added, String lastDay) {
        var inForce = CLOCK.rules()
                .inForce(rule, LocalDate.parse(start.substring(0, 10)))
                .orElseThrow();
        assertThat(CLOCK.dueAt(inForce, at(start), pauses(stood), extensions(added)))
                .as(name)
                .isEqualTo(endOf(lastDay));
    }

    static List<Pause> pauses(@Nullable String stood) {
        return stood == null
                ? List.of()
                : Arrays.stream(stood.split(" "))
                        .map(span -> span.split("/"))
                        .map(span -> Examples.pause(span[0], span[1]))
                        .toList();
    }

    static List<GrantedExtension> extensions(@Nullable String added) {
        if (added == null) {
            return List.of();
        }
        var parts = added.split(" ");
        return List.of(Examples.extension(new Length(Integer.parseInt(parts[0]), CountUnit.valueOf(parts[1]))));
    }

    /** 民法典 art. 202: the corresponding day, or the last day of a month that has none. */
    @ParameterizedTest
    @CsvSource({
        "2024-01-31, 1, 2024-02-29",
        "2023-01-31, 1, 2023-02-28",
        "2024-02-29, 1, 2024-03-29",
        "2024-03-31, 1, 2024-04-30",
        "2023-08-31, 6, 2024-02-29",
        "2023-12-15, 1, 2024-01-15",
        "2024-02-29, 12, 2025-02-28"
    })
    void monthsEndOnTheCorrespondingDay(String start, int months, String lastDay) {
        assertThat(CLOCK.dueAt(Examples.rule(Examples.months(months)), at(start + "T10:00"), List.of(), List.of()))
                .isEqualTo(endOf(lastDay));
    }

    /** The hearing takes two days of the month that follows, whatever month that is. */
    @Test
    void aDayOnWhichTheClockStandsIsADayMoreAndNoMonth() {
        var month = Examples.rule(Examples.months(1));
        assertThat(CLOCK.dueAt(
                        month,
                        at("2024-01-31T10:00"),
                        List.of(Examples.pause("2024-02-05T09:00", "2024-02-06T17:00")),
                        List.of()))
                .isEqualTo(endOf("2024-03-02"));
        assertThat(CLOCK.dueAt(
                        month,
                        at("2024-01-31T10:00"),
                        List.of(Examples.pause("2024-02-05T09:00", "2024-02-06T17:00")),
                        List.of(Examples.extension(Examples.months(1)))))
                .as("29 February and a month, and the two days")
                .isEqualTo(endOf("2024-03-31"));
    }

    /** 民法典 art. 203: the last day ends at midnight, or when the office closes where it keeps hours. */
    @Test
    void theLastDayEndsWhenTheOfficeCloses() {
        var rule = Examples.endingAt(Examples.rule(Examples.days(10), false, Rule.LastDayOnHoliday.MOVES), "17:30");
        // The tenth day is Saturday 30 March; Monday is 1 April.
        assertThat(CLOCK.dueAt(rule, at("2024-03-20T10:00"), List.of(), List.of()))
                .isEqualTo(at("2024-04-01T17:30"));
    }
}

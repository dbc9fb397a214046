package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.legalclock.Examples.at;
import static org.fengqiao.kernel.legalclock.Examples.endOf;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.legalclock.files.LegalFiles;

/** Each article by example, counted by hand on a wall calendar with the official holidays. */
class WorkedExamplesTest {

    static final LegalClock CLOCK = LegalFiles.official().clock();

    static final String EXAMPLES = """
            # A Friday; the 9th is worked, the 10th to 17th are off, Sunday the 18th is worked.
            referral-acknowledgement       | 2024-02-08T09:00 | 2024-02-19 | 1
            # Started on a Sunday that is worked; 30 September, 8 and 9 October.
            referral-acknowledgement       | 2024-09-29T16:00 | 2024-10-09 | 1
            # 31 December, 1 January (nobody knows yet that it is a holiday), Monday 4 January.
            referral-acknowledgement       | 2026-12-30T09:00 | 2027-01-04 | 1
            claim                          | 2024-03-01T10:00 | 2024-03-04 | 1
            # Sunday 26 January is worked.
            claim                          | 2025-01-24T17:59 | 2025-01-26 | 1
            claim                          | 2025-01-27T08:00 | 2025-02-05 | 1
            # 30 September, 9, 10, Saturday 11 (worked) and 13 October.
            return                         | 2025-09-29T10:00 | 2025-10-13 | 1
            # One minute before midnight in China is still that day, one minute after is the next.
            claim                          | 2024-03-04T23:59 | 2024-03-05 | 1
            claim                          | 2024-03-05T00:01 | 2024-03-06 | 1

            people-mediation               | 2024-02-29T10:00 | 2024-03-30 | 1
            # The last day is in the October week and stays.
            labour-mediation               | 2024-09-20T10:00 | 2024-10-05 | 1
            # Sunday 4, Friday 9 and Sunday 18 February are worked, the 10th to 17th are off.
            medical-mediation              | 2024-01-15T10:00 | 2024-02-29 | 1
            # The first day of the regulations: 8 to 12, 15 to 19, 22 to 26, 29 to 31 October, 1 to 16 November.
            medical-mediation              | 2018-10-01T10:00 | 2018-11-16 | 1
            # Sunday 29 (worked) and 30 September, 8 to 11 and Saturday 12 October (worked).
            police-second-session          | 2024-09-27T15:00 | 2024-10-12 | 1
            # The old rule to its last day: thirty days end in the Spring Festival and move behind it.
            court-mediation-ordinary       | 2021-12-31T09:00 | 2022-01-30 | 1
            court-mediation-summary        | 2021-12-31T09:00 | 2022-01-30 | 1
            court-mediation-ordinary       | 2024-12-31T23:59 | 2025-01-15 | 2
            court-mediation-summary        | 2024-12-31T09:00 | 2025-01-07 | 2
            court-mediation-ordinary       | 2025-01-01T00:00 | 2025-01-16 | 3
            court-mediation-summary        | 2025-01-01T09:00 | 2025-01-08 | 3
            court-mediation-before-filing  | 2024-03-01T09:00 | 2024-04-01 | 1
            court-appointment-answer       | 2024-03-01T10:00 | 2024-03-06 | 1
            referral-result                | 2024-03-01T10:00 | 2024-04-30 | 1
            question-answer                | 2024-03-01T10:00 | 2024-03-06 | 1
            partner-question-answer        | 2024-03-01T10:00 | 2024-03-06 | 1
            outward-referral-answer        | 2024-03-01T10:00 | 2024-03-06 | 1
            transfer-objection-decision    | 2024-03-01T10:00 | 2024-03-08 | 1
            relief-decision                | 2024-03-01T10:00 | 2024-03-15 | 1
            court-mediation-summary        | 2025-01-21T09:00 | 2025-02-05 | 3

            # A leap year and an ordinary one.
            confirmation-window            | 2024-01-30T00:00 | 2024-02-29 | 1
            confirmation-window            | 2023-01-30T00:00 | 2023-03-01 | 1
            confirmation-window            | 2024-01-31T00:00 | 2024-03-01 | 1
            # 31 January is in the Spring Festival.
            confirmation-window            | 2025-01-01T00:00 | 2025-02-05 | 1
            # A Sunday, but one that is worked.
            confirmation-window            | 2024-08-30T00:00 | 2024-09-29 | 1
            # Saturday 2 January 2027.
            confirmation-window            | 2026-12-03T00:00 | 2027-01-04 | 1
            # A Sunday that is worked; the next day the Spring Festival begins.
            confirmation-decision          | 2021-12-31T09:00 | 2022-01-30 | 1
            confirmation-decision          | 2022-01-01T09:00 | 2022-02-07 | 2

            # Two years from a leap day end on the last of February, a Saturday that is worked.
            enforcement-application        | 2024-02-29T00:00 | 2026-02-28 | 1

            # An hour, to midnight.
            urgency-report                 | 2024-03-04T23:00 | 2024-03-04 | 1
            petition-transfer              | 2024-02-14T09:00 | 2024-02-29 | 1
            # In the Spring Festival, and stays.
            petition-notice                | 2025-01-15T09:00 | 2025-01-30 | 1
            # Saturday 14 (worked), 24, 25, 26, 27 February.
            petition-transfer-objection    | 2026-02-13T09:00 | 2026-02-27 | 1
            petition-handling              | 2024-01-01T09:00 | 2024-03-01 | 1
            petition-handling              | 2023-01-01T09:00 | 2023-03-02 | 1
            petition-handling              | 2024-08-08T09:00 | 2024-10-07 | 1
            # What the petitioner may do moves out of the October week, what the office owes stays in it.
            petition-review-request        | 2024-09-03T09:00 | 2024-10-08 | 1
            petition-review                | 2024-09-03T09:00 | 2024-10-03 | 1
            petition-second-review-request | 2024-09-03T09:00 | 2024-10-08 | 1
            petition-second-review         | 2024-09-03T09:00 | 2024-10-03 | 1

            # Seven days end in the Spring Festival and stay; three from a leap day.
            legal-aid-decision             | 2024-02-05T10:00 | 2024-02-12 | 1
            legal-aid-appointment          | 2024-02-29T10:00 | 2024-03-03 | 1
            legal-aid-objection            | 2024-02-27T16:00 | 2024-03-03 | 1
            relief-referral                | 2024-03-01T10:00 | 2024-03-06 | 1
            relief-decision-of-body        | 2024-03-01T10:00 | 2024-03-15 | 1
            relief-follow-up               | 2024-03-01T10:00 | 2024-03-31 | 1

            revisit-1                      | 2024-02-05T17:00 | 2024-02-12 | 1
            revisit-2                      | 2024-01-31T17:00 | 2024-03-01 | 1
            revisit-3                      | 2023-12-01T17:00 | 2024-02-29 | 1
            obligation-reminder            | 2024-01-31T00:00 | 2024-03-01 | 1
            # Planned for a day in the Spring Festival: Sunday 18 (worked) to 22 February.
            revisit-made                   | 2024-02-12T00:00 | 2024-02-22 | 1
            # Spring Festival: 18 (worked) to 22 February.
            consultation                   | 2024-02-09T09:00 | 2024-02-22 | 1
            consultation-urgent            | 2024-02-09T09:00 | 2024-02-19 | 1
            duty                           | 2024-02-09T09:00 | 2024-02-24 | 1
            rectification                  | 2025-09-20T09:00 | 2025-10-09 | 1
            # Spring Festival: 18 (worked) to 20 or 22 February.
            review-appeal                  | 2024-02-09T09:00 | 2024-02-22 | 1
            dispatch                       | 2024-02-09T09:00 | 2024-02-18 | 1
            notice-answer                  | 2024-02-09T09:00 | 2024-02-20 | 1
            notice-objection               | 2024-02-09T09:00 | 2024-02-20 | 1
            approval                       | 2024-02-09T09:00 | 2024-02-19 | 1
            duty-claim                     | 2024-02-09T09:00 | 2024-02-18 | 1
            relapse-window                 | 2024-01-01T09:00 | 2024-03-31 | 1
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = EXAMPLES)
    void eachArticle(String rule, String start, String lastDay, int version) {
        var inForce = CLOCK.rules()
                .inForce(rule, LocalDate.parse(start.substring(0, 10)))
                .orElseThrow();
        assertThat(inForce.version()).isEqualTo(version);
        assertThat(CLOCK.dueAt(inForce, at(start), List.of(), List.of())).isEqualTo(endOf(lastDay));
    }

    @Test
    void noRuleIsWithoutAnExample() {
        var shown = EXAMPLES.lines()
                .filter(line -> line.contains("|"))
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .collect(Collectors.toSet());
        Set<String> known = CLOCK.rules().all().stream().map(Rule::id).collect(Collectors.toSet());
        assertThat(shown).isEqualTo(known);
    }

    @Test
    void sixtyDaysAndThirtyMoreWithApproval() {
        var handling = CLOCK.rules()
                .inForce("petition-handling", LocalDate.parse("2024-01-01"))
                .orElseThrow();
        assertThat(CLOCK.dueAt(
                        handling, at("2024-01-01T09:00"), List.of(), List.of(Examples.extension(Examples.days(30)))))
                .isEqualTo(endOf("2024-03-31"));
    }

    @Test
    void theTimeOfAHearingIsNotCountedInTheSecondReview() {
        var review = CLOCK.rules()
                .inForce("petition-second-review", LocalDate.parse("2024-03-01"))
                .orElseThrow();
        // Thirty days end on 31 March; the hearing takes the 11th to the 15th.
        assertThat(CLOCK.dueAt(
                        review,
                        at("2024-03-01T09:00"),
                        List.of(Examples.pause("2024-03-11T09:00", "2024-03-15T17:00")),
                        List.of()))
                .isEqualTo(endOf("2024-04-05"));
    }

    @Test
    void theTimeOfAnAppraisalIsNotCountedInAMedicalDispute() {
        var mediation = CLOCK.rules()
                .inForce("medical-mediation", LocalDate.parse("2024-01-15"))
                .orElseThrow();
        assertThat(mediation.pauses()).extracting(Rule.Ground::id).containsExactly("appraisal");
        // Thirty working days end on Thursday 29 February; the appraisal takes Monday 26 February to Friday 8 March.
        assertThat(CLOCK.dueAt(
                        mediation,
                        at("2024-01-15T10:00"),
                        List.of(Examples.pause("2024-02-26T09:00", "2024-03-08T17:00")),
                        List.of()))
                .isEqualTo(endOf("2024-03-14"));
    }

    @Test
    void fifteenDaysAndThirtyMoreByConsent() {
        var set = new DeadlineOrder.Set(
                DeadlineName.parse("court-1"),
                "court-mediation-ordinary",
                "mediation-opened.v1",
                at("2025-03-03T09:00"));
        var deadlines = after(set, Deadlines.none());
        // 18 March and thirty days are 17 April, a Thursday.
        deadlines = after(
                new DeadlineOrder.RequestExtension(
                        DeadlineName.parse("court-1"),
                        30,
                        Examples.reason("both want to go on"),
                        null,
                        "Zhang",
                        at("2025-03-18T16:00")),
                deadlines);
        assertThat(deadlines.find(DeadlineName.parse("court-1")).orElseThrow().dueAt())
                .isEqualTo(endOf("2025-04-17"));
    }

    static Deadlines after(DeadlineOrder order, Deadlines deadlines) {
        var after = deadlines;
        for (var event : ((Accepted<DeadlineEvent>) CLOCK.decide(order, deadlines)).events()) {
            after = after.evolve(event);
        }
        return after;
    }

    @Test
    void hoursRunFromTheMinuteThroughNightsAndHolidays() {
        var urgent = Examples.rule(Examples.hours(48));
        assertThat(CLOCK.dueAt(urgent, at("2024-02-09T15:30"), List.of(), List.of()))
                .isEqualTo(at("2024-02-11T15:30"));
        assertThat(CLOCK.dueAt(
                        urgent,
                        at("2024-02-09T15:30"),
                        List.of(Examples.pause("2024-02-10T00:00", "2024-02-10T06:00")),
                        List.of()))
                .isEqualTo(at("2024-02-11T21:30"));
    }

    @Test
    void whereTheFirstDayCountsItIsDayOne() {
        var rule = Examples.rule(Examples.days(15), true, Rule.LastDayOnHoliday.STAYS);
        assertThat(CLOCK.dueAt(rule, at("2024-03-01T23:00"), List.of(), List.of()))
                .isEqualTo(endOf("2024-03-15"));
        var workingDays = Examples.rule(Examples.workingDays(1), true, Rule.LastDayOnHoliday.STAYS);
        assertThat(CLOCK.dueAt(workingDays, at("2024-03-01T23:00"), List.of(), List.of()))
                .isEqualTo(endOf("2024-03-01"));
        assertThat(CLOCK.dueAt(workingDays, at("2024-03-02T10:00"), List.of(), List.of()))
                .as("a Saturday is not a working day, so Monday is day one")
                .isEqualTo(endOf("2024-03-04"));
    }

    @Test
    void twoPausesOnOneDayTakeThatDayOnce() {
        var rule = Examples.rule(Examples.days(10));
        Instant due = CLOCK.dueAt(
                rule,
                at("2024-03-01T09:00"),
                List.of(
                        Examples.pause("2024-03-05T09:00", "2024-03-05T10:00"),
                        Examples.pause("2024-03-05T14:00", "2024-03-06T10:00")),
                List.of());
        assertThat(due).isEqualTo(endOf("2024-03-13"));
    }

    @Test
    void aPauseThatEndsAtMidnightDoesNotTakeTheDayThatBegins() {
        var rule = Examples.rule(Examples.days(10));
        assertThat(CLOCK.dueAt(
                        rule,
                        at("2024-03-01T09:00"),
                        List.of(Examples.pause("2024-03-05T09:00", "2024-03-06T00:00")),
                        List.of()))
                .isEqualTo(endOf("2024-03-12"));
    }

    @Test
    void aWeekendInAPauseCostsNoWorkingDay() {
        var rule = Examples.rule(Examples.workingDays(5));
        assertThat(CLOCK.dueAt(
                        rule,
                        at("2024-03-04T09:00"),
                        List.of(Examples.pause("2024-03-09T09:00", "2024-03-10T10:00")),
                        List.of()))
                .isEqualTo(endOf("2024-03-11"));
    }

    @Test
    void warningsComeBeforeTheDueInTheirOwnUnits() {
        var rule = Examples.rule(
                "handling",
                1,
                Examples.workingDays(10),
                null,
                false,
                Rule.LastDayOnHoliday.STAYS,
                null,
                List.of(Examples.hours(4), Examples.days(1), Examples.workingDays(3)),
                "2000-01-01",
                null);
        var clock = new LegalClock(Rules.of(List.of(rule)), CLOCK.calendar());
        var set = (Accepted<DeadlineEvent>) clock.decide(
                new DeadlineOrder.Set(DeadlineName.parse("x"), "handling", Examples.STARTED_BY, at("2024-09-26T09:00")),
                Deadlines.none());
        // 27, 29 (Sunday, worked) and 30 September; 8, 9, 10, 11, 12 (Saturday, worked), 14 and 15 October.
        assertThat(set.events()).singleElement().satisfies(event -> {
            assertThat(((DeadlineEvent.DeadlineSet) event).dueAt()).isEqualTo(endOf("2024-10-15"));
            assertThat(((DeadlineEvent.DeadlineSet) event).warnAt())
                    .containsExactly(at("2024-10-12T00:00"), at("2024-10-15T00:00"), at("2024-10-15T20:00"));
        });
    }
}

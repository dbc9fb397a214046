package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.fengqiao.kernel.legalclock.Examples.at;
import static org.fengqiao.kernel.legalclock.Examples.endOf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.legalclock.CountedDay.Why;
import org.fengqiao.kernel.legalclock.DeadlineOrder.GrantExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.Meet;
import org.fengqiao.kernel.legalclock.DeadlineOrder.Pass;
import org.fengqiao.kernel.legalclock.DeadlineOrder.RequestExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.Resume;
import org.fengqiao.kernel.legalclock.Explanation.Step.Extended;
import org.fengqiao.kernel.legalclock.Explanation.Step.Paused;
import org.fengqiao.kernel.legalclock.OfficialYear.Holiday;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.value.Bilingual;

/** A deadline tells the clerk, the supervisor and the petitioner why it is due when it is. */
class ExplanationTest {

    static final DeadlineName HANDLING = DeadlineName.of("handling", 1);

    static final LegalClock CLOCK = LegalFiles.official().clock();

    static Deadline after(DeadlineOrder... orders) {
        return after(CLOCK, orders);
    }

    static Deadline after(LegalClock clock, DeadlineOrder... orders) {
        var history = new ArrayList<DeadlineEvent>();
        for (var order : orders) {
            history.addAll(((Accepted<DeadlineEvent>) clock.decide(order, Deadlines.of(history))).events());
        }
        return Deadlines.of(history).find(orders[0].name()).orElseThrow();
    }

    static DeadlineOrder.Set handling(String start) {
        return new DeadlineOrder.Set(HANDLING, "petition-handling", "petition-opened.v1", at(start));
    }

    static List<String> chinese(Explanation explanation) {
        return explanation.sentences().stream().map(Bilingual::zh).toList();
    }

    static List<String> english(Explanation explanation) {
        return explanation.sentences().stream().map(Bilingual::en).toList();
    }

    @Test
    void aPetitionThatWasExtendedTellsTheWholeStory() {
        var explanation = CLOCK.explain(after(
                handling("2024-01-01T09:00"),
                new RequestExtension(
                        HANDLING,
                        30,
                        Examples.reason("the appraisal is late"),
                        at("2024-02-28T08:00"),
                        "Zhang",
                        at("2024-02-28T08:30")),
                new GrantExtension(HANDLING, "Li", at("2024-03-01T09:00"))));
        assertThat(explanation.firstDueAt()).isEqualTo(endOf("2024-03-01"));
        assertThat(explanation.steps()).singleElement().isInstanceOfSatisfying(Extended.class, extended -> {
            assertThat(extended.dueBefore()).isEqualTo(endOf("2024-03-01"));
            assertThat(extended.dueAfter()).isEqualTo(endOf("2024-03-31"));
        });
        assertThat(explanation.dueAt()).isEqualTo(endOf("2024-03-31"));
        assertThat(chinese(explanation))
                .containsExactly(
                        "依据信访工作条例 art. 34（规则petition-handling第1版），“办理期限”期限为60日。",
                        "信访工作条例 art. 34：“对本条例第三十一条第六项规定的信访事项应当自受理之日起60日内办结；情况复杂的，经本机关、单位负责人批准，"
                                + "可以适当延长办理期限，但延长期限不得超过30日，并告知信访人延期理由。”",
                        "自2024年1月1日09:00起算，当日不计入，至2024年3月1日24:00届满。",
                        "2024年3月1日09:00经批准延长30日，届满由2024年3月1日24:00延至2024年3月31日24:00。",
                        "因此至2024年3月31日24:00届满。",
                        "本规则尚待核实：六十日自受理之日起算、经本机关、单位负责人批准最多延长三十日并告知理由已核对，仅适用于第三十一条第六项之事项；"
                                + "条例仅于复核（第三十六条）言及听证时间不计算在内，办理期限无此例外，听证、鉴定均不停止计算；"
                                + "延长一次、首日不计入、最后一日逢休息日不顺延系本中心之理解。",
                        "目前仍在期限内。");
        assertThat(english(explanation))
                .contains(
                        "By 信访工作条例 art. 34 (rule petition-handling, version 1), \"Handle the petition\" has 60 days.",
                        "It runs from 1 January 2024 09:00, that day not counted, to 1 March 2024 24:00.",
                        "On 1 March 2024 09:00 an extension was approved of 30 days more, which moved the due"
                                + " from 1 March 2024 24:00 to 31 March 2024 24:00.",
                        "So it is due at 31 March 2024 24:00.",
                        "It is running.");
        assertThat(chinese(explanation))
                .as("no person is named")
                .noneMatch(sentence -> sentence.contains("Li") || sentence.contains("Zhang"));
        assertThat(english(explanation)).noneMatch(sentence -> sentence.contains("Li") || sentence.contains("Zhang"));
    }

    static DeadlineOrder.Set secondReview(DeadlineName name) {
        return new DeadlineOrder.Set(name, "petition-second-review", "review-requested.v1", at("2024-01-01T09:00"));
    }

    @Test
    void aHearingThatStoppedTheSecondReviewSaysByHowMuchAndByWhichArticle() {
        var explanation = CLOCK.explain(after(
                secondReview(HANDLING),
                new DeadlineOrder.Pause(HANDLING, "hearing", at("2024-01-10T09:00")),
                new Resume(HANDLING, at("2024-01-14T17:30"))));
        assertThat(explanation.firstDueAt()).isEqualTo(endOf("2024-01-31"));
        assertThat(explanation.steps()).singleElement().isInstanceOfSatisfying(Paused.class, paused -> {
            assertThat(paused.dueBefore()).isEqualTo(endOf("2024-01-31"));
            assertThat(paused.dueAfter()).isEqualTo(endOf("2024-02-05"));
        });
        assertThat(chinese(explanation))
                .contains("自2024年1月10日09:00至2024年1月14日17:30因听证（信访工作条例 art. 36）中止计算，"
                        + "届满由2024年1月31日24:00顺延至2024年2月5日24:00。");
    }

    @Test
    void aMatterThatChangedHandsSaysThatItsTimeGoesOn() {
        var next = DeadlineName.of("handling", 2);
        var history = new ArrayList<DeadlineEvent>();
        for (var order : List.of(
                secondReview(HANDLING),
                new DeadlineOrder.Pause(HANDLING, "hearing", at("2024-01-10T09:00")),
                new Resume(HANDLING, at("2024-01-14T17:30")),
                new DeadlineOrder.Cancel(HANDLING, "escalated", at("2024-01-15T09:00")),
                new DeadlineOrder.Continue(
                        next, "petition-second-review", "review-requested.v1", at("2024-01-01T09:00")))) {
            history.addAll(((Accepted<DeadlineEvent>) CLOCK.decide(order, Deadlines.of(history))).events());
        }
        var explanation = CLOCK.explain(Deadlines.of(history).find(next).orElseThrow());
        assertThat(explanation.continues()).isEqualTo(HANDLING);
        assertThat(explanation.startedAt()).isEqualTo(at("2024-01-01T09:00"));
        assertThat(explanation.dueAt()).isEqualTo(endOf("2024-02-05"));
        assertThat(chinese(explanation))
                .contains("承接期限handling-1连续计算：期限属于事项本身，退回、升级、复诊或者更换承办单位均不重新起算。", "因此至2024年2月5日24:00届满。");
        assertThat(english(explanation))
                .contains("It goes on from the deadline handling-1: the time belongs to the matter, and no return,"
                        + " escalation, new triage or other unit starts it anew.");
    }

    @Test
    void aStandardOfOursDoesNotPretendToBeALaw() {
        var explanation = CLOCK.explain(after(new DeadlineOrder.Set(
                DeadlineName.parse("claim-1"), "claim", "case-assigned.v1", at("2024-03-01T10:00"))));
        assertThat(chinese(explanation).getFirst()).isEqualTo("“认领”为本中心服务标准，并非法定期限（规则claim第1版），期限为1个工作日。");
        assertThat(english(explanation).getFirst())
                .isEqualTo("\"Claim an assigned case\" is our own standard and no law (rule claim, version 1);"
                        + " it has 1 working day.");
    }

    @Test
    void dayByDayItSaysWhatWasCountedAndWhyNot() {
        var days = CLOCK.days(after(new DeadlineOrder.Set(
                DeadlineName.parse("acknowledgement-1"),
                "referral-acknowledgement",
                "referral-received.v1",
                at("2024-02-08T09:00"))));
        assertThat(days)
                .extracting(day -> day.day().toString(), CountedDay::number, CountedDay::why)
                .containsExactly(
                        tuple("2024-02-08", null, Why.FIRST_DAY),
                        tuple("2024-02-09", 1, Why.COUNTED),
                        tuple("2024-02-10", null, Why.HOLIDAY),
                        tuple("2024-02-11", null, Why.HOLIDAY),
                        tuple("2024-02-12", null, Why.HOLIDAY),
                        tuple("2024-02-13", null, Why.HOLIDAY),
                        tuple("2024-02-14", null, Why.HOLIDAY),
                        tuple("2024-02-15", null, Why.HOLIDAY),
                        tuple("2024-02-16", null, Why.HOLIDAY),
                        tuple("2024-02-17", null, Why.HOLIDAY),
                        tuple("2024-02-18", 2, Why.SWAPPED_WORKING_DAY),
                        tuple("2024-02-19", 3, Why.COUNTED));
        assertThat(days.get(2).holiday()).isEqualTo(new Bilingual("春节", "Spring Festival"));
        assertThat(days.get(10).why().words().zh()).isEqualTo("调休上班，计入");
    }

    @Test
    void itShowsHowTheLastDayMovedOnFromAHoliday() {
        var days = CLOCK.days(after(new DeadlineOrder.Set(
                DeadlineName.parse("window-1"), "confirmation-window", "agreement-signed.v1", at("2025-01-04T00:00"))));
        assertThat(days.subList(days.size() - 3, days.size()))
                .extracting(day -> day.day().toString(), CountedDay::number, CountedDay::why)
                .containsExactly(
                        tuple("2025-02-03", 30, Why.COUNTED),
                        tuple("2025-02-04", null, Why.HOLIDAY),
                        tuple("2025-02-05", null, Why.LAST_DAY_MOVED));
    }

    @Test
    void whileTheClockStandsNoDueIsClaimed() {
        var deadline =
                after(secondReview(HANDLING), new DeadlineOrder.Pause(HANDLING, "hearing", at("2024-01-04T09:00")));
        var explanation = CLOCK.explain(deadline);
        assertThat(explanation.dueAt()).isNull();
        assertThat(explanation.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.dueAfter()).isNull());
        assertThat(chinese(explanation)).contains("自2024年1月4日09:00起因听证（信访工作条例 art. 36）中止计算，尚未恢复。", "目前中止计算。");
        assertThat(CLOCK.days(deadline))
                .extracting(CountedDay::number, CountedDay::why)
                .containsExactly(
                        tuple(null, Why.FIRST_DAY),
                        tuple(1, Why.COUNTED),
                        tuple(2, Why.COUNTED),
                        tuple(null, Why.PAUSED));
    }

    @Test
    void aYearWithoutOfficialCalendarIsSaidByEveryDeadlineThatTouchesIt() {
        var workingDays = CLOCK.explain(after(new DeadlineOrder.Set(
                DeadlineName.parse("acknowledgement-1"),
                "referral-acknowledgement",
                "referral-received.v1",
                at("2026-12-30T09:00"))));
        assertThat(workingDays.yearsWithoutOfficialCalendar()).containsExactly(2027);
        assertThat(chinese(workingDays)).contains("2027年放假安排尚未公布，该年仅按周末计算。");
        assertThat(english(workingDays))
                .contains("There is no official calendar for 2027 yet; only weekends are taken as days off.");
        var moved = CLOCK.explain(after(new DeadlineOrder.Set(
                DeadlineName.parse("window-1"), "confirmation-window", "agreement-signed.v1", at("2026-12-03T00:00"))));
        assertThat(moved.yearsWithoutOfficialCalendar()).containsExactly(2027);
        var calendarDays = CLOCK.explain(after(handling("2026-12-03T00:00")));
        assertThat(calendarDays.yearsWithoutOfficialCalendar())
                .as("calendar days whose last stays need no calendar")
                .isEmpty();
        var before = CLOCK.explain(after(new DeadlineOrder.Set(
                DeadlineName.parse("acknowledgement-1"),
                "referral-acknowledgement",
                "referral-received.v1",
                at("2026-12-28T09:00"))));
        assertThat(before.yearsWithoutOfficialCalendar()).isEmpty();
    }

    @Test
    void whenTheCalendarIsPublishedLaterTheDueThatWasRecordedHolds() {
        var deadline = after(new DeadlineOrder.Set(
                DeadlineName.parse("acknowledgement-1"),
                "referral-acknowledgement",
                "referral-received.v1",
                at("2026-12-30T09:00")));
        var newYear = new Holiday(
                new Bilingual("元旦", "New Year's Day"), LocalDate.parse("2027-01-01"), LocalDate.parse("2027-01-03"));
        var published = new LegalClock(
                CLOCK.rules(),
                OfficialCalendar.of(List.of(new OfficialYear(2027, List.of(), List.of(newYear), Set.of()))));
        var explanation = published.explain(deadline);
        assertThat(explanation.dueAt()).isEqualTo(endOf("2027-01-04"));
        assertThat(explanation.dueAtByCalendarOfToday()).isEqualTo(endOf("2027-01-05"));
        assertThat(chinese(explanation)).contains("设定时所知之日历为至2027年1月4日24:00届满，以此为准；按今日之日历则为2027年1月5日24:00。");
    }

    @Test
    void itSaysHowItEnded() {
        assertThat(chinese(
                        CLOCK.explain(after(handling("2024-01-01T09:00"), new Meet(HANDLING, at("2024-02-01T09:00"))))))
                .endsWith("已于2024年2月1日09:00按期完成。");
        assertThat(chinese(
                        CLOCK.explain(after(handling("2024-01-01T09:00"), new Meet(HANDLING, at("2024-03-02T09:00"))))))
                .endsWith("已于2024年3月2日09:00逾期完成。");
        assertThat(english(
                        CLOCK.explain(after(handling("2024-01-01T09:00"), new Pass(HANDLING, at("2024-03-02T00:00"))))))
                .endsWith("It has passed. What follows: A supervision notice goes to whoever holds the case,"
                        + " and one level up; the reply is still owed.");
        assertThat(english(CLOCK.explain(after(
                        handling("2024-01-01T09:00"),
                        new DeadlineOrder.Cancel(HANDLING, "withdrawn", at("2024-01-02T09:00"))))))
                .endsWith("It was cancelled at 2 January 2024 09:00.");
        var cancelledLate = CLOCK.explain(after(
                handling("2024-01-01T09:00"),
                new Pass(HANDLING, at("2024-03-02T00:00")),
                new DeadlineOrder.Cancel(HANDLING, "withdrawn", at("2024-03-03T09:00"))));
        assertThat(cancelledLate.passed()).isTrue();
        assertThat(english(cancelledLate))
                .endsWith("It had passed with what was owed still owed, and was cancelled at 3 March 2024 09:00.");
    }

    @Test
    void aLengthThatWasChosenIsTheLengthThatIsTold() {
        var explanation = CLOCK.explain(after(new DeadlineOrder.Set(
                DeadlineName.parse("rectification-1"),
                "rectification",
                "rectification-ordered.v1",
                at("2024-03-01T10:00"),
                7)));
        assertThat(explanation.length()).isEqualTo(Examples.days(7));
        assertThat(explanation.dueAt()).isEqualTo(endOf("2024-03-08"));
        assertThat(english(explanation)).anyMatch(sentence -> sentence.contains("it has 7 days"));
    }
}

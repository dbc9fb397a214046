package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.legalclock.Examples.at;
import static org.fengqiao.kernel.legalclock.Examples.endOf;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMoved;
import org.fengqiao.kernel.legalclock.OfficialYear.Holiday;
import org.fengqiao.kernel.legalclock.OfficialYear.Notice;
import org.fengqiao.kernel.value.Bilingual;

/** Holidays are announced when deadlines that reach into them run already. */
class LateHolidaysTest {

    static final DeadlineName WINDOW = DeadlineName.parse("window-1");

    /** New Year of 2031 off from the Wednesday to the Friday, the Sunday after it worked. */
    static final OfficialYear YEAR = new OfficialYear(
            2031,
            List.of(new Notice("国办发明电〔2030〕1号", LocalDate.parse("2030-12-20"), "通知")),
            List.of(new Holiday(
                    new Bilingual("元旦", "New Year"), LocalDate.parse("2031-01-01"), LocalDate.parse("2031-01-03"))),
            Set.of(LocalDate.parse("2031-01-05")));

    static final Rules RULES = Rules.of(List.of(
            Examples.rule(Examples.days(30), false, Rule.LastDayOnHoliday.MOVES),
            Examples.rule(
                    "working",
                    1,
                    Examples.workingDays(10),
                    null,
                    false,
                    Rule.LastDayOnHoliday.STAYS,
                    null,
                    List.of(Examples.workingDays(2)),
                    "2000-01-01",
                    null)));

    static final LegalClock BEFORE = new LegalClock(RULES, OfficialCalendar.of(List.of()));
    static final LegalClock AFTER = new LegalClock(RULES, OfficialCalendar.of(List.of(YEAR)));

    static Deadlines set(String rule, Instant start) {
        return after(BEFORE, new DeadlineOrder.Set(WINDOW, rule, Examples.STARTED_BY, start), Deadlines.none());
    }

    static Deadlines after(LegalClock clock, DeadlineOrder order, Deadlines deadlines) {
        var after = deadlines;
        for (var event : events(clock, order, deadlines)) {
            after = after.evolve(event);
        }
        return after;
    }

    static List<DeadlineEvent> events(LegalClock clock, DeadlineOrder order, Deadlines deadlines) {
        return ((Accepted<DeadlineEvent>) clock.decide(order, deadlines)).events();
    }

    static DeadlineOrder recount(String at) {
        return new DeadlineOrder.Recount(WINDOW, at(at));
    }

    @Test
    void aLastDayThatTurnsOutToBeOffMovesBehindTheHoliday() {
        // Thirty days from 3 December end on Thursday 2 January, off since the notice; Saturday; Sunday is worked.
        var running = set("handling", at("2030-12-03T09:00"));
        assertThat(events(AFTER, recount("2030-12-20T09:00"), running))
                .containsExactly(new DeadlineMoved(
                        WINDOW,
                        "handling",
                        AFTER.calendar().version(),
                        List.of("国办发明电〔2030〕1号"),
                        endOf("2031-01-02"),
                        endOf("2031-01-05"),
                        List.of(),
                        at("2030-12-20T09:00")));
    }

    @Test
    void countedAgainItMovesNoFurther() {
        var moved = after(AFTER, recount("2030-12-20T09:00"), set("handling", at("2030-12-03T09:00")));
        assertThat(events(AFTER, recount("2030-12-21T09:00"), moved)).isEmpty();
        assertThat(events(BEFORE, recount("2030-12-20T09:00"), set("handling", at("2030-12-03T09:00"))))
                .isEmpty();
    }

    @Test
    void workingDaysGoBehindTheHolidayAndAreWarnedOfAnew() {
        // 20 (Friday), 23 to 27, 30 and 31 December; without the notice 1 and 2 January, with it 5 and 6.
        var running = set("working", at("2030-12-19T09:00"));
        assertThat(running.find(WINDOW).orElseThrow().dueAt()).isEqualTo(endOf("2031-01-02"));
        var warned = after(BEFORE, new DeadlineOrder.Pass(WINDOW, at("2031-01-01T09:00")), running);
        assertThat(warned.find(WINDOW).orElseThrow().state()).isEqualTo(DeadlineState.WARNED);
        var moved =
                after(AFTER, recount("2031-01-01T10:00"), warned).find(WINDOW).orElseThrow();
        assertThat(moved.dueAt()).isEqualTo(endOf("2031-01-06"));
        assertThat(moved.state()).isEqualTo(DeadlineState.RUNNING);
        assertThat(moved.warningsToCome()).isNotEmpty();
    }

    @Test
    void whatHasPassedWhatStandsAndWhatHasEndedStayAsTheyAre() {
        var running = set("handling", at("2030-12-03T09:00"));
        assertThat(events(AFTER, recount("2031-01-03T00:00"), running))
                .as("over, though nobody has looked")
                .isEmpty();
        var stands = after(BEFORE, new DeadlineOrder.Pause(WINDOW, "hearing", at("2030-12-10T09:00")), running);
        assertThat(events(AFTER, recount("2030-12-20T09:00"), stands)).isEmpty();
        var goesOn = after(AFTER, new DeadlineOrder.Resume(WINDOW, at("2030-12-10T17:00")), stands);
        assertThat(goesOn.find(WINDOW).orElseThrow().dueAt())
                .as("when it runs again it is counted by the calendar of then")
                .isEqualTo(endOf("2031-01-05"));
        var met = after(BEFORE, new DeadlineOrder.Meet(WINDOW, at("2030-12-10T09:00")), running);
        assertThat(events(AFTER, recount("2030-12-20T09:00"), met)).isEmpty();
        assertThat(events(AFTER, recount("2030-12-20T09:00"), Deadlines.none())).isEmpty();
    }

    @Test
    void nothingIsOverBecauseAWeekendIsWorkedAfterAll() {
        var worked = new OfficialYear(2031, YEAR.notices(), List.of(), YEAR.worked());
        var clock = new LegalClock(RULES, OfficialCalendar.of(List.of(worked)));
        // From Thursday 2 January to Thursday 16; with Sunday 5 to Wednesday 15.
        var running = set("working", at("2031-01-02T09:00"));
        assertThat(after(clock, recount("2031-01-15T23:59"), running)
                        .find(WINDOW)
                        .orElseThrow()
                        .dueAt())
                .isEqualTo(endOf("2031-01-15"));
        assertThat(events(clock, recount("2031-01-16T09:00"), running)).isEmpty();
    }

    @Test
    void itSaysWhyItMoved() {
        var moved = after(AFTER, recount("2030-12-20T09:00"), set("handling", at("2030-12-03T09:00")));
        var explanation = AFTER.explain(moved.find(WINDOW).orElseThrow());
        assertThat(explanation.sentences())
                .extracting(Bilingual::zh)
                .contains("2030年12月20日09:00按其后公布的放假安排（国办发明电〔2030〕1号）重新计算，届满由2031年1月2日24:00改为2031年1月5日24:00。");
        assertThat(explanation.dueAt()).isEqualTo(explanation.dueAtByCalendarOfToday());
    }

    @Test
    void aCalendarHasAVersionByItsDaysAlone() {
        var renamed = new OfficialYear(
                2031, List.of(new Notice("〔2〕", LocalDate.parse("2030-12-21"), "通知")), YEAR.holidays(), YEAR.worked());
        assertThat(OfficialCalendar.of(List.of(renamed)).version())
                .isEqualTo(AFTER.calendar().version())
                .isNotEqualTo(BEFORE.calendar().version());
    }

    @Provide
    Arbitrary<List<OfficialYear>> years() {
        return LegalClockPropertiesTest.years();
    }

    @Provide
    Arbitrary<Instant> starts() {
        return LegalClockPropertiesTest.starts();
    }

    @Provide
    Arbitrary<String> rules() {
        return Arbitraries.of("handling", "working");
    }

    /** Whatever is announced: once counted again, it is due by the calendar of today, or over by that of then. */
    @Property(tries = 300)
    void onceCountedAgainItIsDueByTheCalendarOfToday(
            @ForAll("years") List<OfficialYear> announced,
            @ForAll("starts") Instant start,
            @ForAll("rules") String rule) {
        var today = new LegalClock(RULES, OfficialCalendar.of(announced));
        var running = set(rule, start);
        var order = new DeadlineOrder.Recount(WINDOW, start.plusSeconds(60));
        var moved = after(today, order, running);
        var deadline = moved.find(WINDOW).orElseThrow();
        assertThat(deadline.dueAt()).isEqualTo(today.dueBy(deadline).orElseThrow());
        assertThat(deadline.dueAt()).isAfter(start.plusSeconds(60));
        assertThat(events(today, order, moved)).isEmpty();
    }
}

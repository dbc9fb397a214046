package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineOrder.Resume;
import org.fengqiao.kernel.legalclock.OfficialYear.Holiday;
import org.fengqiao.kernel.legalclock.OfficialYear.Notice;
import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;
import org.fengqiao.kernel.value.Bilingual;

/** Properties of every deadline, whatever the rule, the calendar, the pauses and the extensions. */
class LegalClockPropertiesTest {

    /**
     * A deadline by what determines it.
     *
     * @param years of the calendar, from a few holidays and weekends worked; not every year has a notice
     */
    record Situation(
            List<OfficialYear> years,
            Rule rule,
            Instant startedAt,
            List<Pause> pauses,
            List<GrantedExtension> extensions) {

        LegalClock clock() {
            return new LegalClock(Rules.of(List.of(rule)), OfficialCalendar.of(years));
        }

        Instant dueAt() {
            return clock().dueAt(rule, startedAt, pauses, extensions);
        }

        Situation with(Rule other) {
            return new Situation(years, other, startedAt, pauses, extensions);
        }

        Situation withPauses(List<Pause> others) {
            return new Situation(years, rule, startedAt, others, extensions);
        }

        Situation withExtensions(List<GrantedExtension> others) {
            return new Situation(years, rule, startedAt, pauses, others);
        }
    }

    @Provide
    Arbitrary<Situation> situations() {
        return Combinators.combine(years(), rules(), starts(), spans(), extensions(), Arbitraries.of(true, false))
                .as((years, rule, start, spans, extensions, byMonths) -> new Situation(
                        years,
                        rule,
                        start,
                        pauses(start, spans),
                        extensions.stream()
                                .map(length -> Examples.extension(added(rule, length, byMonths)))
                                .toList()));
    }

    /** Hours are added to hours, and months to days of the calendar only. */
    static Length added(Rule rule, Length length, boolean byMonths) {
        if (rule.length().unit() == CountUnit.HOURS) {
            return Examples.hours(length.count());
        }
        return byMonths && rule.length().unit().isOfTheCalendar() ? Examples.months(length.count() % 12 + 1) : length;
    }

    static Arbitrary<List<OfficialYear>> years() {
        return Arbitraries.randomValue(LegalClockPropertiesTest::years);
    }

    static List<OfficialYear> years(Random random) {
        var years = new ArrayList<OfficialYear>();
        for (var year = 2019; year <= 2026; year++) {
            // Gaps between the years too.
            if (random.nextInt(4) > 0) {
                years.add(year(year, random));
            }
        }
        Collections.shuffle(years, random);
        return years;
    }

    static OfficialYear year(int year, Random random) {
        var holidays = new ArrayList<Holiday>();
        var off = new HashSet<LocalDate>();
        var day = LocalDate.of(year, 1, 1);
        while (true) {
            var from = day.plusDays(random.nextInt(70));
            var to = from.plusDays(random.nextInt(9));
            if (to.getYear() != year) {
                break;
            }
            holidays.add(new Holiday(new Bilingual("假", "Holiday"), from, to));
            from.datesUntil(to.plusDays(1)).forEach(off::add);
            day = to.plusDays(1);
        }
        var worked = new HashSet<LocalDate>();
        for (var tries = 0; tries < 20; tries++) {
            var weekend = LocalDate.ofYearDay(year, 1 + random.nextInt(365));
            if (isWeekend(weekend) && !off.contains(weekend)) {
                worked.add(weekend);
            }
        }
        return new OfficialYear(year, List.of(new Notice("〔1〕", LocalDate.of(year, 1, 1), "通知")), holidays, worked);
    }

    static Arbitrary<Rule> rules() {
        return Combinators.combine(
                        Arbitraries.of(CountUnit.class),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.of(true, false),
                        Arbitraries.of(LastDayOnHoliday.class),
                        Arbitraries.of(null, "17:30", "12:00"))
                .as((unit, count, firstDayCounts, lastDay, closes) -> {
                    var first = firstDayCounts && !unit.hasCorrespondingDay();
                    var rule = Examples.rule(
                            new Length(
                                    switch (unit) {
                                        case HOURS, DAYS, WORKING_DAYS -> count;
                                        case MONTHS -> count % 30 + 1;
                                        case YEARS -> count % 4 + 1;
                                    },
                                    unit),
                            first,
                            unit.isOfTheCalendar() ? lastDay : LastDayOnHoliday.STAYS);
                    return closes == null || first || unit == CountUnit.HOURS ? rule : Examples.endingAt(rule, closes);
                });
    }

    static Arbitrary<Instant> starts() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2018-06-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2027-12-31T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    /** Hours between pauses and hours of pauses; whole hours, so that pauses also begin and end at midnight. */
    static Arbitrary<List<List<Integer>>> spans() {
        return Arbitraries.integers().between(0, 300).list().ofSize(2).list().ofMaxSize(5);
    }

    static Arbitrary<List<Length>> extensions() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 60), Arbitraries.of(CountUnit.DAYS, CountUnit.WORKING_DAYS))
                .as(Length::new)
                .list()
                .ofMaxSize(3);
    }

    static List<Pause> pauses(Instant start, List<List<Integer>> spans) {
        var pauses = new ArrayList<Pause>();
        var hour = start.truncatedTo(java.time.temporal.ChronoUnit.HOURS).plus(Duration.ofHours(1));
        for (var span : spans) {
            var from = hour.plus(Duration.ofHours(span.getFirst()));
            hour = from.plus(Duration.ofHours(span.getLast()));
            pauses.add(new Pause("hearing", from, hour));
        }
        return pauses;
    }

    @Property
    void nothingIsDueBeforeItStarts(@ForAll("situations") Situation situation) {
        assertThat(situation.dueAt()).isAfter(situation.startedAt());
    }

    @Property
    void aLongerLengthIsNeverDueEarlier(
            @ForAll("situations") Situation situation, @ForAll @IntRange(max = 30) int more) {
        var rule = situation.rule();
        var longer = Examples.rule(
                new Length(rule.length().count() + more, rule.length().unit()),
                rule.firstDayCounts(),
                rule.lastDayOnHoliday());
        var closes = rule.lastDayEndsAt();
        assertThat(situation
                        .with(closes == null ? longer : Examples.endingAt(longer, closes.toString()))
                        .dueAt())
                .isAfterOrEqualTo(situation.dueAt());
    }

    @Property
    void aPauseOnlyMovesTheDueLater(@ForAll("situations") Situation situation) {
        var without = situation.withPauses(List.of()).dueAt();
        for (var count = 1; count <= situation.pauses().size(); count++) {
            var with =
                    situation.withPauses(situation.pauses().subList(0, count)).dueAt();
            assertThat(with).as("with %d pauses", count).isAfterOrEqualTo(without);
            without = with;
        }
    }

    @Property
    void aLongerPauseIsNeverDueEarlier(
            @ForAll("situations") Situation situation, @ForAll @IntRange(max = 100) int hours) {
        if (situation.pauses().isEmpty()) {
            return;
        }
        var longer = new ArrayList<>(situation.pauses());
        var last = longer.removeLast();
        var end = last.resumedAt();
        assertThat(end).isNotNull();
        longer.add(new Pause(last.ground(), last.pausedAt(), end.plus(Duration.ofHours(hours))));
        assertThat(situation.withPauses(longer).dueAt()).isAfterOrEqualTo(situation.dueAt());
    }

    @Property
    void aClockThatRunsAgainBeforeTheDueHasTimeLeft(@ForAll("situations") Situation situation) {
        // Whole remaining time is kept: a clock that was stopped before the due never runs again after it.
        var pauses = new ArrayList<Pause>();
        for (var pause : situation.pauses()) {
            if (!pause.pausedAt().isBefore(situation.withPauses(pauses).dueAt())) {
                return;
            }
            pauses.add(pause);
            assertThat(situation.withPauses(pauses).dueAt()).isAfter(pause.resumedAt());
        }
    }

    @Property
    void anExtensionMovesTheDueLaterAndNeverEarlier(@ForAll("situations") Situation situation) {
        var without = situation.withExtensions(List.of()).dueAt();
        for (var count = 1; count <= situation.extensions().size(); count++) {
            var with = situation
                    .withExtensions(situation.extensions().subList(0, count))
                    .dueAt();
            assertThat(with).as("with %d extensions", count).isAfterOrEqualTo(without);
            without = with;
        }
    }

    @Property
    void theOrderInWhichRulesAndYearsAreReadMakesNoDifference(
            @ForAll("situations") Situation situation, @ForAll Random random) {
        var rules = new ArrayList<>(List.of(
                version(1, 30, "2018-01-01", "2020-12-31"),
                version(2, 15, "2021-01-01", "2024-06-30"),
                version(3, 7, "2024-07-01", null),
                Examples.rule(Examples.days(5))));
        var set =
                new DeadlineOrder.Set(DeadlineName.parse("x"), "changing", Examples.STARTED_BY, situation.startedAt());
        var expected =
                new LegalClock(Rules.of(rules), OfficialCalendar.of(situation.years())).decide(set, Deadlines.none());
        var years = new ArrayList<>(situation.years());
        Collections.shuffle(rules, random);
        Collections.shuffle(years, random);
        assertThat(new LegalClock(Rules.of(rules), OfficialCalendar.of(years)).decide(set, Deadlines.none()))
                .isEqualTo(expected);
    }

    static Rule version(int version, int count, String from, @org.jspecify.annotations.Nullable String to) {
        return Examples.rule(
                "changing",
                version,
                Examples.workingDays(count),
                null,
                false,
                LastDayOnHoliday.STAYS,
                null,
                List.of(Examples.workingDays(2)),
                from,
                to);
    }

    @Property
    void theDueIsWhereCountingOnFingersEnds(@ForAll("situations") Situation situation) {
        assertThat(situation.dueAt()).isEqualTo(onFingers(situation));
    }

    @Property
    void theExplanationCountsToTheDue(@ForAll("situations") Situation situation) {
        var rule = situation.rule();
        var clock = situation.clock();
        var set = new DeadlineSet(
                DeadlineName.parse("x"),
                rule.id(),
                1,
                Examples.STARTED_BY,
                situation.startedAt(),
                null,
                situation.dueAt(),
                List.of());
        var deadline = new Deadline(
                DeadlineName.parse("x"),
                set.rule(),
                1,
                set.startedBy(),
                set.startedAt(),
                null,
                set.dueAt(),
                List.of(),
                situation.pauses(),
                situation.extensions(),
                List.of(),
                List.of(),
                DeadlineState.RUNNING,
                null,
                null,
                false,
                null,
                null);
        var explanation = clock.explain(deadline);
        assertThat(explanation.dueAt()).isEqualTo(explanation.dueAtByCalendarOfToday());
        var days = clock.days(deadline);
        if (rule.length().unit() == CountUnit.HOURS) {
            assertThat(days).isEmpty();
            return;
        }
        assertThat(endOf(rule, days.getLast().day())).isEqualTo(situation.dueAt());
        var start = situation.startedAt().atZone(ZONE).toLocalDate();
        var total = 0;
        var plain = rule.firstDayCounts() ? start.minusDays(1) : start;
        for (var part : parts(situation)) {
            var end = onTheCalendar(situation.years(), plain, part);
            total += part.unit() == CountUnit.WORKING_DAYS ? part.count() : (int) ChronoUnit.DAYS.between(plain, end);
            plain = end;
        }
        assertThat(days.stream().filter(CountedDay::counted).map(CountedDay::number))
                .isEqualTo(
                        java.util.stream.IntStream.rangeClosed(1, total).boxed().toList());
    }

    @Property
    void whatTheClockRecordsAtAResumptionIsWhatItComputes(@ForAll("situations") Situation situation) {
        var clock = situation.clock();
        var deadlines = Deadlines.none();
        deadlines = after(
                clock,
                new DeadlineOrder.Set(
                        DeadlineName.parse("x"), situation.rule().id(), Examples.STARTED_BY, situation.startedAt()),
                deadlines);
        var pauses = new ArrayList<Pause>();
        for (var pause : situation.pauses()) {
            var deadline = deadlines.find(DeadlineName.parse("x")).orElseThrow();
            var end = pause.resumedAt();
            assertThat(end).isNotNull();
            if (!pause.pausedAt().isBefore(deadline.dueAt())) {
                break;
            }
            deadlines = after(
                    clock,
                    new DeadlineOrder.Pause(DeadlineName.parse("x"), pause.ground(), pause.pausedAt()),
                    deadlines);
            deadlines = after(clock, new Resume(DeadlineName.parse("x"), end), deadlines);
            pauses.add(pause);
        }
        assertThat(deadlines.find(DeadlineName.parse("x")).orElseThrow().dueAt())
                .isEqualTo(clock.dueAt(situation.rule(), situation.startedAt(), pauses, List.of()));
    }

    static Deadlines after(LegalClock clock, DeadlineOrder order, Deadlines deadlines) {
        assertThat(clock.decide(order, deadlines)).isInstanceOf(Accepted.class);
        var after = deadlines;
        for (var event : ((Accepted<DeadlineEvent>) clock.decide(order, deadlines)).events()) {
            after = after.evolve(event);
        }
        return after;
    }

    @Property
    void workingDaysAreCountedInBothDirectionsAsOnFingers(
            @ForAll("situations") Situation situation, @ForAll @IntRange(min = -400, max = 400) int count) {
        var calendar = OfficialCalendar.of(situation.years());
        var start = situation.startedAt().atZone(ZONE).toLocalDate();
        var day = start;
        for (var left = Math.abs(count); left > 0; ) {
            day = day.plusDays(Integer.signum(count));
            if (isWorked(situation.years(), day)) {
                left--;
            }
        }
        assertThat(calendar.plusWorkingDays(start, count)).isEqualTo(day);
        var between = count > 0
                ? calendar.workingDaysBetween(start.plusDays(1), day)
                : calendar.workingDaysBetween(day, start.minusDays(1));
        assertThat(between).isEqualTo(Math.abs(count));
        assertThat(calendar.isWorkingDay(start)).isEqualTo(isWorked(situation.years(), start));
    }

    // Counting on fingers: every day is looked at, and every hour in which the clock stood; nothing is shared with what
    // is tested.

    static Instant onFingers(Situation situation) {
        var rule = situation.rule();
        if (rule.length().unit() == CountUnit.HOURS) {
            return hoursOnFingers(situation);
        }
        var stood = daysOnWhichTheClockStood(situation.pauses());
        var day = situation.startedAt().atZone(ZONE).toLocalDate();
        if (rule.firstDayCounts()) {
            day = day.minusDays(1);
        }
        var plain = day;
        for (var part : parts(situation)) {
            var byWorkingDays = part.unit() == CountUnit.WORKING_DAYS;
            var end = onTheCalendar(situation.years(), plain, part);
            var left = byWorkingDays ? part.count() : ChronoUnit.DAYS.between(plain, end);
            plain = end;
            while (left > 0) {
                day = day.plusDays(1);
                left -= (!byWorkingDays || isWorked(situation.years(), day)) && !stood.contains(day) ? 1 : 0;
            }
        }
        if (rule.lastDayOnHoliday() == LastDayOnHoliday.MOVES) {
            while (!isWorked(situation.years(), day) || stood.contains(day)) {
                day = day.plusDays(1);
            }
        }
        return endOf(rule, day);
    }

    static Instant endOf(Rule rule, LocalDate last) {
        var closes = rule.lastDayEndsAt();
        return (closes == null ? last.plusDays(1).atStartOfDay(ZONE) : ZonedDateTime.of(last, closes, ZONE))
                .toInstant();
    }

    static List<Length> parts(Situation situation) {
        var parts = new ArrayList<Length>();
        parts.add(situation.rule().length());
        situation.extensions().forEach(extension -> parts.add(extension.length()));
        return parts;
    }

    /** The last day of a part as if the clock never stood; months are looked for day by day. */
    static LocalDate onTheCalendar(List<OfficialYear> years, LocalDate base, Length part) {
        var day = base;
        switch (part.unit()) {
            case DAYS -> day = base.plusDays(part.count());
            case WORKING_DAYS -> {
                for (var left = part.count(); left > 0; ) {
                    day = day.plusDays(1);
                    left -= isWorked(years, day) ? 1 : 0;
                }
            }
            case MONTHS, YEARS -> {
                var target = YearMonth.from(base)
                        .plusMonths(part.unit() == CountUnit.MONTHS ? part.count() : 12L * part.count());
                while (YearMonth.from(day).isBefore(target)
                        || YearMonth.from(day.plusDays(1)).equals(target)
                                && day.getDayOfMonth() < base.getDayOfMonth()) {
                    day = day.plusDays(1);
                }
            }
            case HOURS -> throw new IllegalArgumentException("hours are no days");
        }
        return day;
    }

    static Set<LocalDate> daysOnWhichTheClockStood(List<Pause> pauses) {
        var days = new HashSet<LocalDate>();
        for (var pause : pauses) {
            for (var hour = pause.pausedAt(); hour.isBefore(pause.resumedAt()); hour = hour.plus(Duration.ofHours(1))) {
                days.add(hour.atZone(ZONE).toLocalDate());
            }
        }
        return days;
    }

    /**
     * Second by second would take for ever: the clock is advanced from one moment at which something changes to the
     * next.
     */
    static Instant hoursOnFingers(Situation situation) {
        var left = Duration.ofHours(situation.rule().length().count()
                + situation.extensions().stream()
                        .mapToInt(extension -> extension.length().count())
                        .sum());
        var now = situation.startedAt();
        for (var pause : situation.pauses()) {
            var runs = Duration.between(now, pause.pausedAt());
            if (runs.compareTo(left) >= 0) {
                return now.plus(left);
            }
            left = left.minus(runs);
            now = pause.resumedAt();
        }
        return now.plus(left);
    }

    static boolean isWorked(List<OfficialYear> years, LocalDate day) {
        for (var year : years) {
            if (year.worked().contains(day)) {
                return true;
            }
            for (var holiday : year.holidays()) {
                if (!day.isBefore(holiday.from()) && !day.isAfter(holiday.to())) {
                    return false;
                }
            }
        }
        return !isWeekend(day);
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}

package org.fengqiao.kernel.legalclock;

import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.CountedDay.Why;
import org.fengqiao.kernel.legalclock.Explanation.Step;
import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;
import org.fengqiao.kernel.value.Bilingual;

/**
 * The explanation of one deadline. It walks through the days one by one, so that what is told can be checked
 * against what was computed.
 */
final class Explainer {

    private static final DateTimeFormatter DAY_ZH = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final OfficialCalendar calendar;
    private final DueDates dueDates;
    private final Rule rule;
    private final Deadline deadline;
    private final Length length;

    Explainer(OfficialCalendar calendar, DueDates dueDates, Rule rule, Deadline deadline) {
        this.calendar = calendar;
        this.dueDates = dueDates;
        this.rule = rule;
        this.deadline = deadline;
        this.length = rule.lengthOf(deadline.count());
    }

    Explanation explain() {
        var firstDueAt = dueAt(List.of(), List.of());
        var steps = steps(firstDueAt);
        var stands = deadline.openPause() != null;
        var dueAt = stands ? null : deadline.dueAt();
        var today = stands ? null : dueAt(deadline.pauses(), deadline.extensions());
        var unofficial = yearsWithoutOfficialCalendar();
        return new Explanation(
                deadline.name(),
                rule.id(),
                rule.version(),
                rule.kind(),
                rule.nature(),
                rule.title(),
                rule.article(),
                rule.source(),
                rule.quotes(),
                rule.verified(),
                rule.note(),
                length,
                deadline.startedBy(),
                deadline.startedAt(),
                deadline.continues(),
                firstDueAt,
                steps,
                deadline.moves(),
                dueAt,
                today,
                deadline.state(),
                deadline.passed(),
                deadline.endedAt(),
                unofficial,
                rule.follows(),
                sentences(firstDueAt, steps, dueAt, today, unofficial));
    }

    private Instant dueAt(List<Pause> pauses, List<GrantedExtension> extensions) {
        return dueDates.dueAt(rule, length, deadline.startedAt(), pauses, extensions);
    }

    /**
     * Returns what moved the due, in the order in which it did: a pause when it ends, an extension when it is granted.
     */
    private List<Step> steps(Instant firstDueAt) {
        record Moment(
                Instant at, @Nullable Pause pause, @Nullable GrantedExtension extension) {}
        var moments = new ArrayList<Moment>();
        for (var pause : deadline.pauses()) {
            var end = pause.resumedAt();
            moments.add(new Moment(end == null ? Instant.MAX : end, pause, null));
        }
        for (var extension : deadline.extensions()) {
            moments.add(new Moment(extension.extendedAt(), null, extension));
        }
        moments.sort(Comparator.comparing(Moment::at));
        var steps = new ArrayList<Step>();
        var pauses = new ArrayList<Pause>();
        var extensions = new ArrayList<GrantedExtension>();
        var due = firstDueAt;
        for (var moment : moments) {
            var pause = moment.pause();
            if (pause != null) {
                var ground = rule.ground(pause.ground()).orElseThrow();
                Instant after = null;
                if (!pause.isOpen()) {
                    pauses.add(pause);
                    after = dueAt(pauses, extensions);
                }
                steps.add(new Step.Paused(ground.title(), ground.article(), pause, due, after));
                due = after == null ? due : after;
            }
            var extension = moment.extension();
            if (extension != null) {
                extensions.add(extension);
                var after = dueAt(pauses, extensions);
                steps.add(new Step.Extended(extension, due, after));
                due = after;
            }
        }
        return steps;
    }

    /** Years whose days were told apart into worked and off without a notice that says which are. */
    private List<Integer> yearsWithoutOfficialCalendar() {
        if (length.unit() == CountUnit.HOURS) {
            return List.of();
        }
        var years = new TreeSet<Integer>();
        var startDay = day(deadline.startedAt());
        var lastDay = day(deadline.dueAt().minusNanos(1));
        var countsWorkingDays = length.unit() == CountUnit.WORKING_DAYS
                || deadline.extensions().stream()
                        .anyMatch(extension -> extension.length().unit() == CountUnit.WORKING_DAYS);
        if (countsWorkingDays) {
            for (var year = startDay.getYear(); year <= lastDay.getYear(); year++) {
                years.add(year);
            }
        } else if (rule.lastDayOnHoliday() == LastDayOnHoliday.MOVES) {
            var counted = dueDates.lastCountedDay(
                    rule, length, deadline.startedAt(), ended(deadline.pauses()), deadline.extensions());
            for (var year = Math.min(counted.getYear(), lastDay.getYear()); year <= lastDay.getYear(); year++) {
                years.add(year);
            }
        }
        return years.stream().filter(year -> !calendar.isOfficial(year)).toList();
    }

    List<CountedDay> days() {
        if (length.unit() == CountUnit.HOURS) {
            return List.of();
        }
        var days = new ArrayList<CountedDay>();
        var day = day(deadline.startedAt());
        var base = rule.firstDayCounts() ? day.minusDays(1) : day;
        if (!rule.firstDayCounts()) {
            days.add(new CountedDay(day, null, Why.FIRST_DAY, holiday(day)));
            day = day.plusDays(1);
        }
        var number = 0;
        for (var part : dueDates.inDays(base, length, deadline.extensions())) {
            for (var left = part.count(); left > 0; day = day.plusDays(1)) {
                if (standsWithoutEndOn(day)) {
                    days.add(new CountedDay(day, null, Why.PAUSED, holiday(day)));
                    return days;
                }
                var why = why(day, part.unit());
                var counts = why == Why.COUNTED || why == Why.SWAPPED_WORKING_DAY;
                if (counts) {
                    number++;
                    left--;
                }
                days.add(new CountedDay(day, counts ? number : null, why, holiday(day)));
            }
        }
        moveOn(days, day);
        return days;
    }

    private void moveOn(List<CountedDay> days, LocalDate dayAfterLast) {
        var last = dayAfterLast.minusDays(1);
        if (rule.lastDayOnHoliday() == LastDayOnHoliday.STAYS || calendar.isWorkingDay(last)) {
            return;
        }
        for (var day = dayAfterLast; ; day = day.plusDays(1)) {
            if (standsWithoutEndOn(day)) {
                days.add(new CountedDay(day, null, Why.PAUSED, holiday(day)));
                return;
            }
            var why = why(day, CountUnit.WORKING_DAYS);
            if (why == Why.COUNTED || why == Why.SWAPPED_WORKING_DAY) {
                days.add(new CountedDay(day, null, Why.LAST_DAY_MOVED, holiday(day)));
                return;
            }
            days.add(new CountedDay(day, null, why, holiday(day)));
        }
    }

    private Why why(LocalDate day, CountUnit unit) {
        if (deadline.pauses().stream().anyMatch(pause -> stoodOn(day, pause))) {
            return Why.PAUSED;
        }
        if (unit == CountUnit.DAYS) {
            return Why.COUNTED;
        }
        if (calendar.isSwappedWorkingDay(day)) {
            return Why.SWAPPED_WORKING_DAY;
        }
        if (calendar.isWorkingDay(day)) {
            return Why.COUNTED;
        }
        return calendar.holiday(day).isPresent() ? Why.HOLIDAY : Why.WEEKEND;
    }

    private boolean standsWithoutEndOn(LocalDate day) {
        var open = deadline.openPause();
        return open != null && stoodOn(day, open);
    }

    private static boolean stoodOn(LocalDate day, Pause pause) {
        var begins = day.atStartOfDay(ZONE).toInstant();
        var ends = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        var resumedAt = pause.resumedAt();
        if (resumedAt == null) {
            return pause.pausedAt().isBefore(ends);
        }
        return pause.pausedAt().isBefore(resumedAt) && pause.pausedAt().isBefore(ends) && resumedAt.isAfter(begins);
    }

    private @Nullable Bilingual holiday(LocalDate day) {
        return calendar.holiday(day).orElse(null);
    }

    private static List<Pause> ended(List<Pause> pauses) {
        return pauses.stream().filter(pause -> !pause.isOpen()).toList();
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    private List<Bilingual> sentences(
            Instant firstDueAt,
            List<Step> steps,
            @Nullable Instant dueAt,
            @Nullable Instant today,
            List<Integer> unofficial) {
        var sentences = new ArrayList<Bilingual>();
        sentences.add(basis());
        for (var quote : rule.quotes()) {
            sentences.add(Sentence.BASIS_QUOTE.say(Map.of("article", quote.article(), "text", quote.text())));
        }
        sentences.add(runs(firstDueAt));
        var earlier = deadline.continues();
        if (earlier != null) {
            sentences.add(Sentence.CONTINUES.say(Map.of("name", earlier)));
        }
        for (var step : steps) {
            sentences.add(
                    switch (step) {
                        case Step.Paused paused -> paused(paused);
                        case Step.Extended extended -> extended(extended);
                    });
        }
        for (var move : deadline.moves()) {
            sentences.add(Sentence.CALENDAR_MOVED.say(Map.of(
                    "at", time(move.movedAt()),
                    "notices", String.join("、", move.notices()),
                    "before", due(move.dueBefore()),
                    "after", due(move.dueAfter()))));
        }
        if (dueAt != null && dueAt.equals(today)) {
            if (!steps.isEmpty()) {
                sentences.add(Sentence.DUE_RESULT.say(Map.of("due", due(dueAt))));
            }
        } else if (dueAt != null && today != null) {
            sentences.add(Sentence.DUE_CALENDAR_DIFFERS.say(Map.of("due", due(dueAt), "today", due(today))));
        }
        for (var year : unofficial) {
            sentences.add(Sentence.CALENDAR_UNOFFICIAL.say(Map.of("year", year)));
        }
        var note = rule.note();
        if (!rule.verified() && note != null) {
            sentences.add(Sentence.RULE_UNVERIFIED.say(Map.of("note", note)));
        }
        sentences.add(state());
        return sentences;
    }

    private Bilingual basis() {
        return switch (rule.kind()) {
            case STATUTE ->
                Sentence.BASIS_STATUTE.say(Map.of(
                        "article", rule.article(),
                        "rule", rule.id(),
                        "version", rule.version(),
                        "title", rule.title(),
                        "length", said(length)));
            case STANDARD ->
                Sentence.BASIS_STANDARD.say(Map.of(
                        "rule", rule.id(),
                        "version", rule.version(),
                        "title", rule.title(),
                        "length", said(length)));
        };
    }

    private Bilingual runs(Instant firstDueAt) {
        var values = Map.of("start", time(deadline.startedAt()), "due", due(firstDueAt));
        if (length.unit() == CountUnit.HOURS) {
            return Sentence.RUNS_HOURS.say(values);
        }
        return rule.firstDayCounts()
                ? Sentence.RUNS_FIRST_DAY_COUNTED.say(values)
                : Sentence.RUNS_FIRST_DAY_NOT_COUNTED.say(values);
    }

    private static Bilingual paused(Step.Paused step) {
        var from = time(step.pause().pausedAt());
        var to = step.pause().resumedAt();
        var after = step.dueAfter();
        return to == null || after == null
                ? Sentence.PAUSED_STILL_STANDS.say(
                        Map.of("from", from, "ground", step.ground(), "article", step.article()))
                : Sentence.PAUSED_RESUMED.say(Map.of(
                        "from", from,
                        "to", time(to),
                        "ground", step.ground(),
                        "article", step.article(),
                        "before", due(step.dueBefore()),
                        "after", due(after)));
    }

    private static Bilingual extended(Step.Extended step) {
        var extension = step.extension();
        // Who approved and why may name persons; the record has it, these sentences go to more readers.
        var sentence = extension.approvedBy() == null ? Sentence.EXTENDED_BY_CONSENT : Sentence.EXTENDED_APPROVED;
        return sentence.say(Map.of(
                "at", time(extension.extendedAt()),
                "length", said(extension.length()),
                "before", due(step.dueBefore()),
                "after", due(step.dueAfter())));
    }

    private Bilingual state() {
        return switch (deadline.state()) {
            case RUNNING -> Sentence.STATE_RUNNING.say();
            case WARNED -> Sentence.STATE_WARNED.say();
            case PAUSED -> Sentence.STATE_PAUSED.say();
            case BREACHED -> Sentence.STATE_BREACHED.say(Map.of("follows", rule.follows()));
            case MET -> Sentence.STATE_MET.say(Map.of("at", endedAt()));
            case MET_LATE -> Sentence.STATE_MET_LATE.say(Map.of("at", endedAt()));
            case LAPSED -> Sentence.STATE_LAPSED.say(Map.of("follows", rule.follows()));
            case CANCELLED ->
                (deadline.passed() ? Sentence.STATE_CANCELLED_LATE : Sentence.STATE_CANCELLED)
                        .say(Map.of("at", endedAt()));
        };
    }

    private Bilingual endedAt() {
        var ended = deadline.endedAt();
        if (ended == null) {
            throw new IllegalStateException("a deadline that has ended knows when");
        }
        return time(ended);
    }

    private static Bilingual time(Instant at) {
        var time = at.atZone(ZONE);
        return new Bilingual(DAY_ZH.format(time) + TIME.format(time), DAY_EN.format(time) + " " + TIME.format(time));
    }

    /**
     * Says a day's end as that day's 24:00, not as the next day's 00:00: nobody should read a day too many.
     */
    private static Bilingual due(Instant due) {
        var time = due.atZone(ZONE);
        if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return time(due);
        }
        var day = time.minusDays(1);
        return new Bilingual(DAY_ZH.format(day) + "24:00", DAY_EN.format(day) + " 24:00");
    }

    private static Bilingual said(Length length) {
        var one = length.count() == 1;
        var sentence = switch (length.unit()) {
            case HOURS -> one ? Sentence.LENGTH_HOUR : Sentence.LENGTH_HOURS;
            case DAYS -> one ? Sentence.LENGTH_DAY : Sentence.LENGTH_DAYS;
            case WORKING_DAYS -> one ? Sentence.LENGTH_WORKING_DAY : Sentence.LENGTH_WORKING_DAYS;
            case MONTHS -> one ? Sentence.LENGTH_MONTH : Sentence.LENGTH_MONTHS;
            case YEARS -> one ? Sentence.LENGTH_YEAR : Sentence.LENGTH_YEARS;
        };
        return sentence.say(Map.of("count", length.count()));
    }
}

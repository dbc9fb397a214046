package org.fengqiao.kernel.legalclock;

import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.CountedDay.Why;
import org.fengqiao.kernel.legalclock.Explanation.Step;
import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;
import org.fengqiao.kernel.value.Bilingual;

/** Tells why a deadline is due when it is. Walks through the days one by one, so that what is told can be checked against what was computed. */
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
                rule.verified(),
                rule.note(),
                length,
                deadline.startedBy(),
                deadline.startedAt(),
                firstDueAt,
                steps,
                dueAt,
                today,
                deadline.state(),
                deadline.endedAt(),
                unofficial,
                rule.follows(),
                sentences(firstDueAt, steps, dueAt, today, unofficial));
    }

    private Instant dueAt(List<Pause> pauses, List<GrantedExtension> extensions) {
        return dueDates.dueAt(rule, length, deadline.startedAt(), pauses, extensions);
    }

    /** What moved the due, in the order in which it did: a pause when it ends, an extension when it is granted. */
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
        var lastDay = day(deadline.dueAt()).minusDays(1);
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
        var parts = new ArrayList<Length>();
        parts.add(length);
        deadline.extensions().forEach(extension -> parts.add(extension.length()));
        var days = new ArrayList<CountedDay>();
        var day = day(deadline.startedAt());
        if (!rule.firstDayCounts()) {
            days.add(new CountedDay(day, null, Why.FIRST_DAY, holiday(day)));
            day = day.plusDays(1);
        }
        var number = 0;
        for (var part : parts) {
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
        var zhLength = lengthZh(length);
        var enLength = lengthEn(length);
        switch (rule.kind()) {
            case STATUTE ->
                sentences.add(new Bilingual(
                        "依据" + rule.article() + "（规则" + rule.id() + "第" + rule.version() + "版），“"
                                + rule.title().zh() + "”期限为" + zhLength + "。",
                        "By " + rule.article() + " (rule " + rule.id() + ", version " + rule.version() + "), \""
                                + rule.title().en() + "\" has " + enLength + "."));
            case STANDARD ->
                sentences.add(new Bilingual(
                        "“" + rule.title().zh() + "”为本中心服务标准，并非法定期限（规则" + rule.id() + "第" + rule.version() + "版），期限为"
                                + zhLength + "。",
                        "\"" + rule.title().en() + "\" is our own standard and no law (rule " + rule.id() + ", version "
                                + rule.version() + "); it has " + enLength + "."));
        }
        sentences.add(new Bilingual(
                "自" + timeZh(deadline.startedAt()) + "起算，" + firstDayZh() + "至" + dueZh(firstDueAt) + "届满。",
                "It runs from " + timeEn(deadline.startedAt()) + firstDayEn() + ", to " + dueEn(firstDueAt) + "."));
        for (var step : steps) {
            sentences.add(
                    switch (step) {
                        case Step.Paused paused -> paused(paused);
                        case Step.Extended extended -> extended(extended);
                    });
        }
        if (dueAt != null && dueAt.equals(today)) {
            var unchanged = steps.isEmpty();
            if (!unchanged) {
                sentences.add(new Bilingual("因此至" + dueZh(dueAt) + "届满。", "So it is due at " + dueEn(dueAt) + "."));
            }
        } else if (dueAt != null && today != null) {
            sentences.add(new Bilingual(
                    "设定时所知之日历为至" + dueZh(dueAt) + "届满，以此为准；按今日之日历则为" + dueZh(today) + "。",
                    "By the calendar known when it was recorded it is due at " + dueEn(dueAt)
                            + ", and that holds; by today's calendar it would be " + dueEn(today) + "."));
        }
        for (var year : unofficial) {
            sentences.add(new Bilingual(
                    year + "年放假安排尚未公布，该年仅按周末计算。",
                    "There is no official calendar for " + year + " yet; only weekends are taken as days off."));
        }
        var note = rule.note();
        if (!rule.verified() && note != null) {
            sentences.add(new Bilingual("本规则尚待核实：" + note.zh() + "。", "This rule is not verified: " + note.en() + "."));
        }
        sentences.add(state());
        return sentences;
    }

    private Bilingual paused(Step.Paused step) {
        var from = step.pause().pausedAt();
        var to = step.pause().resumedAt();
        var after = step.dueAfter();
        if (to == null || after == null) {
            return new Bilingual(
                    "自" + timeZh(from) + "起因" + step.ground().zh() + "（" + step.article() + "）中止计算，尚未恢复。",
                    "The clock stands since " + timeEn(from) + " for: "
                            + step.ground().en() + " (" + step.article() + "); it has not been resumed.");
        }
        return new Bilingual(
                "自" + timeZh(from) + "至" + timeZh(to) + "因" + step.ground().zh() + "（" + step.article() + "）中止计算，届满由"
                        + dueZh(step.dueBefore()) + "顺延至" + dueZh(after) + "。",
                "The clock stood from " + timeEn(from) + " to " + timeEn(to) + " for: "
                        + step.ground().en() + " ("
                        + step.article() + "), which moved the due from " + dueEn(step.dueBefore()) + " to "
                        + dueEn(after) + ".");
    }

    private Bilingual extended(Step.Extended step) {
        var extension = step.extension();
        // Who approved and why may name persons; the record has it, these sentences go to more readers.
        return new Bilingual(
                timeZh(extension.extendedAt()) + (extension.approvedBy() == null ? "经当事人同意" : "经批准") + "延长"
                        + lengthZh(extension.length()) + "，届满由" + dueZh(step.dueBefore()) + "延至"
                        + dueZh(step.dueAfter()) + "。",
                "On " + timeEn(extension.extendedAt())
                        + (extension.approvedBy() == null
                                ? " the parties agreed on "
                                : " an extension was approved of ")
                        + lengthEn(extension.length()) + " more, which moved the due from "
                        + dueEn(step.dueBefore()) + " to " + dueEn(step.dueAfter()) + ".");
    }

    private Bilingual state() {
        var ended = deadline.endedAt();
        return switch (deadline.state()) {
            case RUNNING -> new Bilingual("目前仍在期限内。", "It is running.");
            case WARNED -> new Bilingual("目前仍在期限内，已发出预警。", "It is running, and a warning was given.");
            case PAUSED -> new Bilingual("目前中止计算。", "The clock stands.");
            case BREACHED ->
                new Bilingual(
                        "已逾期。逾期后果：" + rule.follows().zh() + "。",
                        "It has passed. What follows: " + rule.follows().en() + ".");
            case MET ->
                new Bilingual("已于" + at(ended, true) + "按期完成。", "It was met in time, at " + at(ended, false) + ".");
            case MET_LATE ->
                new Bilingual("已于" + at(ended, true) + "逾期完成。", "It was met late, at " + at(ended, false) + ".");
            case LAPSED ->
                new Bilingual(
                        "期限已过，未行使。此后：" + rule.follows().zh() + "。",
                        "It has passed unused. What follows: " + rule.follows().en() + ".");
            case CANCELLED ->
                new Bilingual("已于" + at(ended, true) + "取消。", "It was cancelled at " + at(ended, false) + ".");
        };
    }

    private static String at(@Nullable Instant ended, boolean zh) {
        if (ended == null) {
            throw new IllegalStateException("a deadline that has ended knows when");
        }
        return zh ? timeZh(ended) : timeEn(ended);
    }

    private String firstDayZh() {
        if (length.unit() == CountUnit.HOURS) {
            return "";
        }
        return rule.firstDayCounts() ? "当日计入，" : "当日不计入，";
    }

    private String firstDayEn() {
        if (length.unit() == CountUnit.HOURS) {
            return "";
        }
        return rule.firstDayCounts() ? ", that day counted" : ", that day not counted";
    }

    private static String timeZh(Instant at) {
        var time = at.atZone(ZONE);
        return DAY_ZH.format(time) + TIME.format(time);
    }

    private static String timeEn(Instant at) {
        var time = at.atZone(ZONE);
        return DAY_EN.format(time) + " " + TIME.format(time);
    }

    /** A day's end is said as that day's 24:00, not as the next day's 00:00: nobody should read a day too many. */
    private static String dueZh(Instant due) {
        var time = due.atZone(ZONE);
        var midnight = time.toLocalTime().equals(java.time.LocalTime.MIDNIGHT);
        return midnight ? DAY_ZH.format(time.minusDays(1)) + "24:00" : timeZh(due);
    }

    private static String dueEn(Instant due) {
        var time = due.atZone(ZONE);
        var midnight = time.toLocalTime().equals(java.time.LocalTime.MIDNIGHT);
        return midnight ? DAY_EN.format(time.minusDays(1)) + " 24:00" : timeEn(due);
    }

    private static String lengthZh(Length length) {
        return switch (length.unit()) {
            case HOURS -> length.count() + "小时";
            case DAYS -> length.count() + "日";
            case WORKING_DAYS -> length.count() + "个工作日";
        };
    }

    private static String lengthEn(Length length) {
        var unit = switch (length.unit()) {
            case HOURS -> "hour";
            case DAYS -> "day";
            case WORKING_DAYS -> "working day";
        };
        return length.count() + " " + unit + (length.count() == 1 ? "" : "s");
    }
}

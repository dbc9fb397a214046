package org.fengqiao.caseload.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.log.LogFault;
import org.fengqiao.caseload.log.LogRow;
import org.fengqiao.caseload.mapping.Act;
import org.fengqiao.caseload.mapping.Mapping;
import org.fengqiao.caseload.mapping.PlannedCase;
import org.fengqiao.caseload.mapping.PlannedStep;

/** Counts of a log and of its plan. Nothing in it grows with the number of rows. */
public final class Tally {

    /** Number of lines and faults that are told of each kind. */
    private static final int TOLD = 5;

    private static final int FAULTS_TOLD = 50;

    /** Activities, and reasons to leave rows out, that are counted apart: a mapping may name the wrong column. */
    private static final int KINDS = 300;

    private static final String OTHERS = "(others)";

    /** Width of the names of activities. */
    private static final int NAMES = 40;

    private final Map<String, Counted> activities = new TreeMap<>();
    private final Map<Act, Counted> acts = new TreeMap<>();
    private final Map<Left, Lines> leftOut = new TreeMap<>();
    private final List<LogFault> faults = new ArrayList<>();
    private long faulty;
    private long rows;
    private long cases;
    private long steps;
    private final List<Mapping.Figure> figures;
    private final long[] planned;
    private long fingerprint;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /** Counts of an activity or act. */
    private static final class Counted {
        private long read;
        private long played;
    }

    /** Rows of an activity that are left out for one reason. */
    private record Left(String activity, String reason) implements Comparable<Left> {
        @Override
        public int compareTo(Left other) {
            var byActivity = activity.compareTo(other.activity);
            return byActivity == 0 ? reason.compareTo(other.reason) : byActivity;
        }
    }

    private static final class Lines {
        private final List<Long> first = new ArrayList<>();
        private long count;

        private void add(long line) {
            count++;
            if (first.size() < TOLD) {
                first.add(line);
            }
        }
    }

    /** @param figures what is counted of the plan beside rows and acts */
    Tally(List<Mapping.Figure> figures) {
        this.figures = List.copyOf(figures);
        this.planned = new long[figures.size()];
    }

    void read(LogRow row) {
        rows++;
        counted(row.activity()).read++;
        first = first == null || row.at().isBefore(first) ? row.at() : first;
        last = last == null || row.at().isAfter(last) ? row.at() : last;
    }

    private Counted counted(String activity) {
        var known = activities.containsKey(activity) || activities.size() < KINDS;
        return activities.computeIfAbsent(known ? activity : OTHERS, _ -> new Counted());
    }

    private Lines linesOf(Left left) {
        var known = leftOut.containsKey(left) || leftOut.size() < KINDS;
        return leftOut.computeIfAbsent(known ? left : new Left(OTHERS, "other reasons"), _ -> new Lines());
    }

    void faulty(LogFault fault) {
        faulty++;
        if (faults.size() < FAULTS_TOLD) {
            faults.add(fault);
        }
    }

    void planned(PlannedCase one) {
        cases++;
        steps += one.steps().size();
        var rowsPlayed = one.played().stream()
                .collect(Collectors.groupingBy(PlannedCase.Played::activity, Collectors.counting()));
        rowsPlayed.forEach((activity, times) -> counted(activity).played += times);
        var actsPlanned = one.steps().stream().collect(Collectors.groupingBy(PlannedStep::act, Collectors.counting()));
        actsPlanned.forEach((act, times) -> acts.computeIfAbsent(act, _ -> new Counted()).played += times);
        count(rowsPlayed, actsPlanned);
        for (var left : one.leftOut()) {
            linesOf(new Left(left.activity(), left.reason())).add(left.line());
        }
        for (var step : one.steps()) {
            fingerprint += step.key().getMostSignificantBits() * 31
                    + step.at().toEpochMilli()
                    + step.fields().toString().hashCode();
        }
    }

    private void count(Map<String, Long> rowsPlayed, Map<Act, Long> actsPlanned) {
        var times = new HashMap<String, Long>();
        for (var figure : figures) {
            times.put(
                    figure.title(),
                    figure.act() == null
                            ? rowsPlayed.getOrDefault(String.valueOf(figure.activity()), 0L)
                            : actsPlanned.getOrDefault(figure.act(), 0L));
        }
        for (var index = 0; index < planned.length; index++) {
            var figure = figures.get(index);
            if (figure.with().stream().allMatch(other -> times.get(other) > 0)
                    && figure.without().stream().allMatch(other -> times.get(other) == 0)) {
                var here = times.get(figure.title());
                planned[index] += switch (figure.count()) {
                    case TIMES -> here;
                    case CASES -> here > 0 ? 1 : 0;
                    case CASES_MORE_THAN_ONCE -> here > 1 ? 1 : 0;
                };
            }
        }
    }

    /** Returns the number of rows that could be read. */
    public long rows() {
        return rows;
    }

    /** Returns the number of cases. */
    public long cases() {
        return cases;
    }

    /** Returns the number of rows that cannot be read. */
    public long faulty() {
        return faulty;
    }

    /** Returns the number of acts that are planned. */
    public long steps() {
        return steps;
    }

    /** Returns the number of rows of which something comes. */
    public long played() {
        return activities.values().stream().mapToLong(counted -> counted.played).sum();
    }

    /** Returns the number of rows of this activity that could be read. */
    public long rowsOf(String activity) {
        var counted = activities.get(activity);
        return counted == null ? 0 : counted.read;
    }

    /** Returns the time of the first row; null if there is none. */
    public @Nullable Instant first() {
        return first;
    }

    /** Returns the time of the last row; null if there is none. */
    public @Nullable Instant last() {
        return last;
    }

    /** Returns a name of what is played: the same for the same rows, in whichever order they stand in the file. */
    public String fingerprint() {
        return "%016x".formatted(fingerprint);
    }

    /** Returns what a figure has to be by the plan. */
    public long planned(Mapping.Figure figure) {
        return planned[figures.indexOf(figure)];
    }

    /** Returns the plan as lines for a person. */
    public List<String> told() {
        var lines = new ArrayList<String>();
        lines.add("%s %9s %9s %9s".formatted(padded("activity"), "rows", "played", "left out"));
        activities.forEach((activity, counted) -> lines.add("%s %9d %9d %9d"
                .formatted(padded(activity), counted.read, counted.played, counted.read - counted.played)));
        lines.add("%s %9d %9d %9d".formatted(padded(""), rows, played(), rows - played()));
        lines.add("");
        lines.add("What is done: "
                + acts.entrySet().stream()
                        .map(each -> "%s %d".formatted(each.getKey().label(), each.getValue().played))
                        .collect(Collectors.joining(", ")));
        if (!leftOut.isEmpty()) {
            lines.add("");
            lines.add("Left out:");
            leftOut.forEach((left, found) -> lines.add(
                    "%9d  %s: %s (%s)".formatted(found.count, left.activity(), left.reason(), linesOf(found))));
        }
        if (faulty > 0) {
            lines.add("");
            lines.add("Rows that cannot be read: %d".formatted(faulty));
            faults.forEach(fault -> lines.add("  " + fault));
            if (faulty > faults.size()) {
                lines.add("  and %d more".formatted(faulty - faults.size()));
            }
        }
        return lines;
    }

    /** Fills up a name; a Chinese character is as wide as two others. */
    private static String padded(String name) {
        var width = name.codePoints()
                .map(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN ? 2 : 1)
                .sum();
        return name + " ".repeat(Math.max(0, NAMES - width));
    }

    private static String linesOf(Lines lines) {
        var told = lines.first.stream()
                .map(line -> String.format(Locale.ROOT, "%d", line))
                .toList();
        return (lines.count == 1 ? "line " : "lines ")
                + String.join(", ", told)
                + (lines.count > told.size() ? ", …" : "");
    }

    /** Returns what the figures have to be by the plan, as lines for a person. */
    public List<String> toldFigures() {
        return figures.stream()
                .map(figure -> "%9d  %s%s"
                        .formatted(
                                planned(figure),
                                figure.title(),
                                figure.whole() == null ? "" : " (%d of the whole log)".formatted(figure.whole())))
                .toList();
    }

    /** Returns the figures that are not what the mapping says of the whole log, if this is it. */
    public List<String> contradictions(Mapping.@Nullable Expected expected) {
        return differences(expected).isEmpty()
                ? figures.stream()
                        .filter(figure -> figure.whole() != null && figure.whole() != planned(figure))
                        .map(figure -> "%s: %d are planned, and the mapping says %d of the whole log"
                                .formatted(figure.title(), planned(figure), figure.whole()))
                        .toList()
                : List.of();
    }

    /** Returns how the log differs from the whole one that the mapping describes; empty if it is that. */
    public List<String> differences(Mapping.@Nullable Expected expected) {
        if (expected == null) {
            return List.of();
        }
        var differing = new ArrayList<String>();
        differ(differing, "rows", expected.events(), rows + faulty);
        differ(differing, "cases", expected.cases(), cases);
        expected.rows().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> differ(differing, "rows of " + each.getKey(), each.getValue(), rowsOf(each.getKey())));
        return differing;
    }

    private static void differ(List<String> differing, String what, @Nullable Integer expected, long found) {
        if (expected != null && expected != found) {
            differing.add("%d %s, where the whole log has %d".formatted(found, what, expected));
        }
    }
}

package org.fengqiao.caseload.replay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.fengqiao.caseload.mapping.Mapping;
import org.fengqiao.caseload.mapping.Mapping.Count;
import org.fengqiao.caseload.mapping.Mapping.Figure;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/** Comparison of the figures of a mapping with what the analytics service says: nothing is counted here but cases. */
final class FigureCheck {

    private static final Person ANALYST = Person.ofTheCity("caseload", "analyst");

    /** Code of a filter by something that no case has had so far. */
    private static final String NO_CASE_YET = "unknown-code";

    private final Services services;
    private final List<Figure> figures;

    FigureCheck(Services services, Mapping.Expected expected) {
        this.services = services;
        this.figures = expected.figures();
    }

    /** Reads all figures as they are now, by their titles. */
    Map<String, Long> now() throws StepFailed, InterruptedException {
        var read = new TreeMap<>(times());
        var behind = new HashMap<String, Map<String, Integer>>();
        for (var figure : figures) {
            if (figure.count() != Count.TIMES) {
                read.put(figure.title(), cases(figure, behind));
            }
        }
        return read;
    }

    /** Reads the figures that need no list of cases. */
    private Map<String, Long> times() throws StepFailed, InterruptedException {
        var read = new TreeMap<String, Long>();
        for (var figure : figures) {
            if (figure.count() == Count.TIMES) {
                var sum = 0L;
                for (var row : asked(address(figure, "")).path("rows")) {
                    sum += row.path(part(figure)).asLong();
                }
                read.put(figure.title(), sum);
            }
        }
        return read;
    }

    /** @param behind the cases behind figures that were listed already */
    private long cases(Figure figure, Map<String, Map<String, Integer>> behind)
            throws StepFailed, InterruptedException {
        var others = new ArrayList<Map<String, Integer>>();
        for (var title : figure.with()) {
            others.add(behind(named(title), behind));
        }
        var excluded = new ArrayList<Map<String, Integer>>();
        for (var title : figure.without()) {
            excluded.add(behind(named(title), behind));
        }
        return behind(figure, behind).entrySet().stream()
                .filter(each -> figure.count() == Count.CASES || each.getValue() > 1)
                .filter(each -> others.stream().allMatch(other -> other.containsKey(each.getKey())))
                .filter(each -> excluded.stream().noneMatch(other -> other.containsKey(each.getKey())))
                .count();
    }

    private Figure named(String title) {
        return figures.stream()
                .filter(figure -> figure.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** Lists the cases behind a figure, with how often each stands there. */
    private Map<String, Integer> behind(Figure figure, Map<String, Map<String, Integer>> known)
            throws StepFailed, InterruptedException {
        var listed = known.get(figure.title());
        if (listed != null) {
            return listed;
        }
        var times = new HashMap<String, Integer>();
        var cursor = "";
        do {
            var page = asked(address(figure, "/cases") + (figure.filters().isEmpty() ? "?" : "&") + "part="
                    + part(figure) + "&limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
            page.path("items").forEach(item -> times.merge(item.path("caseId").asText(), 1, Integer::sum));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        known.put(figure.title(), times);
        return times;
    }

    private JsonNode asked(String address) throws StepFailed, InterruptedException {
        try {
            return services.get(Service.ANALYTICS, address, ANALYST, _ -> true);
        } catch (StepFailed failed) {
            if (String.valueOf(failed.getMessage()).contains(NO_CASE_YET)) {
                return MissingNode.getInstance();
            }
            throw failed;
        }
    }

    private static String part(Figure figure) {
        return figure.part().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String address(Figure figure, String what) {
        return "/metrics/" + figure.metric() + what
                + (figure.filters().isEmpty()
                        ? ""
                        : figure.filters().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                                .collect(Collectors.joining("&", "?", "")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Comparison of all figures.
     *
     * @param lines a table for a person
     * @param differing those that do not agree
     */
    record Compared(List<String> lines, List<String> differing) {}

    /** Waits until all figures are as planned, or patience ends; compares them then. */
    Compared await(Map<String, Long> before, Tally tally, boolean whole) throws StepFailed, InterruptedException {
        var giveUpAt = System.nanoTime() + services.patience().toNanos();
        while (!agree(times(), before, tally) && System.nanoTime() < giveUpAt) {
            Thread.sleep(500);
        }
        // Lists of cases are long: they are read once, when the numbers have come to rest.
        return compare(before, now(), tally, whole);
    }

    private boolean agree(Map<String, Long> times, Map<String, Long> before, Tally tally) {
        return figures.stream()
                .filter(figure -> times.containsKey(figure.title()))
                .allMatch(figure ->
                        times.get(figure.title()) - before.getOrDefault(figure.title(), 0L) == tally.planned(figure));
    }

    private Compared compare(Map<String, Long> before, Map<String, Long> now, Tally tally, boolean whole) {
        var lines = new ArrayList<String>();
        var differing = new ArrayList<String>();
        lines.add("%-52s %9s %9s %9s".formatted("figure", "planned", "whole log", "metric"));
        for (var figure : figures) {
            var metric = now.getOrDefault(figure.title(), 0L) - before.getOrDefault(figure.title(), 0L);
            var planned = tally.planned(figure);
            var agrees = metric == planned
                    && (!whole || figure.whole() == null || figure.whole().longValue() == metric);
            lines.add("%-52s %9d %9s %9d  %s"
                    .formatted(
                            figure.title(),
                            planned,
                            figure.whole() == null ? "" : figure.whole(),
                            metric,
                            agrees ? "agrees" : "DIFFERS"));
            if (!agrees) {
                differing.add("%s: %s says %d, planned were %d%s"
                        .formatted(
                                figure.title(),
                                figure.metric(),
                                metric,
                                planned,
                                whole && figure.whole() != null ? ", the whole log has " + figure.whole() : ""));
            }
        }
        return new Compared(lines, differing);
    }
}

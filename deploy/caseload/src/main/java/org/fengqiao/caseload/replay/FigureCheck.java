package org.fengqiao.caseload.replay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        var read = new TreeMap<String, Long>();
        for (var figure : figures) {
            read.put(figure.title(), read(figure));
        }
        return read;
    }

    private long read(Figure figure) throws StepFailed, InterruptedException {
        try {
            return figure.count() == Count.TIMES ? times(figure) : cases(figure);
        } catch (StepFailed failed) {
            if (String.valueOf(failed.getMessage()).contains(NO_CASE_YET)) {
                return 0;
            }
            throw failed;
        }
    }

    private long times(Figure figure) throws StepFailed, InterruptedException {
        var sum = 0L;
        for (var row : services.get(Service.ANALYTICS, address(figure, ""), ANALYST, _ -> true)
                .path("rows")) {
            sum += row.path(part(figure)).asLong();
        }
        return sum;
    }

    private long cases(Figure figure) throws StepFailed, InterruptedException {
        var times = new HashMap<String, Integer>();
        var cursor = "";
        do {
            var page = services.get(
                    Service.ANALYTICS,
                    address(figure, "/cases") + (figure.filters().isEmpty() ? "?" : "&") + "part=" + part(figure)
                            + "&limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)),
                    ANALYST,
                    _ -> true);
            page.path("items").forEach(item -> times.merge(item.path("caseId").asText(), 1, Integer::sum));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        return times.values().stream()
                .filter(each -> figure.count() == Count.CASES || each > 1)
                .count();
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
        var compared = compare(before, now(), tally, whole);
        while (!compared.differing().isEmpty() && System.nanoTime() < giveUpAt) {
            Thread.sleep(500);
            compared = compare(before, now(), tally, whole);
        }
        return compared;
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

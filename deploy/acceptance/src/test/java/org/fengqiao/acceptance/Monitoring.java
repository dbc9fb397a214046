package org.fengqiao.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** Measurements and labels: those that alerts and dashboards look at, and those that services show. */
final class Monitoring {

    /** Prometheus adds these when it reads a service. */
    private static final Set<String> OF_PROMETHEUS = Set.of("service", "instance", "job");

    private static final Pattern LOOKED_AT =
            Pattern.compile("\\b((?:fengqiao|http|jvm|process)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern CONDITION = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern SHOWN = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    private Monitoring() {}

    /** Returns the labels that alerts and dashboards need of each measurement. */
    static Map<String, Set<String>> lookedAt() throws IOException {
        var folder = Checkout.folder().resolve("deploy/monitoring");
        var expressions = new ArrayList<String>(new ObjectMapper(new YAMLFactory())
                .readTree(folder.resolve("rules.yaml").toFile())
                .findValuesAsText("expr"));
        try (var dashboards = Files.newDirectoryStream(folder.resolve("dashboards"), "*.json")) {
            for (var dashboard : dashboards) {
                expressions.addAll(
                        new ObjectMapper().readTree(dashboard.toFile()).findValuesAsText("expr"));
            }
        }
        var lookedAt = new TreeMap<String, Set<String>>();
        for (var expression : expressions) {
            LOOKED_AT.matcher(expression).results().forEach(measurement -> {
                var labels = lookedAt.computeIfAbsent(measurement.group(1), _ -> new TreeSet<>());
                if (measurement.group(2) != null) {
                    CONDITION.matcher(measurement.group(2)).results().forEach(one -> labels.add(one.group(1)));
                }
                GROUPED.matcher(expression)
                        .results()
                        .forEach(by -> labels.addAll(List.of(by.group(1).split(", *"))));
                labels.removeAll(OF_PROMETHEUS);
            });
        }
        return lookedAt;
    }

    /** Adds the labels with which a service shows each measurement. */
    static void addShown(String metrics, Map<String, Set<String>> shown) {
        SHOWN.matcher(metrics).results().forEach(measurement -> {
            var labels = shown.computeIfAbsent(measurement.group(1), _ -> new TreeSet<>());
            if (measurement.group(2) != null) {
                LABEL.matcher(measurement.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
        });
    }
}

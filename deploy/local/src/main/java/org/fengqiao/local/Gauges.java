package org.fengqiao.local;

import java.util.Map;
import java.util.TreeMap;

/** Reads what a service publishes for Prometheus. */
public final class Gauges {

    private Gauges() {}

    /** The value of each metric of the text format, summed over its labels. */
    public static Map<String, Double> summed(String exposition) {
        var sums = new TreeMap<String, Double>();
        for (var line : exposition.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var labels = line.indexOf('{');
            var valueStart = labels < 0 ? line.indexOf(' ') : line.lastIndexOf('}') + 1;
            var name = labels < 0 ? line.substring(0, valueStart) : line.substring(0, labels);
            var value = line.substring(valueStart).strip().split(" ")[0];
            sums.merge(name, Double.parseDouble(value.replace("+Inf", "Infinity")), Double::sum);
        }
        return sums;
    }
}

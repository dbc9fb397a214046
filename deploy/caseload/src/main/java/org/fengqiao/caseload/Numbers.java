package org.fengqiao.caseload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.caseload.profile.Profile;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/** Numbers of the analytics service about a district and a period. Nothing is counted here. */
final class Numbers {

    private static final Person ANALYST = Person.ofTheCity("caseload", "analyst");

    private final Services services;
    private final String district;
    private final LocalDate from;
    private final LocalDate to;

    Numbers(Services services, String district, LocalDate from, LocalDate to) {
        this.services = services;
        this.district = district;
        this.from = from;
        this.to = to;
    }

    /** A share: so many of so many. */
    record Share(long numerator, long denominator) {}

    /** Asks how many of the accepted cases are closed now. */
    Share closureRate() throws StepFailed, InterruptedException {
        return share("closure-rate");
    }

    /** Asks for the value of a metric in the district and the period. */
    Share share(String metric) throws StepFailed, InterruptedException {
        var row = rows(metric, "&district=" + encoded(district)).path(0);
        return new Share(row.path("numerator").asLong(), row.path("denominator").asLong());
    }

    /** Waits until the closure rate is this one, or patience ends; returns what it is then. */
    Share awaitClosureRate(Share expected) throws StepFailed, InterruptedException {
        var giveUpAt = System.nanoTime() + services.patience().toNanos();
        var rate = closureRate();
        while (!rate.equals(expected) && System.nanoTime() < giveUpAt) {
            Thread.sleep(100);
            rate = closureRate();
        }
        return rate;
    }

    /** Waits until a figure is this one, or patience ends; returns what it is then. */
    Share await(Profile.Figure figure) throws StepFailed, InterruptedException {
        var giveUpAt = System.nanoTime() + services.patience().toNanos();
        var share = share(figure.metric());
        while (!figure.isThatOf(share.numerator(), share.denominator()) && System.nanoTime() < giveUpAt) {
            Thread.sleep(100);
            share = share(figure.metric());
        }
        return share;
    }

    /** All metrics of the catalogue as the lines of a table; what goes by rules is told for each of them, too. */
    List<String> table() throws StepFailed, InterruptedException {
        var lines = new ArrayList<String>();
        lines.add("%-26s %-24s %12s %12s %10s".formatted("metric", "", "numerator", "denominator", "value"));
        for (var entry :
                services.get(Service.ANALYTICS, "/metrics", ANALYST, _ -> true).path("items")) {
            var name = entry.path("name").asText();
            var filter = may(entry, "filters", "district") ? "&district=" + encoded(district) : "";
            rows(name, filter).forEach(row -> lines.add(line(name, row)));
            if (may(entry, "groupBy", "rule")) {
                rows(name, filter + "&groupBy=rule").forEach(row -> lines.add(line(name, row)));
            }
        }
        return lines;
    }

    private static String line(String name, JsonNode row) {
        return "%-26s %-24s %12s %12s %10s"
                .formatted(
                        name,
                        key(row.path("key")),
                        text(row.path("numerator")),
                        text(row.path("denominator")),
                        value(row));
    }

    private JsonNode rows(String metric, String filter) throws StepFailed, InterruptedException {
        return services.get(
                        Service.ANALYTICS,
                        "/metrics/%s?from=%s&to=%s%s".formatted(metric, from, to, filter),
                        ANALYST,
                        _ -> true)
                .path("rows");
    }

    private static boolean may(JsonNode entry, String how, String dimension) {
        for (var named : entry.path(how)) {
            if (named.asText().equals(dimension)) {
                return true;
            }
        }
        return false;
    }

    private static String key(JsonNode key) {
        var parts = new ArrayList<String>();
        key.forEach(part -> parts.add(part.asText()));
        return key.isValueNode() && !key.isNull() ? key.asText() : String.join(" ", parts);
    }

    private static String text(JsonNode number) {
        return number.isMissingNode() || number.isNull() ? "" : number.asText();
    }

    /** Shares as percentages; what is no share, such as a number of days, as it is. */
    private static String value(JsonNode row) {
        var value = row.path("value");
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return row.path("denominator").isNumber()
                ? new BigDecimal(value.asText())
                                .movePointRight(2)
                                .setScale(2, RoundingMode.HALF_UP)
                                .toPlainString()
                        + " %"
                : value.asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.analytics.metric.Counting;
import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.GeneratedLog;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.SlowCount;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/**
 * Whatever happens to the cases, and however the log is cut into batches and repeated, every number is the one a person
 * would count.
 */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class NumbersAgreeWithASlowCountTest {

    private static final Instant NOW = Instant.parse("2999-01-01T00:00:00Z");
    private static final Map<String, String> EVENT_OF_STAGE = Map.of(
            "ACCEPTED", "case-accepted",
            "TRIAGED", "case-triaged",
            "CLAIMED", "case-claimed",
            "AGREEMENT_SIGNED", "agreement-signed",
            "CLOSED", "case-closed",
            "VERIFIED", "case-verified");

    @Inject
    Feed feed;

    // One for the whole test, which makes hundreds of calls; read by Jackson and not by paths, of which each is
    // compiled anew.
    private final String token = Tokens.of("analyst");

    private String district;
    private List<List<LogEntry>> cases;

    @ParameterizedTest
    @ValueSource(longs = {1, 20261123, 77})
    void every_number_in_every_grouping_at_any_time_is_what_a_person_would_count(long seed) {
        var random = new Random(seed);
        district = "district-" + seed + "-" + UUID.randomUUID();
        var generated = new GeneratedLog(random, district);
        cases = generated.cases(70);
        var log = generated.interleaved(cases, 0.08);
        for (var from = 0; from < log.size(); ) {
            var to = Math.min(log.size(), from + 1 + random.nextInt(random.nextBoolean() ? 5 : 90));
            feed.batch(log.subList(from, to));
            from = to;
        }

        var times = new ArrayList<Instant>();
        times.add(null);
        var recorded = cases.stream()
                .flatMap(List::stream)
                .map(LogEntry::recordedTime)
                .sorted()
                .toList();
        for (var i = 0; i < 4; i++) {
            times.add(recorded.get(random.nextInt(recorded.size())));
        }
        for (var metric : Metrics.ALL) {
            for (var asOf : times) {
                compare(metric, List.of(), asOf);
                compare(metric, List.of(pick(metric, random), pick(metric, random)), asOf);
            }
            for (var dimension : shuffled(metric, random).subList(0, 6)) {
                compare(metric, List.of(dimension), null);
                compare(metric, List.of(dimension), times.get(1 + random.nextInt(4)));
            }
            compareFiltered(metric, times.get(1 + random.nextInt(4)));
            compareEvidence(metric, times.get(1 + random.nextInt(4)));
            compareEvidence(metric, null);
            compareChanges(metric, times.get(1 + random.nextInt(4)));
        }
        compareTimes();
    }

    private static List<Dimension> shuffled(Metric metric, Random random) {
        var dimensions = new ArrayList<>(metric.groupBy());
        Collections.shuffle(dimensions, random);
        return dimensions;
    }

    private static Dimension pick(Metric metric, Random random) {
        return metric.groupBy().get(random.nextInt(metric.groupBy().size()));
    }

    private void compare(Metric metric, List<Dimension> groupBy, Instant asOf) {
        var names = groupBy.stream().map(Dimension::parameter).distinct().toList();
        var counted = SlowCount.count(metric.name(), cases, asOf, asOf == null ? NOW : asOf);
        var rows = ask(metric, names, asOf, Map.of("district", district));
        assertThat(rows)
                .as("%s by %s as of %s", metric.name(), names, asOf)
                .isEqualTo(expected(metric, counted, names));
    }

    private TreeMap<String, String> expected(Metric metric, List<SlowCount.Counted> counted, List<String> groupBy) {
        var rows = new TreeMap<String, String>();
        if (metric.rowDimension() == null) {
            return SlowCount.rows(counted, groupBy);
        }
        var groups = counted.stream()
                .collect(Collectors.groupingBy(c -> groupBy.stream().map(c::by).toList(), Collectors.toList()));
        if (groupBy.isEmpty()) {
            groups.putIfAbsent(List.of(), List.of());
        }
        groups.forEach((group, inGroup) -> {
            if (metric.counting() instanceof Counting.SharedOut(var _, var over, var always)) {
                for (var value : always) {
                    var share = inGroup.stream()
                            .filter(c -> c.by(over.parameter()).equals(value))
                            .count();
                    rows.put(key(group, value), share + "/" + inGroup.size());
                }
            } else {
                EVENT_OF_STAGE.forEach((stage, event) -> rows.put(
                        key(group, stage), SlowCount.seconds(inGroup, event).size() + "/" + inGroup.size()));
            }
        });
        return rows;
    }

    private static String key(List<String> group, String last) {
        var parts = new ArrayList<>(group);
        parts.add(last);
        return String.join(" | ", parts);
    }

    private void compareFiltered(Metric metric, Instant asOf) {
        var counted = SlowCount.count(metric.name(), cases, asOf, asOf == null ? NOW : asOf).stream()
                .filter(c -> Set.of("street-0", "street-2").contains(c.by("street")))
                .filter(c -> c.by("community").equals("unknown"))
                .filter(c -> !c.date().isBefore(Instant.parse("2023-12-31T16:00:00Z"))
                        && c.date().isBefore(Instant.parse("2024-02-29T16:00:00Z")))
                .toList();
        var filters = new TreeMap<String, Object>(Map.of(
                "district", district,
                "street", List.of("street-0", "street-2"),
                "community", "unknown",
                "from", "2024-01-01",
                "to", "2024-02-29"));
        assertThat(ask(metric, List.of("month"), asOf, filters))
                .as("%s filtered", metric.name())
                .isEqualTo(expected(metric, counted, List.of("month")));
    }

    private TreeMap<String, String> ask(Metric metric, List<String> groupBy, Instant asOf, Map<String, ?> filters) {
        var request = given().auth().oauth2(token).queryParams(filters);
        if (!groupBy.isEmpty()) {
            request.queryParam("groupBy", String.join(",", groupBy));
        }
        if (asOf != null) {
            request.queryParam("asOf", asOf.toString());
        }
        var rows = request.get("/metrics/" + metric.name())
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class)
                .get("rows");
        var answer = new TreeMap<String, String>();
        rows.forEach(row -> assertThat(answer.put(
                        row.get("key").asText(),
                        row.get("numerator").asText() + "/"
                                + row.get("denominator").asText()))
                .as("one row a key")
                .isNull());
        return answer;
    }

    private record Line(UUID caseId, List<UUID> events) {}

    private void compareEvidence(Metric metric, Instant asOf) {
        if (metric.rowDimension() != null) {
            return;
        }
        var counted = SlowCount.count(metric.name(), cases, asOf, asOf == null ? NOW : asOf);
        assertThat(evidence(metric, "denominator", asOf))
                .as("%s, denominator as of %s", metric.name(), asOf)
                .containsExactlyInAnyOrderElementsOf(counted.stream()
                        .map(c -> new Line(c.caseId(), List.of(c.event())))
                        .toList());
        assertThat(evidence(metric, "remainder", asOf))
                .as("%s, remainder as of %s", metric.name(), asOf)
                .containsExactlyInAnyOrderElementsOf(counted.stream()
                        .filter(c -> !c.hit())
                        .map(c -> new Line(c.caseId(), List.of(c.event())))
                        .toList());
        assertThat(evidence(metric, "numerator", asOf))
                .as("%s, numerator as of %s", metric.name(), asOf)
                .containsExactlyInAnyOrderElementsOf(counted.stream()
                        .filter(SlowCount.Counted::hit)
                        .map(c -> new Line(
                                c.caseId(), c.answer() == null ? List.of(c.event()) : List.of(c.event(), c.answer())))
                        .toList());
    }

    private record Changed(UUID caseId, UUID event, Boolean then, Boolean now) {}

    /** What made the difference is what a person would find who counts twice and compares. */
    private void compareChanges(Metric metric, Instant asOf) {
        if (metric.rowDimension() != null) {
            return;
        }
        var then = SlowCount.count(metric.name(), cases, asOf, asOf);
        var now = SlowCount.count(metric.name(), cases, null, NOW);
        var found = changes(metric, asOf);

        var cameAndWent = found.stream()
                .mapToInt(change -> (change.now() == null ? 0 : 1) - (change.then() == null ? 0 : 1))
                .sum();
        assertThat(cameAndWent)
                .as("%s, denominator restated since %s", metric.name(), asOf)
                .isEqualTo(now.size() - then.size());
        var roseAndFell = found.stream()
                .mapToLong(change ->
                        (Boolean.TRUE.equals(change.now()) ? 1 : 0) - (Boolean.TRUE.equals(change.then()) ? 1 : 0))
                .sum();
        assertThat(roseAndFell)
                .as("%s, numerator restated since %s", metric.name(), asOf)
                .isEqualTo(now.stream().filter(SlowCount.Counted::hit).count()
                        - then.stream().filter(SlowCount.Counted::hit).count());
        var before = byEvent(then);
        var after = byEvent(now);
        if (before.size() < then.size() || after.size() < now.size()) {
            // One event can be the evidence of several things, such as the obligations of an agreement.
            return;
        }
        var expected = new HashSet<Changed>();
        Stream.concat(before.keySet().stream(), after.keySet().stream()).forEach(event -> {
            var was = before.get(event);
            var is = after.get(event);
            var changed = new Changed(
                    (was == null ? is : was).caseId(),
                    event,
                    was == null ? null : was.hit(),
                    is == null ? null : is.hit());
            if (!Objects.equals(changed.then(), changed.now())) {
                expected.add(changed);
            }
        });
        assertThat(found).as("%s restated since %s", metric.name(), asOf).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Map<UUID, SlowCount.Counted> byEvent(List<SlowCount.Counted> counted) {
        return counted.stream().collect(Collectors.toMap(SlowCount.Counted::event, c -> c, (one, _) -> one));
    }

    private List<Changed> changes(Metric metric, Instant asOf) {
        var found = new ArrayList<Changed>();
        String cursor = null;
        do {
            var request = given().auth()
                    .oauth2(token)
                    .queryParam("district", district)
                    .queryParam("asOf", asOf.toString())
                    .queryParam("limit", 200);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/metrics/" + metric.name() + "/restated/cases")
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(JsonNode.class);
            page.get("items")
                    .forEach(item -> found.add(new Changed(
                            UUID.fromString(item.get("caseId").asText()),
                            UUID.fromString(item.get("events").get(0).asText()),
                            truth(item.path("then")),
                            truth(item.path("now")))));
            cursor = page.path("next").textValue();
        } while (cursor != null);
        return found;
    }

    private static Boolean truth(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : null;
    }

    private List<Line> evidence(Metric metric, String part, Instant asOf) {
        var lines = new ArrayList<Line>();
        var cursors = new HashSet<String>();
        String cursor = null;
        do {
            var request = given().auth()
                    .oauth2(token)
                    .queryParam("district", district)
                    .queryParam("part", part)
                    .queryParam("limit", 23);
            if (asOf != null) {
                request.queryParam("asOf", asOf.toString());
            }
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/metrics/" + metric.name() + "/cases")
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(JsonNode.class);
            page.get("items")
                    .forEach(item -> lines.add(new Line(
                            UUID.fromString(item.get("caseId").asText()),
                            item.get("events")
                                    .valueStream()
                                    .map(id -> UUID.fromString(id.asText()))
                                    .toList())));
            cursor = page.path("next").textValue();
        } while (cursor != null && cursors.add(cursor));
        return lines;
    }

    /** The percentiles as PostgreSQL defines them: between the two nearest values, in proportion. */
    private void compareTimes() {
        var registered = SlowCount.count("lead-time", cases, null, NOW);
        List<Map<String, Object>> rows = given().auth()
                .oauth2(Tokens.of("analyst"))
                .queryParam("district", district)
                .get("/metrics/lead-time")
                .jsonPath()
                .getList("rows");
        assertThat(rows).hasSize(EVENT_OF_STAGE.size());
        for (var row : rows) {
            var seconds = SlowCount.seconds(registered, EVENT_OF_STAGE.get((String) row.get("key")));
            assertThat(((Number) row.get("p50Seconds")).doubleValue()).isCloseTo(share(seconds, 0.5), within(1.0));
            assertThat(((Number) row.get("p90Seconds")).doubleValue()).isCloseTo(share(seconds, 0.9), within(1.0));
        }
        for (var metric : List.of("unheld-time", "red-notice-lifting", "yellow-notice-lifting")) {
            var seconds = SlowCount.seconds(SlowCount.count(metric, cases, null, NOW));
            var row = given().auth()
                    .oauth2(token)
                    .queryParam("district", district)
                    .get("/metrics/" + metric)
                    .jsonPath();
            assertThat(row.getDouble("rows[0].p50Seconds")).as(metric).isCloseTo(share(seconds, 0.5), within(1.0));
            assertThat(row.getDouble("rows[0].p90Seconds")).as(metric).isCloseTo(share(seconds, 0.9), within(1.0));
        }
    }

    private static double share(List<Double> sorted, double share) {
        var at = share * (sorted.size() - 1);
        var below = (int) Math.floor(at);
        var above = (int) Math.ceil(at);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }
}

package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.GeneratedLog;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.RefoldCheck;
import org.fengqiao.kernel.testing.Tokens;

/** The real topic: what comes twice, out of order, broken or not at all. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class TheLogFlowsThroughTest {

    @Inject
    Feed feed;

    private static Story story() {
        return Story.at("2024-03-01T04:00:00Z")
                .from("WINDOW", "district-" + UUID.randomUUID(), "s", null, null)
                .registered()
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION")
                .assigned(1, "committee")
                .claimed(1);
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(Tokens.of("operator"));
    }

    private static void awaitParked(UUID caseId, String code, int waiting) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> operator()
                        .queryParam("limit", 200)
                        .get("/parked")
                        .then()
                        .body("items.find { it.caseId == '" + caseId + "' }.code", is(code))
                        .body("items.find { it.caseId == '" + caseId + "' }.waiting", is(waiting)));
    }

    private long parked(UUID caseId) {
        return feed.number("select count(*) from parked_record where case_key = '" + caseId + "'");
    }

    @AfterAll
    static void everyCaseFoldsToWhatIsStored() {
        RefoldCheck.requireThatEveryCaseFoldsToWhatIsStored();
    }

    @Test
    void what_is_delivered_twice_is_followed_once() {
        var entries = story().entries();
        Feed.publish(Stream.concat(entries.stream(), entries.stream()).toList());
        var later = story().entries();
        Feed.publish(later);

        feed.awaitHistory(later.getFirst().caseId(), 5);
        feed.awaitHistory(entries.getFirst().caseId(), 5);
        assertThat(parked(entries.getFirst().caseId())).isZero();
    }

    @Test
    void a_case_with_a_gap_waits_and_goes_on_by_itself_when_the_missing_event_comes() {
        var entries = story().entries();
        var caseId = entries.getFirst().caseId();
        var missing = entries.get(3);
        Feed.publish(entries.stream().filter(entry -> entry != missing).toList());

        awaitParked(caseId, "analytics.sequence-gap", 1);
        feed.awaitHistory(caseId, 3);

        Feed.publish(List.of(missing));
        feed.awaitHistory(caseId, 5);
        assertThat(parked(caseId)).isZero();
    }

    @Test
    void an_unreadable_record_parks_its_case_and_no_other() {
        var broken = story().entries();
        var well = story().entries();
        var caseId = broken.getFirst().caseId();
        var log = new ArrayList<LogEntry>();
        for (var i = 0; i < broken.size(); i++) {
            log.add(i == 2 ? broken.get(i).saying("{\"category\":") : broken.get(i));
            log.add(well.get(i));
        }
        Feed.publish(log);

        feed.awaitHistory(well.getFirst().caseId(), 5);
        awaitParked(caseId, "kernel.unreadable-event", 3);
        feed.awaitHistory(caseId, 2);
        operator()
                .post("/parked/" + caseId + "/redrive")
                .then()
                .statusCode(200)
                .body("done", is(0))
                .body("waiting", is(3));
    }

    @Test
    void junk_without_key_or_envelope_does_not_stop_the_log() {
        try (var producer = Feed.producer()) {
            producer.send(new ProducerRecord<>("case-events", 0, null, "junk".getBytes(UTF_8)));
            producer.send(new ProducerRecord<>("case-events", 0, "no case id".getBytes(UTF_8), null));
        }
        var entries = story().entries();
        Feed.publish(entries);

        feed.awaitHistory(entries.getFirst().caseId(), 5);
    }

    private static io.restassured.path.json.JsonPath setAside(Object key) {
        return operator()
                .contentType("application/json")
                .body(Map.of("reason", "It cannot be mended."))
                .post("/parked/" + key + "/set-aside")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void behind_an_event_that_was_set_aside_the_case_goes_on_and_shows_its_gap() {
        var entries = story().entries();
        var caseId = entries.getFirst().caseId();
        var log = new ArrayList<>(entries);
        log.set(2, entries.get(2).saying("{\"category\":"));
        Feed.publish(log);
        awaitParked(caseId, "kernel.unreadable-event", 3);

        var aside = setAside(caseId);

        assertThat(aside.getString("setAside.gap")).isEqualTo("BESIDE_IT");
        assertThat(aside.getInt("done")).isEqualTo(2);
        assertThat(aside.getInt("waiting")).isZero();
        assertThat(parked(caseId)).isZero();
        feed.awaitHistory(caseId, 4);
        operator()
                .get("/cases/" + caseId + "/history")
                .then()
                .statusCode(200)
                .body("gaps.service", is(List.of(entries.get(2).service())))
                .body("gaps.from", is(List.of((int) entries.get(2).sequence())))
                .body("gaps.code", is(List.of("kernel.unreadable-event")));
    }

    @Test
    void what_is_missing_before_an_event_can_be_set_aside_and_the_event_counts() {
        var entries = story().entries();
        var caseId = entries.getFirst().caseId();
        var missing = entries.get(3);
        Feed.publish(entries.stream().filter(entry -> entry != missing).toList());
        awaitParked(caseId, "analytics.sequence-gap", 1);

        var aside = setAside(caseId);

        assertThat(aside.getString("setAside.gap")).isEqualTo("BEFORE_THE_RECORD");
        assertThat(aside.getInt("done")).isEqualTo(1);
        feed.awaitHistory(caseId, 4);
        assertThat(parked(caseId)).isZero();
    }

    @Test
    void a_record_without_a_key_is_listed_and_set_aside_by_its_place() {
        try (var producer = Feed.producer()) {
            producer.send(new ProducerRecord<>("case-events", 0, null, "nobody's".getBytes(UTF_8)));
        }
        var key = new java.util.concurrent.atomic.AtomicReference<String>();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            List<String> keys = operator()
                    .queryParam("limit", 200)
                    .queryParam("code", "kernel.malformed-envelope")
                    .get("/parked")
                    .jsonPath()
                    .getList("items.caseId");
            assertThat(keys).anyMatch(one -> one.startsWith("case-events-0@"));
            key.set(keys.stream()
                    .filter(one -> one.startsWith("case-events-0@"))
                    .findFirst()
                    .orElseThrow());
        });
        assertThat(setAside(key.get()).getString("setAside.reason")).isEqualTo("It cannot be mended.");
        operator().post("/parked/" + key.get() + "/redrive").then().statusCode(404);
        operator().get("/parked/" + key.get() + "/set-aside").then().body("items.size()", is(1));
    }

    @Test
    void each_number_says_how_far_the_log_is_known() {
        var entries = story().entries();
        Feed.publish(entries);
        feed.awaitHistory(entries.getFirst().caseId(), 5);

        for (var path : List.of("/metrics/closure-rate", "/metrics/closure-rate/cases?part=denominator")) {
            var known = given().auth().oauth2(Tokens.of("analyst")).get(path).jsonPath();
            assertThat(Instant.parse(known.getString("knownUpTo.time")))
                    .isAfterOrEqualTo(entries.getLast().recordedTime());
            assertThat(known.getList("knownUpTo.positions.topic")).contains("case-events");
            assertThat(known.getList("knownUpTo.positions.nextOffset", Long.class))
                    .anyMatch(offset -> offset > 0);
            assertThat(known.getLong("knownUpTo.parkedCases"))
                    .isEqualTo(feed.number("select count(distinct case_key) from parked_record"));
        }
    }

    @Test
    void what_only_the_database_refuses_is_parked_with_its_case_and_the_rest_flows() {
        var well = Stream.generate(() -> story().entries()).limit(20).toList();
        var nul = Story.at("2024-03-01T04:00:00Z")
                .from("WINDOW", "district", "s", null, "G\\u0000H")
                .registered()
                .accepted()
                .entries();
        var far = story().event(
                        "mediation",
                        "agreement-signed",
                        "{\"custody\":1,\"obligations\":[{\"obligation\":1,\"dueOn\":20260302}]}")
                .entries();
        var never = story().entries();
        never = Stream.concat(
                        never.stream().limit(4),
                        Stream.of(never.get(4).at(Instant.parse("+999999999-01-01T00:00:00Z"))))
                .toList();
        var log = new ArrayList<LogEntry>();
        for (var i = 0; i < well.size(); i++) {
            log.addAll(well.get(i));
            switch (i) {
                case 3 -> log.addAll(nul);
                case 7 -> log.addAll(far);
                case 11 -> log.addAll(never);
                default -> {
                    // Nothing is wrong here.
                }
            }
        }
        Feed.publish(log);

        well.forEach(entries -> feed.awaitHistory(entries.getFirst().caseId(), entries.size()));
        awaitParked(nul.getFirst().caseId(), "kernel.unprocessable", 2);
        awaitParked(far.getFirst().caseId(), "kernel.unprocessable", 1);
        awaitParked(never.getFirst().caseId(), "kernel.malformed-envelope", 1);
        assertThat(feed.number("select count(*) from parked_record where code = 'kernel.unprocessable' and topic ="
                        + " 'case-events' and detail like '%SQL state 22%'"))
                .isGreaterThanOrEqualTo(2);
        operator()
                .post("/parked/" + nul.getFirst().caseId() + "/redrive")
                .then()
                .statusCode(200)
                .body("done", is(0))
                .body("waiting", is(2))
                .body("code", is("kernel.unprocessable"));
        given().get("/q/health/ready").then().body("checks.find { it.name == 'flow' }.data.state", is("FLOWING"));
        var later = story().entries();
        Feed.publish(later);
        feed.awaitHistory(later.getFirst().caseId(), 5);
    }

    @Test
    void a_key_that_no_database_takes_is_parked_under_its_digest() {
        try (var producer = Feed.producer()) {
            producer.send(new ProducerRecord<>("case-events", 0, "A\u0000B".getBytes(UTF_8), "{}".getBytes(UTF_8)));
            producer.send(new ProducerRecord<>("case-events", 0, new byte[5_000], "{}".getBytes(UTF_8)));
        }
        var entries = story().entries();
        Feed.publish(entries);

        feed.awaitHistory(entries.getFirst().caseId(), 5);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> feed.number("select count(*) from parked_record where case_key like 'sha256-%'") >= 2);
    }

    @Test
    void a_projection_made_again_says_the_same() {
        var random = new Random(5);
        var district = "district-" + UUID.randomUUID();
        var generated = new GeneratedLog(random, district);
        var cases = generated.cases(120);
        Feed.publish(generated.interleaved(cases, 0.1));
        cases.forEach(entries -> feed.awaitHistory(entries.getFirst().caseId(), entries.size()));
        var before = numbers(district);
        assertThat(before.get("closure-rate").toString()).contains("numerator");
        feed.inTransaction(session -> session.createNativeQuery("delete from milestone where kind = 'CLOSED'")
                .executeUpdate());
        assertThat(numbers(district)).isNotEqualTo(before);

        operator().post("/projections/rebuild").then().statusCode(202);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> operator().get("/projections/rebuild").then().body("state", is("DONE")));
        assertThat(numbers(district)).isEqualTo(before);
        var after = story().entries();
        Feed.publish(after);
        feed.awaitHistory(after.getFirst().caseId(), 5);
    }

    private static Map<String, Object> numbers(String district) {
        var numbers = new java.util.TreeMap<String, Object>();
        for (Metric metric : Metrics.ALL) {
            numbers.put(
                    metric.name(),
                    given().auth()
                            .oauth2(Tokens.of("analyst"))
                            .queryParam("district", district)
                            .queryParam("groupBy", "street,month")
                            .get("/metrics/" + metric.name())
                            .jsonPath()
                            .getList("rows"));
        }
        return numbers;
    }
}

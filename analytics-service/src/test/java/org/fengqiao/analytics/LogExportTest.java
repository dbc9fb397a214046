package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.ProcessMining;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** The log handed out for process mining: all of a jurisdiction, nothing beyond it, as it was known at a time. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class LogExportTest {

    /** More than are read at once. */
    private static final int CASES = 450;

    private final String district = "district-" + UUID.randomUUID();

    @Inject
    Feed feed;

    private Story story(String begin) {
        return Story.at(begin).from("WINDOW", district, "友谊大街街道", null, null);
    }

    private Response export(String format, String from, String to) {
        return given().auth()
                .oauth2(Tokens.of("liu", Map.of("district", district), "analyst"))
                .accept(format.equals("xes") ? "application/xml" : "*/*")
                .queryParam("from", from)
                .queryParam("to", to)
                .get("/exports/" + format);
    }

    private void given_a_year_of_cases() {
        var log = new ArrayList<LogEntry>();
        IntStream.range(0, CASES)
                .forEach(_ -> log.addAll(story("2024-03-01T04:00:00Z")
                        .registered()
                        .accepted()
                        .triaged("NEIGHBOUR", "MEDIATION")
                        .assigned(1, "committee")
                        .claimed(1)
                        .entries()));
        log.addAll(story("2023-12-31T04:00:00Z").registered().entries());
        feed.batch(log);
    }

    @Test
    void every_case_of_the_year_and_the_district_is_in_it_once_with_all_its_events() {
        given_a_year_of_cases();

        var xes = export("xes", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .contentType("application/xml")
                .header("Known-Up-To", notNullValue())
                .extract()
                .asString();
        var traces = ProcessMining.xes(xes);
        assertThat(traces.getElementsByTagName("trace").getLength()).isEqualTo(CASES);
        assertThat(traces.getElementsByTagName("event").getLength()).isEqualTo(CASES * 5);

        var ocel = ProcessMining.ocel(export("ocel", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(ocel.get("events")).hasSize(CASES * 5);
        // Each case with its custody, and the units of assignment and claim.
        assertThat(ocel.get("objects")).hasSize(CASES * 2 + 2);
    }

    @Test
    void what_was_not_known_then_is_not_in_it() {
        feed.batch(story("2024-05-01T04:00:00Z")
                .registered()
                .after(Duration.ofDays(2))
                .accepted()
                .entries());
        var then = given().auth()
                .oauth2(Tokens.of("liu", Map.of("district", district), "analyst"))
                .queryParams(Map.of(
                        "from", "2024-05-01T00:00:00Z", "to", "2024-06-01T00:00:00Z", "asOf", "2024-05-02T00:00:00Z"))
                .get("/exports/ocel")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(ProcessMining.ocel(then).get("events").findValuesAsText("type"))
                .containsExactly("intake.case-registered");
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused() {
        export("xes", "2024-02-01T00:00:00Z", "2024-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("fields.field", contains("to"));
    }
}

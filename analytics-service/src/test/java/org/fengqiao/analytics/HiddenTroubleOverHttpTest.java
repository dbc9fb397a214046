package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Hidden trouble and the work of staff, with the cases that show it. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class HiddenTroubleOverHttpTest {

    private static final String STREET = "友谊大街街道";
    private static final Instant NOW = Instant.parse("2024-12-01T04:00:00Z");

    private final String district = "district-" + UUID.randomUUID();

    @Inject
    Feed feed;

    private Story story(Instant begin, String grid) {
        return Story.at(begin.toString()).from("WINDOW", district, STREET, "友谊社区", grid);
    }

    private Story accepted(Instant begin) {
        return story(begin, "grid-1").registered().accepted().triaged("LABOUR", "MEDIATION", "LOW");
    }

    private void given_the_log_of(List<Story> stories) {
        var log = new ArrayList<LogEntry>();
        stories.forEach(story -> log.addAll(story.entries()));
        feed.batch(log);
    }

    private ValidatableResponse ask(String path, Map<String, Object> claims, Object... parameters) {
        var request = given().auth().oauth2(Tokens.of("liu", claims, "leader"));
        for (var i = 0; i < parameters.length; i += 2) {
            request.queryParam((String) parameters[i], parameters[i + 1]);
        }
        return request.get(path).then().statusCode(200);
    }

    private ValidatableResponse ask(String path, Object... parameters) {
        return ask(path, Map.of("district", district), parameters);
    }

    @Test
    void a_grid_with_many_more_cases_than_ever_is_a_burst_and_leads_to_them() {
        var stories = new ArrayList<Story>();
        for (var window = 1; window <= 6; window++) {
            for (var grid : List.of("grid-1", "grid-2")) {
                stories.add(story(NOW.minus(Duration.ofDays(28L * window + 3)), grid)
                        .registered()
                        .accepted()
                        .triaged("LABOUR", "MEDIATION"));
            }
        }
        var burst = new ArrayList<Story>();
        for (var i = 0; i < 9; i++) {
            burst.add(accepted(NOW.minus(Duration.ofDays(2 + i))));
        }
        stories.addAll(burst);
        given_the_log_of(stories);

        ask("/hazards/bursts", "asOf", NOW.toString())
                .body("rules", is("2022-05"))
                .body("rule.explanation.zh", notNullValue())
                .body("knownUpTo.positions", notNullValue())
                .body("items", hasSize(2))
                .body("items[0].grid", is("grid-1"))
                .body("items[0].category", is("LABOUR"))
                .body("items[0].observed", is(9))
                .body("items[0].windows", is(5))
                .body("items[0].mean", is(1.0f))
                .body("items[0].probability", lessThan(0.01f))
                .body(
                        "items[0].cases.caseId",
                        containsInAnyOrder(burst.stream()
                                .map(one -> one.caseId().toString())
                                .toArray()))
                .body("items[0].cases.eventId", not(empty()))
                .body("items[1].grid", nullValue());
        // A month before, nothing was known of it; and it is nobody's of another street.
        ask("/hazards/bursts", "asOf", NOW.minus(Duration.ofDays(20)).toString())
                .body("items", empty());
        ask("/hazards/bursts", Map.of("district", district, "street", "少先路街道"), "asOf", NOW.toString())
                .body("items", empty());
    }

    @Test
    void an_open_case_of_which_much_is_known_is_listed_with_its_reasons() {
        var dangerous = story(NOW.minus(Duration.ofDays(30)), "grid-1")
                .registered()
                .accepted()
                .triaged("LABOUR", "MEDIATION", "HIGH")
                .assigned(1, "committee")
                .returned(1)
                .assigned(2, "other")
                .returned(2)
                .assigned(3, "third");
        var closed = story(NOW.minus(Duration.ofDays(30)), "grid-1")
                .registered()
                .accepted()
                .triaged("LABOUR", "MEDIATION", "HIGH")
                .assigned(1, "committee")
                .returned(1)
                .assigned(2, "other")
                .closed(1, "AGREED", "other");
        given_the_log_of(List.of(dangerous, closed, accepted(NOW.minus(Duration.ofDays(3)))));

        ask("/hazards/escalating", "asOf", NOW.toString())
                .body("items", hasSize(1))
                .body("more", is(false))
                .body("items[0].caseId", is(dangerous.caseId().toString()))
                .body("items[0].points", is(50))
                .body("items[0].reasons.code", contains("HIGH_RISK", "RETURNED"))
                .body("items[0].reasons.points", contains(30, 20))
                .body("items[0].reasons[1].events", hasSize(2))
                .body("items[0].reasons[0].words.zh", is("首次分流定为高风险"));
    }

    @Test
    void closings_in_bulk_duties_at_the_last_moment_and_marked_answers_are_listed() {
        var stories = new ArrayList<Story>();
        for (var i = 0; i < 12; i++) {
            stories.add(accepted(NOW.minus(Duration.ofDays(5)).plusSeconds(60L * i))
                    .assigned(1, "fast")
                    .claimed(1)
                    .closed(1, "AGREED", "fast"));
        }
        for (var i = 0; i < 40; i++) {
            var begin = NOW.minus(Duration.ofDays(12)).plus(Duration.ofMinutes(17L * i));
            var unit = i % 2 == 0 ? "eve" : "early";
            var met = begin.plus(i % 2 == 0 ? Duration.ofHours(239) : Duration.ofHours(30));
            stories.add(accepted(begin)
                    .assigned(1, unit)
                    .deadlineSet("routing", "claim-1", "claim", begin.plus(Duration.ofHours(240)))
                    .deadlineMet("routing", "claim-1", "claim", met, true));
        }
        for (var i = 0; i < 3; i++) {
            stories.add(accepted(NOW.minus(Duration.ofDays(9)).plus(Duration.ofHours(i)))
                    .assigned(1, "phoned")
                    .event(
                            "mediation",
                            "revisit-marked",
                            "{\"closure\":1,\"round\":1,\"partyId\":\"p\",\"grounds\":[\"ONE_PHONE_FOR_MANY\"]}"));
        }
        given_the_log_of(stories);

        ask("/hazards/records", "asOf", NOW.toString())
                .body("items.kind", contains("BULK_CLOSING", "EVE_OF_DEADLINE", "MARKED_ANSWERS"))
                .body("items.unit", contains("fast", "eve", "phoned"))
                .body("items[0].found", is(12))
                .body("items[0].cases", hasSize(12))
                .body("items[1].found", is(20))
                .body("items[1].looked", is(20))
                .body("items[1].expected", is(10.0f))
                .body("items[1].probability", lessThan(0.001f))
                .body("items[2].ground", is("ONE_PHONE_FOR_MANY"))
                .body("items[2].cases", hasSize(3));
    }

    @Test
    void before_the_first_rules_nothing_is_looked_for() {
        given().auth()
                .oauth2(Tokens.of("liu", Map.of("district", district), "analyst"))
                .queryParam("asOf", "2020-01-01T00:00:00Z")
                .get("/hazards/bursts")
                .then()
                .statusCode(422)
                .body("code", is("analytics.no-rules-of-hazards"));
    }

    @Test
    void work_is_told_by_who_claimed_it_against_what_all_make_of_such_cases() {
        var stories = new ArrayList<Story>();
        for (var i = 0; i < 20; i++) {
            var worker = i < 10 ? "wang" : "li";
            var story = accepted(NOW.minus(Duration.ofDays(60)).plus(Duration.ofHours(i)))
                    .assigned(1, "committee")
                    .event(
                            "routing",
                            "case-claimed",
                            ("{\"custody\":1,\"unit\":\"committee\",\"worker\":\"%s\",\"category\":\"LABOUR\","
                                            + "\"complexity\":\"SIMPLE\"}")
                                    .formatted(worker));
            stories.add(
                    i % 10 == 9
                            ? story.returned(1)
                            : story.after(Duration.ofDays(i < 10 ? 2 : 6))
                                    .closed(1, "AGREED", "committee")
                                    .revisited(1, 1, i < 5 ? 2 : 5));
        }
        stories.get(0).relapsedAndReopened(1);
        given_the_log_of(stories);

        var from = NOW.minus(Duration.ofDays(90)).toString();
        ask("/staff-work", "by", "WORKER", "from", from, "to", NOW.toString())
                .body("items.holder", contains("li", "wang"))
                .body("items.claimed", contains(10, 10))
                .body("items.settled.observed", contains(9.0f, 9.0f))
                .body("items.settled.ratio", contains(1.0f, 1.0f))
                .body("items.find { it.holder == 'wang' }.lasted.observed", is(8.0f))
                .body("items.find { it.holder == 'wang' }.satisfied.observed", is(4.0f))
                // Nine settlements are too few for a share of them.
                .body("items.find { it.holder == 'wang' }.lasted.ratio", nullValue());
        ask("/staff-work/cases", "by", "WORKER", "holder", "wang", "from", from, "to", NOW.toString(), "limit", 200)
                .body("items", hasSize(10))
                .body("items.findAll { it.settled }", hasSize(9))
                .body("items.findAll { it.lasted }", hasSize(8))
                .body("items.find { it.end == 'RETURNED' }.events", hasSize(2))
                .body("items.sum { it.satisfied }", is(4));
        ask("/staff-work", "from", from, "to", NOW.toString())
                .body("by", equalTo("UNIT"))
                .body("items", hasSize(1))
                .body("items[0].holder", is("committee"))
                .body("items[0].claimed", is(20))
                .body("items[0].open", is(0))
                .body("items[0].days.of", is(18))
                .body("items[0].days.ratio", is(1.0f));
    }
}

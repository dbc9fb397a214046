package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Two cases: one goes straight, one comes back once and still stands with its second unit. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class ProcessMapOverHttpTest {

    @Inject
    Feed feed;

    private String district;
    private Story returned;

    @BeforeEach
    void tell() {
        district = "district-" + UUID.randomUUID();
        var straight = accepted()
                .assigned(1, "committee")
                .after(Duration.ofHours(2))
                .claimed(1)
                .after(Duration.ofDays(3))
                .closed(1, "AGREED", "committee");
        returned = accepted()
                .assigned(1, "committee")
                .after(Duration.ofHours(4))
                .claimed(1)
                .after(Duration.ofHours(1))
                .returned(1)
                .after(Duration.ofHours(1))
                .assigned(2, "team")
                .after(Duration.ofHours(6))
                .claimed(2);
        feed.batch(straight.entries());
        feed.batch(returned.entries());
    }

    private Story accepted() {
        return Story.at("2024-03-01T04:00:00Z")
                .from("WINDOW", district, "street", null, null)
                .registered()
                .after(Duration.ofHours(1))
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION");
    }

    private RequestSpecification asked() {
        return given().auth().oauth2(Tokens.of("analyst")).queryParam("district", district);
    }

    private static String arrow(String from, String to) {
        return "arrows.find { it.from == " + from + " && it.to == " + to + " }.";
    }

    @Test
    void each_arrow_says_how_often_in_how_many_cases_and_how_long() {
        asked().get("/process-map")
                .then()
                .statusCode(200)
                .body("cases", is(2))
                .body("knownUpTo", notNullValue())
                .body(arrow("'REGISTERED'", "'ACCEPTED'") + "times", is(2))
                .body(arrow("'REGISTERED'", "'ACCEPTED'") + "p50", is(3600))
                // Three claims in two cases, after 2, 4 and 6 hours.
                .body(arrow("'ASSIGNED'", "'CLAIMED'") + "times", is(3))
                .body(arrow("'ASSIGNED'", "'CLAIMED'") + "cases", is(2))
                .body(arrow("'ASSIGNED'", "'CLAIMED'") + "p50", is(4 * 3600))
                // The way back.
                .body(arrow("'RETURNED'", "'ASSIGNED'") + "times", is(1));
    }

    @Test
    void where_cases_began_and_where_they_stand_are_ends_without_a_time() {
        asked().get("/process-map")
                .then()
                .statusCode(200)
                .body("arrows.findAll { it.from == null }.to", equalTo(List.of("REGISTERED")))
                .body("arrows.findAll { it.to == null }.from", hasItems("CLAIMED", "CLOSED"))
                .body("arrows.findAll { it.to == null }.cases.sum()", is(2));
    }

    @Test
    void an_arrow_lists_its_cases_page_by_page_and_each_with_the_event_of_its_step() {
        var first = asked().queryParam("fromStep", "ASSIGNED")
                .queryParam("toStep", "CLAIMED")
                .queryParam("limit", 2)
                .get("/process-map/cases")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .extract()
                .jsonPath();
        asked().queryParam("fromStep", "ASSIGNED")
                .queryParam("toStep", "CLAIMED")
                .queryParam("limit", 2)
                .queryParam("cursor", first.getString("next"))
                .get("/process-map/cases")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        asked().queryParam("fromStep", "CLAIMED")
                .get("/process-map/cases")
                .then()
                .statusCode(200)
                .body("items.caseId", equalTo(List.of(returned.caseId().toString())));
    }

    @Test
    void what_was_known_at_a_time_is_all_that_counts() {
        asked().queryParam("asOf", "2024-03-01T09:30:00Z")
                .get("/process-map")
                .then()
                .statusCode(200)
                .body("arrows.findAll { it.to == 'CLOSED' }", hasSize(0))
                .body("arrows.findAll { it.from == 'RETURNED' }", hasSize(0));
    }

    @Test
    void what_cannot_be_asked_is_refused_with_every_reason() {
        asked().queryParam("groupBy", "street")
                .get("/process-map")
                .then()
                .statusCode(400)
                .body("fields.field", hasItems("groupBy"));
        asked().queryParam("street", "nobody has heard of it")
                .get("/process-map")
                .then()
                .statusCode(400)
                .body("fields.field", hasItems("street"));
        asked().queryParam("fromStep", "NOWHERE")
                .get("/process-map/cases")
                .then()
                .statusCode(400)
                .body("fields.field", hasItems("fromStep", "toStep"));
        given().auth().oauth2(Tokens.of("clerk")).get("/process-map").then().statusCode(403);
    }
}

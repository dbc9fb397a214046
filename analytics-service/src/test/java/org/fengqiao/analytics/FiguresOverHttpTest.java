package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Numbers for those who may not see the cases behind them: small ones are left out. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class FiguresOverHttpTest {

    private final String district = "district-" + UUID.randomUUID();

    @Inject
    Feed feed;

    private void given_accepted_cases(String street, int count) {
        var log = new ArrayList<LogEntry>();
        for (var i = 0; i < count; i++) {
            log.addAll(Story.at("2024-03-0" + (1 + i % 9) + "T04:00:00Z")
                    .from("WINDOW", district, street, null, null)
                    .registered()
                    .accepted()
                    .entries());
        }
        feed.batch(log);
    }

    private Response figures(String accept, Map<String, ?> parameters) {
        return given().auth()
                .oauth2(Tokens.of("mediator-2", Map.of("district", district, "street", "a"), "mediator"))
                .accept(accept)
                .queryParams(parameters)
                .get("/figures/closure-rate");
    }

    @Test
    void a_mediator_sees_the_streets_of_the_district_without_what_tells_of_few() {
        given_accepted_cases("a", 9);
        given_accepted_cases("b", 2);
        given_accepted_cases("c", 30);

        figures("application/json", Map.of("month", "2024-03", "groupBy", "street"))
                .then()
                .statusCode(200)
                .body("district", is(district))
                .body("least", is(5))
                .body("masked", is(2))
                .body("rows.key", contains("a", "b", "c"))
                .body("rows.masked", contains(true, true, false))
                .body("rows[0].denominator", nullValue())
                .body("rows[1].denominator", nullValue())
                .body("rows[2].denominator", is(30));
        figures("application/json", Map.of("month", "2024-03"))
                .then()
                .body("rows.denominator", contains(41))
                .body("masked", is(0));
        assertThat(figures("text/csv", Map.of("month", "2024-03", "groupBy", "street", "comment", "true"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("fewer-than-5-are-masked masked-rows=2")
                .contains("a,true,,,")
                .contains("c,false,0,30,0.0000");
    }

    @Test
    void what_could_be_subtracted_is_not_told() {
        given_accepted_cases("a", 9);

        figures("application/json", Map.of("month", "2024-Q1", "groupBy", "grid"))
                .then()
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("month", "groupBy"));
        figures("application/json", Map.of("month", "2024-03", "category", "NEIGHBOUR"))
                .then()
                .statusCode(400)
                .body("fields.code", contains("unknown-parameter"));
        figures("application/json", Map.of("month", "2124-03"))
                .then()
                .statusCode(400)
                .body("fields.code", contains("out-of-range"));
        figures("application/json", Map.of()).then().statusCode(400).body("fields.code", contains("missing"));
        figures("application/json", Map.of("month", "2024-03", "district", "another"))
                .then()
                .statusCode(403)
                .body("code", is("kernel.outside-jurisdiction"));
        given().auth()
                .oauth2(Tokens.of("mediator"))
                .get("/figures")
                .then()
                .body("items.name", hasItem("closure-rate"))
                .body("items.name", not(hasItem("lead-time")));
    }
}

package org.fengqiao.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Bad input, repeated calls, and calls that race each other. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class CustodyCallsTest extends RoutingApplication {

    @Test
    void everyOffendingFieldIsNamed() {
        var caseId = accepted("NEIGHBOUR");
        dispatcher()
                .body("{\"category\": 7, \"complexity\": \"EASY\", \"path\": null}")
                .post("/cases/{id}/triage", caseId)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "code", equalTo("kernel.bad-input"),
                        "fields.field", containsInAnyOrder("category", "complexity", "risk", "path", "reason"),
                        "fields.code", everyItem(notNullValue()));
        dispatcher()
                .body("{\"outcome\"")
                .post("/cases/{id}/closure", caseId)
                .then()
                .statusCode(400)
                .body("code", equalTo("kernel.malformed-json"));
        mediator()
                .queryParam("limit", 0)
                .get("/units/{unit}/queue", STREET)
                .then()
                .statusCode(400);
        mediator()
                .queryParam("cursor", "bm9uc2Vuc2U")
                .get("/units/{unit}/queue", STREET)
                .then()
                .statusCode(400)
                .body("fields.field", contains("cursor"));
        // What only the rules know is told in the same answer.
        dispatcher()
                .body(Map.of("category", "GHOSTS", "complexity", "VERY", "risk", "LOW", "reason", ""))
                .post("/cases/{id}/triage", caseId)
                .then()
                .statusCode(400)
                .body(
                        "fields.field", containsInAnyOrder("category", "complexity", "path", "reason"),
                        "fields.find { it.field == 'category' }.code", equalTo("unknown-code"));
        dispatcher()
                .body(Map.of("grounds", List.of("GHOSTS"), "reason", ""))
                .post("/cases/{id}/risks", caseId)
                .then()
                .statusCode(400)
                .body("fields.code", containsInAnyOrder("unknown-code", "missing"));
    }

    @Test
    void theSameIdempotencyKeyAHundredTimesAtOnceIsOneEventAndOneAnswer() throws Exception {
        var caseId = claimed();
        var answers = atOnce(
                100,
                () -> mediator()
                        .header("Idempotency-Key", "return-" + caseId)
                        .body(Map.of("reason", "不归我们"))
                        .post("/cases/{id}/return", caseId)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(typesOf(caseId)).hasSize(5).endsWith("case-returned", "case-assigned");
    }

    @Test
    void ofFiftyWhoClaimAtOnceOneWins() throws Exception {
        var caseId = accepted("NEIGHBOUR");
        var number = new java.util.concurrent.atomic.AtomicInteger();
        var statuses = atOnce(
                50,
                () -> dispatcher()
                        .body(Map.of("unit", STREET, "worker", "worker-" + number.incrementAndGet()))
                        .post("/cases/{id}/claim", caseId)
                        .statusCode());
        assertThat(statuses).containsOnly(200, 409);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(typesOf(caseId)).containsExactly("case-triaged", "case-assigned", "case-claimed");
    }

    @Test
    void whoeverSavesAnOldVersionIsTold() {
        var caseId = accepted("NEIGHBOUR");
        mediator()
                .header("If-Match", "\"2\"")
                .body(Map.of("unit", STREET, "worker", STREET + "-1"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
        mediator()
                .header("If-Match", "\"3\"")
                .body(Map.of("unit", STREET, "worker", STREET + "-1"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200)
                .header("ETag", "\"6\"")
                .body("caseId", equalTo(caseId.toString()), "version", equalTo(6));
    }

    @Test
    void theContractIsServed() {
        given().get("/schemas").then().statusCode(200).body("items", hasItem("fengqiao.routing.case-claimed.v1"));
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/cases/{caseId}/claim'.post", notNullValue())
                // The settings say who changes deadlines; the document says the roles.
                .body(
                        "paths.'/cases/{caseId}/deadlines/{name}/pause'.post.security[0].SecurityScheme",
                        equalTo(List.of("dispatcher")));
        assertThat(look(accepted("LABOUR")).getString("unit")).isEqualTo("kundulun-labour-team");
        mediator()
                .get("/units")
                .then()
                .body("items.findAll { it.kind == 'STREET_CENTRE' && it.district == '昆都仑区' }", hasSize(15));
    }
}

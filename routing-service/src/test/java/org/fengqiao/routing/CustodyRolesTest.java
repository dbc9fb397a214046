package org.fengqiao.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** The calls that each role and each unit may make. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class CustodyRolesTest extends RoutingApplication {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "triage",
                "assignment",
                "claim",
                "return",
                "escalation",
                "takeover",
                "handling",
                "closure",
                "approvals"
            })
    void nobodyActsWithoutATokenOrWithARoleThatHasNoPartInIt(String call) {
        var caseId = UUID.randomUUID();
        given().contentType("application/json")
                .body("{}")
                .post("/cases/{id}/" + call, caseId)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.unauthenticated"));
        as(Roles.ANALYST, "analysis")
                .body("{}")
                .post("/cases/{id}/" + call, caseId)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.forbidden"));
    }

    @Test
    void readingNeedsARoleToo() {
        given().get("/cases/{id}", UUID.randomUUID()).then().statusCode(401);
        given().get("/units").then().statusCode(401);
        as(Roles.ANALYST, "analysis")
                .get("/cases/{id}", UUID.randomUUID())
                .then()
                .statusCode(403);
        as(Roles.ANALYST, "analysis").get("/units/{unit}/queue", STREET).then().statusCode(403);
        as(Roles.ANALYST, "analysis").get("/units").then().statusCode(200).body("items.id", hasItem(STREET));
        mediator()
                .get("/units/{unit}/queue", "nowhere")
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.unknown-unit"));
        mediator()
                .get("/cases/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
        dispatcher()
                .get("/cases/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
    }

    @Test
    void aUnitActsOnlyOnItsOwnCases() {
        var caseId = accepted("NEIGHBOUR");
        as(Roles.MEDIATOR, "kundulun-labour-team")
                .body(Map.of("unit", STREET, "worker", "zhang"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
        var forAnother = Map.of("unit", "kundulun-labour-team", "worker", "zhang");
        mediator()
                .body(forAnother)
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body(
                        "code", equalTo("routing.not-your-unit"),
                        "title", equalTo("Forbidden"),
                        "detail",
                                equalTo("Only somebody of the unit, a leader of it or of one above, or a dispatcher"
                                        + " claims a case for it."));
        mediator()
                .header("If-Match", "\"1\"")
                .body(forAnother)
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
        mediator()
                .body(Map.of("unit", STREET, "worker", STREET + "-1"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200);
    }

    /** The token names the unit, but nobody has put them on its staff. */
    @Test
    void whoeverIsOnNoUnitsStaffClaimsNothingUntilTheyAreOrALeaderAnswersForThem() {
        var caseId = accepted("NEIGHBOUR");
        var newcomer = STREET + "-" + caseId.toString().substring(0, 8);
        var today = LocalDate.ofInstant(clock.instant(), OfficialCalendar.ZONE).toString();
        for (var worker : List.of(newcomer, STREET + "-1")) {
            somebody(newcomer, Roles.MEDIATOR, STREET)
                    .body(Map.of("unit", STREET, "worker", worker))
                    .post("/cases/{id}/claim", caseId)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("code", equalTo("routing.not-on-staff"), "detail", containsString("PUT /staff/{staff}"));
        }
        mediator()
                .body(Map.of("unit", STREET, "worker", newcomer))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-on-staff"));
        as(Roles.LEADER, "kundulun-tribunal")
                .body(Map.of("unit", STREET, "worker", newcomer))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-your-unit"));
        as(Roles.LEADER, CENTRE)
                .body(Map.of("unit", STREET, "worker", newcomer))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("worker")).isEqualTo(newcomer);

        var next = accepted("NEIGHBOUR");
        dispatcher()
                .body(Map.of(
                        "unit", STREET,
                        "role", "MEDIATOR",
                        "presence", "RESIDENT",
                        "effectiveFrom", today,
                        "reason", "新到岗"))
                .put("/staff/{id}", newcomer)
                .then()
                .statusCode(200);
        somebody(newcomer, Roles.MEDIATOR, STREET)
                .body(Map.of("unit", STREET, "worker", newcomer))
                .post("/cases/{id}/claim", next)
                .then()
                .statusCode(200);
        dispatcher()
                .body(Map.of("effectiveFrom", today, "reason", "调离"))
                .post("/staff/{id}/departure", newcomer)
                .then()
                .statusCode(200);
    }

    @Test
    void aUnitThatGaveACaseBackMayLookAtItAndNotActOnIt() {
        var caseId = accepted("NEIGHBOUR");
        mediator()
                .body(Map.of("reason", "不归我们"))
                .post("/cases/{id}/return", caseId)
                .then()
                .statusCode(200);
        mediator().get("/cases/{id}", caseId).then().statusCode(200);
        mediator()
                .body(Map.of("reason", "不归我们"))
                .post("/cases/{id}/return", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.not-with-this-unit"));
    }
}

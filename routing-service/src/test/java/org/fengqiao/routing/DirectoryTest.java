package org.fengqiao.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Units and staff that people change, and the assignments that follow from them. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(DirectoryTest.DirectoryOfItsOwn.class)
class DirectoryTest extends RoutingApplication {

    /** A profile of its own: who is changed here is so for nobody else. */
    public static class DirectoryOfItsOwn extends SimulatedTime {}

    static final String PEOPLE = "kundulun-kunbei-centre";

    LocalDate today() {
        return clock.instant().atZone(OfficialCalendar.ZONE).toLocalDate();
    }

    static RequestSpecification leaderOf(String district) {
        return given().auth()
                .oauth2(Tokens.of("head", Map.of("district", district), Roles.LEADER))
                .contentType("application/json");
    }

    static Map<String, Object> studio(LocalDate from, Map<String, Object> otherwise) {
        var body = new HashMap<String, Object>(Map.of(
                "zh", "邻里调解工作室",
                "en", "Neighbours' studio",
                "level", "STREET",
                "kind", "STUDIO",
                "paths", List.of("MEDIATION"),
                "categories", List.of("NEIGHBOUR"),
                "district", "昆都仑区",
                "street", "沼潭街道",
                "parent", STREET,
                "effectiveFrom", from.toString()));
        body.put("reason", "居民需要");
        body.putAll(otherwise);
        return body;
    }

    UUID acceptedNow() {
        var caseId = UUID.randomUUID();
        accept(caseId, "NEIGHBOUR");
        awaitEvents(caseId, 2);
        return caseId;
    }

    @Test
    void aStudioIsRegisteredGetsCasesFromItsDayOnAndIsClosedAgain() {
        var from = today().plusDays(3);
        dispatcher().body(studio(from, Map.of())).put("/units/studio-8").then().statusCode(200);
        dispatcher().get("/units").then().statusCode(200).body("items.id", not(hasItem("studio-8")));
        dispatcher()
                .get("/units?at=" + clock.instant().plus(Duration.ofDays(4)))
                .then()
                .body("items.id", hasItem("studio-8"));
        dispatcher()
                .get("/units/studio-8")
                .then()
                .statusCode(200)
                .body(
                        "current", nullValue(),
                        "changes[0].number", notNullValue(),
                        "changes[0].effectiveFrom", equalTo(from.toString()),
                        "changes[0].value.kind", equalTo("STUDIO"),
                        "changes[0].changedAt", notNullValue());

        dispatcher().get("/cases/{id}", acceptedNow()).then().body("unit", equalTo(STREET));
        timeIs(clock.instant().plus(Duration.ofDays(4)));
        dispatcher()
                .get("/cases/{id}", acceptedNow())
                .then()
                .body(
                        "unit", equalTo("studio-8"),
                        "person", nullValue(),
                        "assignment.by", equalTo("RULES"),
                        "assignment.units.unit", hasItems("studio-8", STREET, "kundulun-centre"),
                        "assignment.units[0].speaksFor", hasItem("MADE_FOR_CATEGORY"));
        dispatcher()
                .body(Map.of("effectiveFrom", today().toString(), "reason", "撤并"))
                .post("/units/studio-8/closure")
                .then()
                .statusCode(200);
        dispatcher().get("/cases/{id}", acceptedNow()).then().body("unit", equalTo(STREET));
    }

    @Test
    void aChangeIsTakenBackBeforeItsDay() {
        dispatcher()
                .body(studio(today().plusDays(9), Map.of()))
                .put("/units/studio-9")
                .then()
                .statusCode(200);
        var number = dispatcher().get("/units/studio-9").jsonPath().getInt("changes[0].number");
        dispatcher()
                .post("/units/studio-9/changes/{n}/revocation", number)
                .then()
                .statusCode(200);
        dispatcher()
                .get("/units?at=" + clock.instant().plus(Duration.ofDays(10)))
                .then()
                .body("items.id", not(hasItem("studio-9")));
        dispatcher()
                .post("/units/studio-9/changes/99/revocation")
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.no-such-change"));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        dispatcher()
                .body(studio(today(), Map.of("parent", "nobody")))
                .put("/units/studio-7")
                .then()
                .statusCode(422)
                .body("code", equalTo("routing.units-faulty"), "detail", containsString("unknown parent nobody"));
        dispatcher()
                .body(studio(today().minusDays(1), Map.of()))
                .put("/units/studio-7")
                .then()
                .statusCode(422)
                .body("code", equalTo("routing.backdated"));
        dispatcher()
                .body(studio(today(), Map.of("kind", "GHOST", "zh", "")))
                .put("/units/studio-7")
                .then()
                .statusCode(400)
                .body("fields.field", hasItem("kind"));
        dispatcher()
                .body(studio(today(), Map.of()))
                .put("/units/{unit}", "a studio")
                .then()
                .statusCode(400)
                .body("fields.field", hasItem("unit"));
        dispatcher().get("/units/studio-7").then().statusCode(404).body("code", equalTo("routing.no-such-unit"));
    }

    @Test
    void aLeaderChangesTheUnitsAndPeopleOfTheirOwnDistrictAlone() {
        leaderOf("昆都仑区")
                .body(Map.of("from", today().toString(), "to", today().toString()))
                .post("/staff/{id}/absences", PEOPLE + "-3")
                .then()
                .statusCode(200);
        leaderOf("东河区")
                .body(Map.of("from", today().toString(), "to", today().toString()))
                .post("/staff/{id}/absences", PEOPLE + "-3")
                .then()
                .statusCode(403)
                .body("code", equalTo("kernel.outside-jurisdiction"));
        leaderOf("东河区")
                .body(studio(today(), Map.of()))
                .put("/units/studio-6")
                .then()
                .statusCode(403)
                .body("code", equalTo("kernel.outside-jurisdiction"));
        leaderOf("昆都仑区")
                .get("/staff?unit=" + PEOPLE)
                .then()
                .statusCode(200)
                .body("items.unit", everyItem(equalTo(PEOPLE)), "items.role", hasItems("LAWYER", "MEDIATOR"));
        assertThat(leaderOf("东河区").get("/staff").jsonPath().getList("items")).isEmpty();
        mediator().get("/staff").then().statusCode(403);
    }

    @Test
    void whoIsAwayGetsNoCaseAndWhoDeclaresAnInterestIsReplaced() {
        var first = acceptedNow();
        var person = dispatcher().get("/cases/{id}", first).jsonPath().getString("person");
        assertThat(person).startsWith(STREET);
        dispatcher()
                .body(Map.of(
                        "from", today().toString(), "to", today().plusDays(10).toString()))
                .post("/staff/{id}/absences", person)
                .then()
                .statusCode(200);
        dispatcher().get("/staff/{id}", person).then().body("absences[0].from", equalTo(today().toString()));
        var second = acceptedNow();
        var instead = dispatcher().get("/cases/{id}", second).jsonPath();
        assertThat(instead.getString("person")).startsWith(STREET).isNotEqualTo(person);
        assertThat(instead.getList("assignment.people.find { it.person == '%s' }.against".formatted(person)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains("AWAY");

        var withdrawn = instead.getString("person");
        var whoWithdraws = given().auth()
                .oauth2(Tokens.of(withdrawn, Map.of("district", "昆都仑区", "unit", STREET), Roles.MEDIATOR))
                .contentType("application/json");
        whoWithdraws
                .body(Map.of("reason", "当事人是我的堂兄"))
                .post("/cases/{id}/recusal", second)
                .then()
                .statusCode(200);
        var replaced = dispatcher().get("/cases/{id}", second).jsonPath();
        assertThat(replaced.getString("unit")).isEqualTo(STREET);
        assertThat(replaced.getString("person")).isNotEqualTo(withdrawn);
        assertThat(replaced.getString("assignment.by")).isEqualTo("WITHDRAWAL");
        dispatcher()
                .body(Map.of("unit", STREET, "worker", withdrawn))
                .post("/cases/{id}/claim", second)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.has-an-interest"));
        claim(second, STREET, "zhang");
    }

    @Test
    void somebodyIsHiredChangedAndLeaves() {
        var body = new HashMap<String, Object>(Map.of(
                "unit",
                PEOPLE,
                "role",
                "MEDIATOR",
                "presence",
                "ROTATING",
                "qualifications",
                List.of("NEIGHBOUR"),
                "rota",
                List.of(Map.of("days", List.of("MONDAY"), "from", "09:00", "to", "12:00")),
                "effectiveFrom",
                today().toString(),
                "reason",
                "新聘"));
        dispatcher().body(body).put("/staff/wang").then().statusCode(200);
        dispatcher().get("/staff/wang").then().body("current.rota[0].days", hasItem("MONDAY"));
        body.put("rota", List.of());
        dispatcher().body(body).put("/staff/wang").then().statusCode(422).body("code", equalTo("routing.staff-faulty"));
        dispatcher()
                .body(Map.of("effectiveFrom", today().plusDays(1).toString(), "reason", "调离"))
                .post("/staff/wang/departure")
                .then()
                .statusCode(200);
        dispatcher()
                .get("/staff/wang")
                .then()
                .body("current", notNullValue(), "changes.size()", equalTo(2), "changes[1].value", nullValue());
        dispatcher().get("/staff/nobody").then().statusCode(404).body("code", equalTo("routing.no-such-staff"));
    }

    @Test
    void theGroundsOfAnAssignmentHaveWords() {
        mediator()
                .get("/assignment-rules")
                .then()
                .statusCode(200)
                .body("words.INTEREST.zh", notNullValue(), "versions[0].thereWithinWorkingDays", equalTo(1));
    }
}

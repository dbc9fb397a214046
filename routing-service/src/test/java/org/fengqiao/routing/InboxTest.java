package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Inboxes of units and people, in the order in which things are due. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class InboxTest extends RoutingApplication {

    private static final String HEALTH = "kundulun-health";

    private static JsonPath inbox(RequestSpecification who) {
        return who.queryParam("limit", 200)
                .get("/inbox")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> acts(RequestSpecification who, UUID caseId) {
        return inbox(who).getList("items.findAll { it.caseId == '%s' }.act".formatted(caseId), String.class);
    }

    private static String seen(RequestSpecification who) {
        return who.get("/inbox/arrivals").then().statusCode(200).extract().path("seen");
    }

    @Test
    void anAssignedCaseWaitsForItsUnitUntilItIsClaimed() {
        var caseId = accepted("NEIGHBOUR");
        var item = inbox(mediator()).getMap("items.find { it.caseId == '%s' }".formatted(caseId));
        assertThat(item)
                .containsEntry("act", "CLAIM")
                .containsEntry("why", "ASSIGNED")
                .containsEntry("call", "/cases/" + caseId + "/claim")
                .containsEntry("unit", STREET)
                .containsEntry("rule", "claim")
                .containsEntry("overdue", false)
                .containsEntry(
                        "because",
                        Map.of(
                                "zh", "已分派至本单位，待认领",
                                "en", "The case was assigned to the unit and is to be claimed"));
        assertThat(Instant.parse(item.get("dueAt").toString())).isAfter(clock.instant());
        assertThat(acts(as(Roles.MEDIATOR, HEALTH), caseId)).isEmpty();
        mediator()
                .get("/inbox/counts")
                .then()
                .statusCode(200)
                .body("items.find { it.act == 'CLAIM' }.waiting", greaterThan(0));

        claim(caseId, STREET, "zhang");
        assertThat(acts(mediator(), caseId)).isEmpty();
    }

    @Test
    void whatThePersonClaimedForADepartmentWaitsForThatPerson() {
        var caseId = accepted("NEIGHBOUR");
        dispatcher()
                .body(Map.of(
                        "category", "MEDICAL",
                        "complexity", "SIMPLE",
                        "risk", "LOW",
                        "path", "ADMINISTRATIVE",
                        "reason", "行政职权"))
                .post("/cases/{id}/triage", caseId)
                .then()
                .statusCode(200);
        var unit = look(caseId).getString("unit");
        claim(caseId, unit, unit + "-1");
        assertThat(acts(as(Roles.DEPARTMENT, unit), caseId)).containsExactly("HANDLE");
        dispatcher()
                .queryParam("person", unit + "-1")
                .get("/inbox")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(caseId.toString()))
                .body("items.find { it.caseId == '%s' }.person".formatted(caseId), equalTo(unit + "-1"))
                .body("items.find { it.caseId == '%s' }.dueAt".formatted(caseId), nullValue());
    }

    @Test
    void whatTheTopDoesNotClaimWaitsForTheDispatchers() {
        var caseId = accepted("NEIGHBOUR");
        dispatcher()
                .body(Map.of("unit", CENTRE))
                .post("/cases/{id}/assignment", caseId)
                .then()
                .statusCode(200);
        timeIs(Instant.parse(look(caseId).getString("holding.claimBy")));
        assertThat(acts(dispatcher(), caseId)).containsExactlyInAnyOrder("CLAIM", "DISPATCH");
        as(Roles.LEADER, CENTRE)
                .queryParam("act", "DISPATCH")
                .queryParam("limit", 200)
                .get("/inbox")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(caseId.toString()))
                .body("items.act.unique()", contains("DISPATCH"))
                .body("items.why", hasItem("UNCLAIMED_AT_THE_TOP"));
        dispatcher()
                .get("/inbox/counts")
                .then()
                .statusCode(200)
                .body("items.find { it.act == 'CLAIM' }.overdue", greaterThan(0));
    }

    @Test
    void aPageBeginsWhereTheOneBeforeEnded() {
        var cases = List.of(accepted("NEIGHBOUR"), accepted("NEIGHBOUR"), accepted("NEIGHBOUR"));
        var read = new ArrayList<String>();
        var places = new ArrayList<String>();
        String cursor = null;
        do {
            var page = page(cursor);
            read.addAll(page.getList("items.caseId", String.class));
            var due = page.getList("items.dueAt", String.class);
            var urgent = page.getList("items.urgent", Boolean.class);
            for (var at = 0; at < due.size(); at++) {
                places.add((urgent.get(at) ? "first " : "then ") + (due.get(at) == null ? "9999" : due.get(at)));
            }
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(read).containsAll(cases.stream().map(UUID::toString).toList());
        assertThat(places).isSorted();
        assertThat(read).isEqualTo(inbox(mediator()).getList("items.caseId", String.class));
    }

    private static JsonPath page(@Nullable String cursor) {
        var asked = mediator().queryParam("limit", 2);
        return (cursor == null ? asked : asked.queryParam("cursor", cursor))
                .get("/inbox")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void somethingNewIsToldOfAsSoonAsItIsThere() {
        var seen = seen(mediator());
        mediator()
                .queryParam("since", seen)
                .get("/inbox/arrivals")
                .then()
                .statusCode(200)
                .body("arrived", equalTo(0));
        var waiting = CompletableFuture.supplyAsync(() -> mediator()
                .queryParam("since", seen)
                .queryParam("wait", 30)
                .get("/inbox/arrivals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());
        var elsewhere = seen(as(Roles.MEDIATOR, HEALTH));
        accepted("NEIGHBOUR");
        var told = waiting.join();
        assertThat(told.getInt("arrived")).isEqualTo(1);
        mediator()
                .queryParam("since", told.getString("seen"))
                .get("/inbox/arrivals")
                .then()
                .body("arrived", equalTo(0));
        as(Roles.MEDIATOR, HEALTH)
                .queryParam("since", elsewhere)
                .get("/inbox/arrivals")
                .then()
                .body("arrived", equalTo(0));
    }

    @Test
    void whoWorksInOneUnitSeesNoOthers() {
        mediator()
                .queryParam("unit", HEALTH)
                .get("/inbox")
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-your-inbox"));
        mediator().queryParam("person", "somebody").get("/inbox/counts").then().statusCode(403);
        mediator().queryParam("unit", STREET).get("/inbox").then().statusCode(200);
        dispatcher().queryParam("unit", HEALTH).get("/inbox").then().statusCode(200);
        dispatcher()
                .queryParam("unit", "nowhere")
                .get("/inbox/arrivals")
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.unknown-unit"));
        as(Roles.ANALYST, "analysis").get("/inbox").then().statusCode(403);
    }

    @Test
    void aPlaceNarrowsAnInbox() {
        var caseId = accepted("NEIGHBOUR");
        var elsewhere = Map.<String, Object>of("district", "东河区", "unit", STREET);
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(Tokens.of("leader-9", elsewhere, Roles.LEADER))
                .queryParam("limit", 200)
                .get("/inbox")
                .then()
                .statusCode(200)
                .body("items.caseId", not(hasItem(caseId.toString())));
    }

    @Test
    void badInputIsNamed() {
        mediator()
                .queryParam("act", "SLEEP")
                .get("/inbox")
                .then()
                .statusCode(400)
                .body("fields.field", contains("act"));
        mediator()
                .queryParam("since", "1:1:1")
                .get("/inbox/arrivals")
                .then()
                .statusCode(400)
                .body("fields.field", contains("since"));
        mediator()
                .queryParam("wait", 31)
                .get("/inbox/arrivals")
                .then()
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("wait"));
        dispatcher()
                .queryParam("person", "张三")
                .get("/inbox")
                .then()
                .statusCode(400)
                .body("fields.field", contains("person"));
        mediator().queryParam("cursor", "x").get("/inbox").then().statusCode(400);
    }
}

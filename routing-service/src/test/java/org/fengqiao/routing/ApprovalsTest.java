package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Approvals over HTTP: one person asks, another one decides. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class ApprovalsTest extends RoutingApplication {

    private static RequestSpecification leader(String person, String unit) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of(person, Map.of("unit", unit), Roles.LEADER))
                .contentType("application/json");
    }

    private static ValidatableResponse ask(RequestSpecification who, UUID caseId) {
        return who.body(Map.of("act", "CLOSING_WITHOUT_EVIDENCE", "outcome", "AGREED", "reason", "双方已当场履行"))
                .post("/cases/{id}/approvals", caseId)
                .then();
    }

    private static void waits(UUID caseId, Matcher<? super Iterable<String>> matcher) {
        leader("li", CENTRE)
                .queryParam("act", "APPROVE")
                .queryParam("limit", 200)
                .get("/inbox")
                .then()
                .statusCode(200)
                .body("items.caseId", matcher);
    }

    @Test
    void aCaseIsClosedWithoutEvidenceByTwoPeople() {
        var caseId = claimed();
        dispatcher()
                .body(Map.of("outcome", "AGREED", "reason", "双方已当场履行"))
                .post("/cases/{id}/closure", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.no-evidence"));
        ask(dispatcher(), caseId).statusCode(200).body("approval", equalTo(1));
        ask(dispatcher(), caseId).statusCode(409).body("code", equalTo("routing.approval-pending"));
        waits(caseId, hasItem(caseId.toString()));
        var path = "/cases/" + caseId + "/approvals/1";
        leader("li", CENTRE)
                .queryParam("limit", 200)
                .get("/approvals")
                .then()
                .statusCode(200)
                .body("items.path", hasItem(path))
                .body("items.find { it.path == '" + path + "' }.late", equalTo(false));

        dispatcher().post("/cases/{id}/approvals/1/grant", caseId).then().statusCode(403);
        leader("li", "kundulun-health")
                .post("/cases/{id}/approvals/1/grant", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-the-leader"));
        leader("li", CENTRE)
                .post("/cases/{id}/approvals/1/grant", caseId)
                .then()
                .statusCode(200);
        assertThat(typesOf(caseId)).endsWith("approval-requested", "approval-granted", "case-closed");
        dispatcher()
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .body("deadlines.find { it.name == 'approval-1' }.state", equalTo("MET"));
        waits(caseId, not(hasItem(caseId.toString())));
        dispatcher()
                .get("/cases/{id}", caseId)
                .then()
                .body("outcome", equalTo("AGREED"))
                .body("approvals.stage", contains("GRANTED"))
                .body("approvals.decidedBy", contains("li"))
                .body("approvals.reason", contains("双方已当场履行"));
    }

    @Test
    void nobodyDecidesWhatTheyAskedFor() {
        var caseId = claimed();
        ask(leader("li", CENTRE), caseId).statusCode(200);
        leader("li", CENTRE)
                .post("/cases/{id}/approvals/1/grant", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.own-request"));
        leader("wang", CENTRE)
                .body(Map.of("reason", "依据不足"))
                .post("/cases/{id}/approvals/1/refusal", caseId)
                .then()
                .statusCode(200);
        leader("wang", CENTRE)
                .post("/cases/{id}/approvals/1/grant", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.approval-decided"));
        assertThat(look(caseId).getString("status")).isEqualTo("CLAIMED");
        assertThat(look(caseId).getString("approvals[0].refusedFor")).isEqualTo("依据不足");
    }

    @Test
    void anApprovalThatNobodyDecidesIsNamedLikeAnyDeadline() {
        var caseId = claimed();
        ask(dispatcher(), caseId).statusCode(200);
        timeIs(Instant.parse(dispatcher()
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .extract()
                .path("deadlines.find { it.name == 'approval-1' }.dueAt")));
        leader("li", CENTRE)
                .queryParam("limit", 200)
                .get("/approvals")
                .then()
                .body("items.find { it.caseId == '" + caseId + "' }.late", equalTo(true));
        leader("li", CENTRE)
                .post("/cases/{id}/approvals/1/grant", caseId)
                .then()
                .statusCode(200);
        dispatcher()
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .body("deadlines.find { it.name == 'approval-1' }.state", equalTo("MET_LATE"));
        leader("li", CENTRE)
                .queryParam("limit", 200)
                .get("/approvals")
                .then()
                .body("items.caseId", not(hasItem(caseId.toString())));
    }

    @Test
    void badInputIsNamed() {
        var caseId = claimed();
        dispatcher()
                .body(Map.of("act", "CLOSING_WITHOUT_EVIDENCE", "reason", "?"))
                .post("/cases/{id}/approvals", caseId)
                .then()
                .statusCode(400)
                .body("fields.field", contains("outcome"));
        dispatcher()
                .body(Map.of("act", "REOPENING", "outcome", "AGREED", "reason", "?"))
                .post("/cases/{id}/approvals", caseId)
                .then()
                .statusCode(400)
                .body("fields.field", contains("outcome"));
        dispatcher()
                .body(Map.of("act", "REOPENING", "reason", "?"))
                .post("/cases/{id}/approvals", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.not-closed"));
        leader("li", CENTRE)
                .post("/cases/{id}/approvals/7/grant", caseId)
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.no-such-approval"));
    }
}

package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Admission over HTTP: each ground says what speaks for it, and a decline says where to go. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class AdmissionTest {

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of("somebody", Map.of(), role)).contentType("application/json");
    }

    private static String waiting(String account) {
        return as(Roles.CLERK)
                .body("""
                    {"channel":"WINDOW","applicants":[{"name":"欧阳明远","phone":"13947200001"}],"respondents":[],
                     "summary":"%s","place":{"district":"东河区"}}\
                    """.formatted(account))
                .post("/cases")
                .then()
                .statusCode(201)
                .body("status", equalTo("REGISTERED"))
                .extract()
                .path("caseId");
    }

    private static String of(String ground, String what) {
        return "grounds.find { it.ground == '%s' }.%s".formatted(ground, what);
    }

    @Test
    void theClerkSeesWhatSpeaksForEachGroundAndDecides() {
        var caseId = waiting("被邻居打成轻伤，要求赔偿医药费");
        as(Roles.CLERK)
                .get("/cases/{id}/admission", caseId)
                .then()
                .statusCode(200)
                .body("kind", equalTo("DISPUTE"))
                .body(of("OUTSIDE_JURISDICTION", "speaksFor.sign"), contains("PLACE_OUTSIDE"))
                .body(of("CRIMINAL_MATTER", "speaksFor.word"), hasItem("轻伤"))
                .body(of("CRIMINAL_MATTER", "article"), containsString("刑事诉讼法"))
                .body(of("CRIMINAL_MATTER", "where.zh"), equalTo("有管辖权的公安机关"))
                .body(of("FINAL_AFTER_SECOND_REVIEW", "applies"), equalTo(false));
        decline(caseId, "FINAL_AFTER_SECOND_REVIEW")
                .statusCode(422)
                .body("code", equalTo("intake.ground-does-not-apply"));
        decline(caseId, "OUTSIDE_JURISDICTION").statusCode(200);
    }

    private static ValidatableResponse decline(String caseId, String ground) {
        return as(Roles.CLERK)
                .body(Map.of("ground", ground))
                .post("/cases/{id}/decline", caseId)
                .then();
    }

    @Test
    void whoDoesNotDecideDoesNotSeeIt() {
        var caseId = waiting("楼上漏水，双方争执很久");
        for (var role : List.of(Roles.DISPATCHER, Roles.GRID_WORKER, Roles.OPERATOR)) {
            assertThat(as(role).get("/cases/{id}/admission", caseId).statusCode())
                    .isEqualTo(403);
        }
        as(Roles.CLERK)
                .get("/cases/{id}/admission", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
    }
}

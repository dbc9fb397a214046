package org.fengqiao.intake;

import static io.restassured.RestAssured.given;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.AccessCheck;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Access at the front desk, by role and place. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class AccessTest extends AccessCheck {

    private static final String SEARCH = "/people/search";

    /** Each case has an applicant of its own, whose name is the number of the case's reference. */
    private String name = "";

    private static Response registered(Map<String, Object> claims, String district, String street, String name) {
        return given().auth()
                .oauth2(Tokens.of("somebody", claims, Roles.CLERK))
                .contentType("application/json")
                .body("""
                    {"channel":"WINDOW","applicants":[{"name":"%s"}],"respondents":[{"name":"慕容秋水"}],\
                    "summary":"鱼缸漏水","claim":"赔书",
                     "place":{"district":"%s","street":"%s"}}\
                    """.formatted(name, district, street))
                .post("/cases");
    }

    @Override
    protected UUID aCase() {
        name = "欧阳" + UUID.randomUUID();
        return UUID.fromString(registered(Map.of(), DISTRICT, STREET, name)
                .then()
                .statusCode(201)
                .extract()
                .path("caseId"));
    }

    @Override
    protected @Nullable String unit() {
        return null;
    }

    @Override
    protected Map<String, String> whereItIsListed() {
        var now = Instant.now();
        var export = "/exports/gbt31000?limit=200&from=" + now.minusSeconds(600) + "&to=" + now.plusSeconds(600);
        return Map.of("/cases?limit=200", Roles.CLERK, SEARCH, Roles.CLERK, export, Roles.LEADER);
    }

    @Override
    protected Response list(String path, String role, Map<String, Object> claims) {
        return path.equals(SEARCH)
                ? as(role, claims).body(Map.of("kind", "NAME", "value", name)).post(path)
                : super.list(path, role, claims);
    }

    @Test
    void nobodyRegistersADisputeOfAnotherPlace() {
        var ofTheStreet = Map.<String, Object>of("district", DISTRICT, "street", STREET);
        registered(ofTheStreet, DISTRICT, STREET, "欧阳明远").then().statusCode(201);
        registered(ofTheStreet, DISTRICT, "沼潭街道", "欧阳明远")
                .then()
                .statusCode(403)
                .body("code", org.hamcrest.Matchers.equalTo("kernel.outside-jurisdiction"));
    }

    @Test
    void whatLiesOutsideAllDistrictsOfTheCentreIsSentOnByAnyDesk() {
        var desk = Map.<String, Object>of("district", DISTRICT);
        var caseId = registered(desk, "东河区", "回民街道", "欧阳明远")
                .then()
                .statusCode(201)
                .extract()
                .path("caseId");
        as(Roles.CLERK, desk)
                .body(Map.of("ground", "OUTSIDE_JURISDICTION"))
                .post("/cases/{id}/decline", caseId)
                .then()
                .statusCode(200);
        as(Roles.CLERK, Map.of("district", DISTRICT, "street", STREET))
                .get("/cases/{id}", caseId)
                .then()
                .statusCode(404);
    }

    @Test
    void nobodyForgetsAPersonOfAnotherPlace() {
        var caseId = aCase();
        var subject = as(Roles.CLERK, Map.of())
                .get("/cases/{id}", caseId)
                .then()
                .extract()
                .path("applicants[0].subjectId");
        var order = Map.of("ground", "PURPOSE_FULFILLED", "reason", "事情已了");
        as(Roles.CLERK, Map.of("district", "东河区"))
                .body(order)
                .post("/subjects/{id}/erasure", subject)
                .then()
                .statusCode(404)
                .body("code", org.hamcrest.Matchers.equalTo("kernel.no-such-case"));
        as(Roles.CLERK, Map.of("district", DISTRICT))
                .body(order)
                .post("/subjects/{id}/erasure", subject)
                .then()
                .statusCode(409)
                .body("code", org.hamcrest.Matchers.equalTo("intake.not-settled"));
    }
}

package org.fengqiao.kernel.example;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Bare address of a service: its contents, and those shown only if configured. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class AboutTest {

    private static final String WHAT_A_BROWSER_ACCEPTS =
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Test
    void aServiceSaysWhatItIsAndWhereItsInterfaceIsDescribed() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("name", equalTo("example"))
                .body("links.openapi", equalTo("/q/openapi"))
                .body("links", not(hasKey("swagger-ui")));
        given().accept(WHAT_A_BROWSER_ACCEPTS)
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("<a href=\"/q/openapi\">"));
    }

    @Test
    void answersAreJsonWhateverTheCallerLikesBetter() {
        given().accept("text/plain, application/json;q=0.1")
                .get("/checkpoints/key")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("$", hasKey("keyId"));
        given().accept("application/schema+json").get("/schemas").then().statusCode(200);
        given().accept("text/plain")
                .get("/checkpoints/key")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.not-acceptable"));
        for (var path : new String[] {"/", "/checkpoints/key"}) {
            given().accept(";;;")
                    .get(path)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("kernel.bad-input"))
                    .body("fields[0].field", equalTo("Accept"));
        }
        given().accept("text/plain").get("/q/metrics").then().statusCode(200);
    }

    @Test
    void swaggerUiIsThereOnlyWhereItIsSwitchedOn() {
        given().get("/q/swagger-ui/").then().statusCode(404);
    }

    @Test
    void nothingButSwaggerUiMayRunScripts() {
        for (var path : new String[] {"/", "/q/openapi", "/q/health/live", "/schemas"}) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }
}

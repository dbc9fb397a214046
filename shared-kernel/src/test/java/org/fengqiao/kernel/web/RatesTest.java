package org.fengqiao.kernel.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** What a service does for its own protection, whoever calls. */
@QuarkusTest
@TestProfile(RatesTest.Strict.class)
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class RatesTest {

    /** So little that a test runs into it. */
    public static class Strict implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "fengqiao.rate.per-token", "1",
                    "fengqiao.rate.per-token-at-once", "5",
                    "fengqiao.rate.per-address", "3",
                    "fengqiao.rate.per-receipt-code", "2");
        }
    }

    @Inject
    Rates rates;

    private static int looks(String role) {
        return given().auth()
                .oauth2(Tokens.of(role))
                .get("/promises/{id}", UUID.randomUUID())
                .statusCode();
    }

    private static Response promises() {
        return given().auth()
                .oauth2(Tokens.of(Roles.CLERK))
                .contentType("application/json")
                .body(Map.of("what", "x"))
                .post("/promises/{id}", UUID.randomUUID());
    }

    @Test
    void whoCallsTooOftenIsToldWhenToComeBackAndNobodyElseIs() {
        var refused = 0;
        for (var call = 0; call < 20; call++) {
            refused += looks(Roles.CLERK) == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();
        // On a busy machine a second goes by between two calls, and one more is let in.
        Stream.generate(RatesTest::promises)
                .limit(20)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow()
                .then()
                .contentType("application/problem+json")
                .header("Retry-After", not(equalTo("0")))
                .body("code", equalTo("kernel.too-many-calls"));
        assertThat(looks(Roles.OPERATOR)).isNotEqualTo(429);
    }

    @Test
    void whoComesWithoutATokenIsHeldUpByHisAddress() {
        var statuses = new java.util.ArrayList<Integer>();
        for (var call = 0; call < 8; call++) {
            statuses.add(given().get("/schemas").statusCode());
        }
        assertThat(statuses).startsWith(200).endsWith(429);
    }

    @Test
    void aReceiptCodeIsNotLookedAtWithoutEnd() {
        rates.lookWith("one");
        rates.lookWith("one");
        assertThatExceptionOfType(Problem.Thrown.class)
                .isThrownBy(() -> rates.lookWith("one"))
                .satisfies(thrown -> assertThat(thrown.getResponse().getHeaderString("Retry-After"))
                        .isNotNull());
        rates.lookWith("another");
    }

    @Test
    void answersAreKeptByNobodyAndFramedByNobody() {
        given().auth()
                .oauth2(Tokens.of(Roles.ANALYST))
                .get("/promises/{id}", UUID.randomUUID())
                .then()
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .header("Strict-Transport-Security", startsWith("max-age="));
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        given().auth()
                .oauth2(Tokens.of(Roles.MEDIATOR))
                .contentType("application/json")
                .body("{\"what\":\"" + "x".repeat(2 << 20) + "\"}")
                .post("/promises/{id}", UUID.randomUUID())
                .then()
                .statusCode(413);
    }
}

package org.fengqiao.kernel.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Self-protection of a service, whoever calls. */
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
    void aBodyThatIsTooLargeIsNotRead() throws Exception {
        for (var size : List.of((1 << 20) + 1, 5 << 20)) {
            for (var body : List.of(withLength(size), withoutLength(size))) {
                var answer = post(body);
                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
                assertThat(answer.body()).contains("\"code\":\"kernel.body-too-large\"", "\"status\":413");
            }
        }
    }

    @Test
    void aBodyOfExactlyTheLargestSizeIsRead() throws Exception {
        for (var body : List.of(withLength(1 << 20), withoutLength(1 << 20))) {
            assertThat(post(body).statusCode()).isEqualTo(200);
        }
    }

    private static HttpRequest.BodyPublisher withLength(int size) {
        return HttpRequest.BodyPublishers.ofByteArray(body(size));
    }

    private static HttpRequest.BodyPublisher withoutLength(int size) {
        return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body(size)));
    }

    /** A promise of many words. */
    private static byte[] body(int size) {
        var begin = "{\"what\":\"";
        var end = "\"}";
        return (begin + "x".repeat(size - begin.length() - end.length()) + end).getBytes(StandardCharsets.UTF_8);
    }

    /** Over a connection of its own, since the service ends it. */
    private static HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(
                                    RestAssured.baseURI + ":" + RestAssured.port + "/promises/" + UUID.randomUUID()))
                            .header("Authorization", "Bearer " + Tokens.of("who sends much", Map.of(), Roles.CLERK))
                            .header("Content-Type", "application/json")
                            .POST(body)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}

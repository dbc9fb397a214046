package org.fengqiao.kernel.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** A register beside the cases: each entry has a stream, on the same record and by the same rules of calls. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class RegisterTest {

    @Inject
    WordsRegister words;

    @Inject
    Mutiny.SessionFactory sessions;

    static RequestSpecification clerk() {
        return given().auth()
                .oauth2(Tokens.of(Roles.CLERK, "test-unit", Duration.ofMinutes(5)))
                .contentType("application/json");
    }

    static ValidatableResponse define(RequestSpecification by, String word, String meaning) {
        return by.body(Map.of("meaning", meaning)).put("/words/{word}", word).then();
    }

    @Test
    void anEntryHasItsHistoryAndItsNameOnTheTopic() throws Throwable {
        define(clerk(), "quiet", "no noise").statusCode(200).body("id", equalTo("quiet"), "version", equalTo(1));
        define(clerk(), "quiet", "no noise").statusCode(200).body("version", equalTo(1));
        define(clerk(), "quiet", "below 45 dB").statusCode(200).body("version", equalTo(2));
        define(clerk(), "night", "from ten to six").statusCode(200).body("version", equalTo(1));

        clerk().get("/words/quiet").then().body("version", equalTo(2), "meaning", equalTo("below 45 dB"));
        clerk().get("/words/quiet/history").then().body("size()", equalTo(2));
        assertThat(entries("quiet")).containsExactly("words/quiet", "words/quiet");
        assertThat(entries("night")).containsExactly("words/night");
    }

    @Test
    void aRepeatIsAnsweredTheSameAndAStaleChangeIsRefused() {
        define(clerk().header("Idempotency-Key", "loud"), "loud", "over 60 dB").body("version", equalTo(1));
        define(clerk(), "loud", "over 65 dB").body("version", equalTo(2));
        define(clerk().header("Idempotency-Key", "loud"), "loud", "over 60 dB").body("version", equalTo(1));
        define(clerk().header("If-Match", "\"1\""), "loud", "over 70 dB").statusCode(412);
        clerk().get("/words/loud").then().body("meaning", equalTo("over 65 dB"));
    }

    private List<String> entries(String word) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() ->
                sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select entry from event where case_id = '"
                                        + words.model().idOf(word) + "' order by version",
                                String.class)
                        .getResultList()));
    }
}

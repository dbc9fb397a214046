package org.fengqiao.containers;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;

/** Calls with a patience of their own, and waits for what they answer. */
final class Answers {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final RestAssuredConfig CONFIG = RestAssured.config()
            .httpClient(HttpClientConfig.httpClientConfig()
                    .setParam("http.connection.timeout", PATIENCE_MILLIS)
                    .setParam("http.socket.timeout", PATIENCE_MILLIS));

    private Answers() {}

    /** Returns a call with this token. */
    static RequestSpecification with(String token) {
        return given().config(CONFIG).auth().oauth2(token).contentType("application/json");
    }

    /** Returns the status of the answer to a call without a token; 0 if there was none. */
    static int status(String url) {
        return answered(() -> given().config(CONFIG).get(url));
    }

    /** Returns the status of the answer; 0 if nobody answered. */
    static int answered(Callable<Response> call) {
        try {
            return call.call().statusCode();
        } catch (Exception _) {
            return 0;
        }
    }

    /** Waits until that is so; as long as it fails, it is not. */
    static void await(String what, Duration patience, Callable<Boolean> isSo) {
        Awaitility.await(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(isSo);
    }
}

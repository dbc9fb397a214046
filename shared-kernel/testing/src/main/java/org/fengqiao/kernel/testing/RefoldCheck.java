package org.fengqiao.kernel.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;

import org.fengqiao.kernel.identity.Roles;

/**
 * Check that every case that a service's tests have made, folded again, gives the rows that its views hold and the
 * deadlines that were recorded. Whatever a view makes of a case can then be rebuilt.
 */
public final class RefoldCheck {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RefoldCheck() {}

    /**
     * Requires that nothing differs.
     *
     * @param but tables in which tests have altered rows by themselves
     */
    public static void requireThatEveryCaseFoldsToWhatIsStored(String... but) {
        var differences = differences();
        assertThat(differences)
                .filteredOn(one -> !List.of(but).contains(String.valueOf(one.get("table"))))
                .isEmpty();
    }

    /** Compares all cases of the service with what it stores; answers the first 200 differences. */
    public static List<Map<String, Object>> differences() {
        var compared = ended("COMPARE", List.of());
        assertThat(compared.getLong("streams")).isPositive();
        return operator()
                .queryParam("limit", 200)
                .get("/refoldings/{id}/differences", compared.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    /** Makes these tables again from the events, or all if none is named. */
    public static void rebuild(String... tables) {
        ended("REBUILD", List.of(tables));
    }

    private static JsonPath ended(String kind, List<String> tables) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "reason", "a test"));
        if (!tables.isEmpty()) {
            body.put("tables", tables);
        }
        String id = operator()
                .body(body)
                .post("/refoldings")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(PATIENCE)
                .until(() -> !operator()
                        .get("/refoldings/{id}", id)
                        .then()
                        .extract()
                        .path("state")
                        .equals("RUNNING"));
        var ended = operator().get("/refoldings/{id}", id).then().extract().jsonPath();
        assertThat(ended.getString("state")).as(ended.getString("failure")).isEqualTo("DONE");
        return ended;
    }

    private static RequestSpecification operator() {
        // After the last test of a class RestAssured has forgotten the address of the service.
        return given().baseUri(ConfigProvider.getConfig().getValue("test.url", String.class))
                .auth()
                .oauth2(Tokens.of(Roles.OPERATOR))
                .contentType("application/json");
    }
}

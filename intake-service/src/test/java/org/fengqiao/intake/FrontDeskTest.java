package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fengqiao.intake.IntakeServiceTest.PATIENCE;
import static org.fengqiao.intake.IntakeServiceTest.as;
import static org.fengqiao.intake.IntakeServiceTest.register;
import static org.fengqiao.intake.IntakeServiceTest.routing;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;

/** Several clerks at one case, their list, and what the front desk does not take. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class FrontDeskTest {

    static final String OUTSIDE = IntakeServiceTest.COMPLETE.replace("昆都仑区", "东河区");

    @Test
    void ofFiftyClerksWhoDecideAtOnceOneIsFirstAndNobodyContradictsIt() throws Exception {
        var id = register(OUTSIDE).getString("caseId");
        var accepting = (Callable<Integer>)
                () -> as(Roles.CLERK).post("/cases/{id}/acceptance", id).statusCode();
        var declining = (Callable<Integer>) () -> as(Roles.CLERK)
                .body(Map.of("ground", "OUTSIDE_JURISDICTION"))
                .post("/cases/{id}/decline", id)
                .statusCode();
        var statuses = new ArrayList<Integer>();
        try (var clerks = Executors.newFixedThreadPool(50)) {
            for (var answer : clerks.invokeAll(IntStream.range(0, 50)
                    .mapToObj(n -> n % 2 == 0 ? accepting : declining)
                    .toList())) {
                statuses.add(answer.get());
            }
        }
        // Whoever agrees with the first decision hears that it holds, whoever does not that it is too late.
        assertThat(statuses).containsOnly(200, 409);
        as(Roles.OPERATOR).get("/cases/{id}/events", id).then().body("items.version", contains(1, 2));
    }

    @Test
    void whoeverSavesAnOldVersionIsTold() {
        var id = register(OUTSIDE).getString("caseId");
        as(Roles.CLERK)
                .header("If-Match", "\"7\"")
                .post("/cases/{id}/acceptance", id)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
        as(Roles.CLERK)
                .header("If-Match", "\"1\"")
                .post("/cases/{id}/acceptance", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
    }

    @Test
    void theListOfWhatWaitsIsPagedWithoutLoss() {
        var waiting = new HashSet<String>();
        for (var i = 0; i < 7; i++) {
            waiting.add(register(OUTSIDE).getString("caseId"));
        }
        var listed = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = as(Roles.CLERK)
                    .queryParam("status", "REGISTERED")
                    .queryParam("limit", 3)
                    .queryParam("cursor", cursor)
                    .get("/cases")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.caseId"));
            cursor = page.getString("next");
        }
        assertThat(listed).containsAll(waiting).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"status,WAITING", "status,registered", "cursor,bm9uc2Vuc2U", "cursor,!"})
    void aListThatCannotBeMeantIsRefusedWithTheFieldThatIsWrong(String parameter, String value) {
        as(Roles.CLERK)
                .queryParam(parameter, value)
                .get("/cases")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.bad-input"), "fields.field", contains(parameter));
    }

    @Test
    void anAmountIsNeitherNegativeNorWithoutACurrency() {
        var amounts = List.of(
                "{\"amount\":\"-1.00\",\"currency\":\"yuan\"}", "{\"amount\":\"1.005\"}", "{\"amount\":\"much\"}");
        var offending = List.of(
                List.of("amount.amount", "amount.currency"),
                List.of("amount.amount", "amount.currency"),
                List.of("amount.amount", "amount.currency"));
        for (var i = 0; i < amounts.size(); i++) {
            as(Roles.CLERK)
                    .body(IntakeServiceTest.COMPLETE.replace(
                            "\"place\"", "\"amount\":" + amounts.get(i) + ",\"place\""))
                    .post("/cases")
                    .then()
                    .statusCode(400)
                    .body("fields.field", containsInAnyOrder(offending.get(i).toArray()));
        }
        var good = IntakeServiceTest.COMPLETE.replace(
                "\"place\"", "\"amount\":{\"amount\":\"1234.50\",\"currency\":\"CNY\"},\"place\"");
        as(Roles.CLERK)
                .get("/cases/{id}", register(good).getString("caseId"))
                .then()
                .body("amount.amount", equalTo("1234.50"), "amount.currency", equalTo("CNY"));
    }

    @Test
    void nobodyIsLetInWithoutAToken() {
        for (var call : List.of("/cases/x/acceptance", "/cases/x/decline", "/cases/x/withdrawal", "/cases")) {
            io.restassured.RestAssured.given()
                    .contentType("application/json")
                    .body("{}")
                    .post(call.replace("x", UUID.randomUUID().toString()))
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("code", equalTo("kernel.unauthenticated"));
        }
        io.restassured.RestAssured.given().get("/cases").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"closure\":0,\"outcome\":\"AGREED\",\"closedAt\":\"2024-04-01T00:00:00Z\"}",
                "{\"closure\":1,\"closedAt\":\"2024-04-01T00:00:00Z\"}",
                "{\"closure\":1,\"outcome\":\"AGREED\"}"
            })
    void aClosingThatDoesNotSayHowTheCaseEndedIsSetAside(String closing) {
        var stuck = UUID.randomUUID().toString();
        try (var log = new PartnerProducer(Infrastructure.bootstrap())) {
            log.send(routing(stuck, "case-closed", closing));
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> as(Roles.OPERATOR).get("/parked?limit=200").then().body("items.caseId", hasItem(stuck)));
    }
}

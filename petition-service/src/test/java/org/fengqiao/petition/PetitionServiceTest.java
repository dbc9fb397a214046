package org.fengqiao.petition;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** The whole service between the common log, a real database and its callers. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "petition"))
@QuarkusTestResource(Tokens.class)
class PetitionServiceTest {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    static CaseLog log;

    @BeforeAll
    static void connect() {
        log = new CaseLog(Infrastructure.bootstrap());
    }

    @AfterAll
    static void disconnect() {
        log.close();
    }

    static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType("application/json");
    }

    static ValidatableResponse clerk(UUID caseId, String call, Object body) {
        return as(Roles.PETITION_CLERK)
                .body(body)
                .post("/petitions/{id}" + call, caseId)
                .then();
    }

    static JsonPath sheet(UUID caseId) {
        return as(Roles.DEPARTMENT)
                .get("/petitions/{id}", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static ProducerRecord<byte[], byte[]> claim(UUID caseId, int custody, String path, String unit) {
        return log.write("routing", "case-claimed", caseId, """
                {"custody":%d,"unit":"%s","worker":"sun","path":"%s","category":"HOUSING_LAND","complexity":"SIMPLE","channel":"WINDOW",
                 "place":{"district":"昆都仑区","street":"昆河镇"},"somethingNew":1,
                 "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"李某"},
                            {"partyId":"respondent-1","side":"RESPONDENT","name":"王某"}]}""".formatted(custody, unit, path), NOON);
    }

    static void awaitStatus(UUID caseId, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.PETITION_CLERK)
                        .get("/petitions/{id}", caseId)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo(status)));
    }

    static UUID opened(String unit) {
        var caseId = UUID.randomUUID();
        claim(caseId, 2, "PETITION", unit);
        awaitStatus(caseId, "OPENED");
        return caseId;
    }

    @Test
    void anAgencyGoesFromClaimToConclusionAndEveryStepIsOnTheLogInOrder() {
        var caseId = opened("kunhe-desk");
        clerk(caseId, "/conclusion", Map.of("result", "SUPPORTED"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("petition.not-notified"));
        clerk(caseId, "/notification", Map.of("documentNumber", "告2024-7"))
                .statusCode(200)
                .header("ETag", "\"2\"");
        clerk(caseId, "/notification", Map.of("documentNumber", "告2024-7"))
                .statusCode(200)
                .body("version", equalTo(2));
        clerk(caseId, "/reply", Map.of("result", "PARTLY_SUPPORTED")).statusCode(200);
        clerk(caseId, "/conclusion", Map.of("result", "SUPPORTED"))
                .statusCode(409)
                .body("code", equalTo("petition.result-differs-from-reply"));
        clerk(caseId, "/conclusion", Map.of("result", "PARTLY_SUPPORTED")).statusCode(200);

        var records = log.until("petition", caseId, 4);
        assertThat(CaseLog.names(records))
                .containsExactly("petition-opened", "petitioner-notified", "reply-delivered", "petition-concluded");
        assertThat(records)
                .extracting(record -> CaseLog.headers(record).get("ce_sequence"))
                .containsExactly("1", "2", "3", "4");
        var first = CaseLog.headers(records.getFirst());
        assertThat(first).containsEntry("ce_actorrole", "system");
        assertThat(Instant.parse(first.get("ce_time"))).isEqualTo(NOON);
        assertThat(CaseLog.headers(records.getLast()))
                .containsEntry("ce_actorid", "petition-clerk-1")
                .containsEntry("ce_actorrole", Roles.PETITION_CLERK);
        var concluded = new JsonPath(new String(records.getLast().value(), UTF_8));
        assertThat(concluded.getString("petitionId")).isEqualTo(caseId + "/petition/2");
        assertThat(concluded.getInt("custody")).isEqualTo(2);
        assertThat(concluded.getString("result")).isEqualTo("PARTLY_SUPPORTED");

        var sheet = sheet(caseId);
        assertThat(sheet.getString("status")).isEqualTo("CONCLUDED");
        assertThat(sheet.getString("notice.documentNumber")).isEqualTo("告2024-7");
        assertThat(sheet.getList("parties.name")).containsExactly("李某", "王某");
    }

    @Test
    void whatIsDeliveredTwiceHappensOnceAndOtherPathsAreNotForTheAgency() {
        var caseId = UUID.randomUUID();
        var mediated = UUID.randomUUID();
        claim(mediated, 1, "MEDIATION", "committee");
        var record = claim(caseId, 1, "PETITION", "u");
        log.write(record);
        claim(caseId, 2, "PETITION", "v");
        log.write(record);
        log.write("routing", "case-closed", caseId, """
                {"closure":1,"outcome":"WITHDRAWN","path":"PETITION","unit":"v","closedAt":"2024-03-02T04:00:00Z"}""", NOON);
        awaitStatus(caseId, "DISCONTINUED");
        assertThat(CaseLog.names(log.until("petition", caseId, 4)))
                .containsExactly(
                        "petition-opened", "petition-discontinued", "petition-opened", "petition-discontinued");
        clerk(caseId, "/notification", Map.of()).statusCode(409).body("code", equalTo("petition.discontinued"));
        as(Roles.DEPARTMENT)
                .get("/petitions/{id}", mediated)
                .then()
                .statusCode(404)
                .body("code", equalTo("petition.unknown-case"));
    }

    @Test
    void anUnreadableRecordHoldsUpItsOwnCaseOnly() {
        var broken = UUID.randomUUID();
        log.write("routing", "case-claimed", broken, "{\"custody\":", NOON);
        claim(broken, 1, "PETITION", "u");
        opened("u");
        await().atMost(PATIENCE).untilAsserted(() -> {
            var parked =
                    as(Roles.OPERATOR).get("/parked?limit=200").then().extract().jsonPath();
            assertThat(parked.getString("items.find { it.caseId == '" + broken + "' }.code"))
                    .isEqualTo("kernel.unreadable-event");
            assertThat(parked.getInt("items.find { it.caseId == '" + broken + "' }.waiting"))
                    .isEqualTo(2);
        });
        as(Roles.OPERATOR)
                .post("/parked/{id}/redrive", broken)
                .then()
                .statusCode(200)
                .body("done", equalTo(0), "waiting", equalTo(2));
        as(Roles.PETITION_CLERK).get("/petitions/{id}", broken).then().statusCode(404);
    }

    @Test
    void nobodyActsWithoutATokenAndItsRole() {
        var caseId = opened("u");
        Map.of(
                        "/notification", "{}",
                        "/reply", "{\"result\":\"SUPPORTED\"}",
                        "/conclusion", "{\"result\":\"SUPPORTED\"}")
                .forEach((call, body) -> {
                    given().contentType("application/json")
                            .body(body)
                            .post("/petitions/{id}" + call, caseId)
                            .then()
                            .statusCode(401)
                            .contentType("application/problem+json");
                    given().auth()
                            .oauth2(Tokens.forged(Roles.PETITION_CLERK))
                            .contentType("application/json")
                            .body(body)
                            .post("/petitions/{id}" + call, caseId)
                            .then()
                            .statusCode(401);
                    as(Roles.MEDIATOR)
                            .body(body)
                            .post("/petitions/{id}" + call, caseId)
                            .then()
                            .statusCode(403)
                            .body("code", equalTo("kernel.forbidden"));
                });
        for (var list : List.of("/petitions", "/petitions/" + caseId)) {
            given().get(list).then().statusCode(401);
            as(Roles.ANALYST).get(list).then().statusCode(403);
        }
        assertThat(sheet(caseId).getLong("version")).isEqualTo(1);
    }

    @Test
    void everyOffendingFieldIsNamed() {
        var caseId = opened("u");
        clerk(caseId, "/reply", "{\"result\":\"MAYBE\",\"documentNumber\":7}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.bad-input"))
                .body("fields.field", containsInAnyOrder("result", "documentNumber"));
        clerk(caseId, "/conclusion", "{}").statusCode(400).body("fields[0].field", equalTo("result"));
        clerk(caseId, "/notification", "[]").statusCode(400);
        clerk(caseId, "/notification", Map.of("documentNumber", "x".repeat(201)))
                .statusCode(400)
                .body("fields[0].code", equalTo("wrong-length"));
        as(Roles.DEPARTMENT)
                .get("/petitions?status=DONE")
                .then()
                .statusCode(400)
                .body("fields[0].field", equalTo("status"));
        clerk(UUID.randomUUID(), "/notification", Map.of())
                .statusCode(404)
                .body("code", equalTo("petition.not-opened"));
    }

    @Test
    void theSameIdempotencyKeyIsOneEventAndOneAnswer() throws Exception {
        var caseId = opened("u");
        var answers = atOnce(
                100,
                () -> as(Roles.PETITION_CLERK)
                        .header("Idempotency-Key", "notice-" + caseId)
                        .body("{}")
                        .post("/petitions/{id}/notification", caseId)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(answers).hasSize(100).containsOnly(answers.getFirst());
        assertThat(sheet(caseId).getLong("version")).isEqualTo(2);
    }

    @Test
    void whoSavesAnOldVersionIsTold() {
        var caseId = opened("u");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        as(Roles.PETITION_CLERK)
                .header("If-Match", "\"1\"")
                .body(Map.of("result", "SUPPORTED"))
                .post("/petitions/{id}/reply", caseId)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
        as(Roles.PETITION_CLERK)
                .header("If-Match", "\"2\"")
                .body(Map.of("result", "SUPPORTED"))
                .post("/petitions/{id}/reply", caseId)
                .then()
                .statusCode(200);
    }

    @Test
    void ofFiftyDifferentNoticesAtOnceOneIsTheNotice() throws Exception {
        var caseId = opened("u");
        var numbers = new java.util.concurrent.atomic.AtomicInteger();
        var statuses = atOnce(
                50,
                () -> as(Roles.PETITION_CLERK)
                        .body(Map.of("documentNumber", "告2024-" + numbers.incrementAndGet()))
                        .post("/petitions/{id}/notification", caseId)
                        .statusCode());
        assertThat(statuses).isSubsetOf(200, 409).containsOnlyOnce(200);
        assertThat(sheet(caseId).getLong("version")).isEqualTo(2);
    }

    static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        try (var callers = Executors.newFixedThreadPool(25)) {
            var answers = new ArrayList<T>();
            for (var answer : callers.invokeAll(
                    IntStream.range(0, count).mapToObj(_ -> call).toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void theListOfAUnitIsReadPageByPage() {
        var unit = "unit-" + UUID.randomUUID();
        var cases = IntStream.range(0, 5).mapToObj(_ -> opened(unit).toString()).toList();
        clerk(UUID.fromString(cases.getFirst()), "/notification", Map.of()).statusCode(200);

        var listed = new ArrayList<String>();
        var cursor = "";
        do {
            var page = as(Roles.PETITION_CLERK)
                    .get("/petitions?unit={unit}&limit=2&cursor={cursor}", unit, cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.caseId", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(cases);

        as(Roles.PETITION_CLERK)
                .get("/petitions?unit={unit}&status=NOTIFIED&status=REPLIED", unit)
                .then()
                .body("items.caseId", equalTo(List.of(cases.getFirst())), "next", nullValue());
    }
}

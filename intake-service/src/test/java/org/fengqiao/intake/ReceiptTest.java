package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fengqiao.intake.IntakeServiceTest.PATIENCE;
import static org.fengqiao.intake.IntakeServiceTest.as;
import static org.fengqiao.intake.IntakeServiceTest.register;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** A party follows its case through all stages with the receipt code alone. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class ReceiptTest {

    private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

    private static RequestSpecification party() {
        return given().contentType("application/json");
    }

    private static RequestSpecification browser() {
        return given().header("Accept", PAGE).redirects().follow(false);
    }

    private static ValidatableResponse receipt(String code) {
        return given().get("/receipts/{code}", code).then();
    }

    private static final AtomicInteger HAPPENED = new AtomicInteger();

    /** One thing after the other. */
    private static void happens(String caseId, String service, String event, String data) {
        try (var log = new CaseLog(Infrastructure.bootstrap())) {
            log.write(
                    service,
                    event,
                    UUID.fromString(caseId),
                    data,
                    Instant.now().plusSeconds(HAPPENED.incrementAndGet()).truncatedTo(ChronoUnit.MILLIS));
        }
    }

    private static void untilStep(String code, String words) {
        await().atMost(PATIENCE).untilAsserted(() -> receipt(code).body("steps.what.en", hasItems(words)));
    }

    @Test
    void aPartyIsToldOfEveryStageInItsWordsAndOfItsOwnSideOnly() {
        var registered = register(IntakeServiceTest.COMPLETE);
        var id = registered.getString("caseId");
        var code = registered.getString("receiptCode");
        receipt(code)
                .statusCode(200)
                .body("words.zh", equalTo("已受理"))
                .body("handledBy", nullValue())
                .body("next.en", equalTo("A unit is found that deals with it"));

        happens(id, "routing", "case-triaged", "{\"path\":\"MEDIATION\"}");
        happens(
                id,
                "routing",
                "case-assigned",
                "{\"unit\":\"kunhe-committee\",\"name\":{\"zh\":\"昆河社区调委会\",\"en\":\"Kunhe committee\"}}");
        happens(
                id,
                "routing",
                "deadline-set",
                "{\"name\":\"claim-1\",\"rule\":\"claim\",\"version\":1,\"dueAt\":\"2030-01-01T00:00:00Z\"}");
        happens(
                id,
                "routing",
                "deadline-set",
                "{\"name\":\"return-1\",\"rule\":\"return\",\"version\":1,\"dueAt\":\"2030-01-02T00:00:00Z\"}");
        untilStep(code, "Assigned to a unit");
        await().atMost(PATIENCE)
                .untilAsserted(() -> receipt(code)
                        .body("handledBy.zh", equalTo("昆河社区调委会"))
                        .body("handledBy.en", equalTo("Kunhe committee"))
                        .body("steps.what.zh", hasItems("先行调解"))
                        .body("deadlines.title.zh", equalTo(List.of("认领")))
                        .body("deadlines[0].dueAt", equalTo("2030-01-01T00:00:00Z")));

        happens(id, "routing", "deadline-met", "{\"name\":\"claim-1\"}");
        happens(
                id,
                "mediation",
                "session-scheduled",
                "{\"session\":1,\"startsAt\":\"2030-01-05T01:00:00Z\",\"parties\":[\"respondent-1\"]}");
        happens(id, "mediation", "session-scheduled", "{\"session\":1,\"startsAt\":\"2030-01-06T01:00:00Z\"}");
        happens(id, "mediation", "consent-recorded", "{\"partyId\":\"respondent-1\",\"consents\":false}");
        happens(id, "mediation", "agreement-signed", "{\"custody\":1}");
        happens(
                id,
                "mediation",
                "obligation-reminded",
                "{\"obligation\":1,\"part\":1,\"debtor\":\"applicant-1\",\"dueOn\":\"2030-01-20\"}");
        happens(
                id,
                "mediation",
                "obligation-reminded",
                "{\"obligation\":2,\"part\":1,\"debtor\":\"respondent-1\",\"dueOn\":\"2030-01-21\"}");
        happens(
                id,
                "routing",
                "case-closed",
                "{\"closure\":1,\"outcome\":\"AGREED\",\"closedAt\":\"2030-01-07T01:00:00Z\"}");
        untilStep(code, "Closed: an agreement was reached");
        receipt(code)
                .body("steps.due", hasItems("2030-01-06T01:00:00Z", "2030-01-19T16:00:00Z"))
                .body("steps.due", not(hasItems("2030-01-05T01:00:00Z")))
                .body("steps.due", not(hasItems("2030-01-20T16:00:00Z")))
                .body("steps.what.en", not(hasItems("You refused mediation")))
                .body("outcome.zh", equalTo("已办结：达成调解协议"))
                .body("deadlines", equalTo(List.of()))
                .body("stages.stage", equalTo(List.of("INTAKE", "DISPATCH", "MEDIATION", "RESULT")));

        happens(id, "routing", "case-reopened", "{\"closure\":1,\"reopenedAt\":\"2030-01-08T01:00:00Z\"}");
        untilStep(code, "Opened again");
        receipt(code).body("outcome", nullValue());
    }

    @Test
    void aDeadlineThatIsMovedIsShownWhereItIs() {
        var registered = register(IntakeServiceTest.COMPLETE);
        var id = registered.getString("caseId");
        happens(
                id,
                "mediation",
                "deadline-set",
                "{\"name\":\"mediation-1\",\"rule\":\"people-mediation\",\"version\":1,"
                        + "\"dueAt\":\"2030-01-01T00:00:00Z\"}");
        happens(id, "mediation", "deadline-extended", "{\"name\":\"mediation-1\",\"dueAt\":\"2030-02-01T00:00:00Z\"}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> receipt(registered.getString("receiptCode"))
                        .body("deadlines.dueAt", equalTo(List.of("2030-02-01T00:00:00Z"))));
    }

    @Test
    void aStageIsRatedOnceWhenItIsOver() {
        var code = register(IntakeServiceTest.COMPLETE).getString("receiptCode");
        var five = Map.of("stage", "INTAKE", "score", 5, "remark", "很快");
        party().body(five).post("/receipts/{code}/ratings", code).then().statusCode(200);
        party().body(five).post("/receipts/{code}/ratings", code).then().statusCode(200);
        party().body(Map.of("stage", "INTAKE", "score", 1))
                .post("/receipts/{code}/ratings", code)
                .then()
                .statusCode(409)
                .body("code", equalTo("intake.already-rated"));
        party().body(Map.of("stage", "MEDIATION", "score", 1))
                .post("/receipts/{code}/ratings", code)
                .then()
                .statusCode(409)
                .body("code", equalTo("intake.stage-not-over"));
        party().body(Map.of("stage", "INTAKE", "score", 6))
                .post("/receipts/{code}/ratings", code)
                .then()
                .statusCode(400);
        receipt(code).body("stages[0].score", equalTo(5));
    }

    @Test
    void thePartyHandsInDocumentsAndTakesItsCaseBack() {
        var registered = register(IntakeServiceTest.COMPLETE);
        var code = registered.getString("receiptCode");
        given().contentType("application/pdf")
                .body("%PDF-1.7 漏水".getBytes(UTF_8))
                .post("/receipts/{code}/documents", code)
                .then()
                .statusCode(201)
                .body("attachment", equalTo(1));
        receipt(code).body("documents", equalTo(1), "withdrawable", equalTo(true));
        as(Roles.CLERK)
                .get("/cases/{id}/attachments", registered.getString("caseId"))
                .then()
                .body("items[0].by", equalTo("PARTY"));
        party().body(Map.of("reason", "和好了"))
                .post("/receipts/{code}/withdrawal", code)
                .then()
                .statusCode(200);
        receipt(code).body("words.zh", equalTo("已撤回"), "withdrawable", equalTo(false));
        given().contentType("application/pdf")
                .body("%PDF-1.7 再来".getBytes(UTF_8))
                .post("/receipts/{code}/documents", code)
                .then()
                .statusCode(409)
                .body("code", equalTo("intake.already-withdrawn"));
    }

    @Test
    void thePageSaysTheSameAndSendsItsFormsHome() {
        var registered = register(IntakeServiceTest.COMPLETE);
        var code = registered.getString("receiptCode");
        browser().get("/r/{code}", code).then().statusCode(303).header("Location", endsWith("/receipts/" + code));
        browser()
                .get("/receipts/{code}", code)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/html"))
                .header("Cache-Control", equalTo("no-store"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("img-src 'self'"), not(containsString("script"))))
                .body(allOf(containsString("已受理"), not(containsString("<script")), not(containsString("孙某"))));
        browser()
                .contentType("application/x-www-form-urlencoded;charset=utf-8")
                .formParam("stage", "INTAKE")
                .formParam("score", "4")
                .formParam("remark", "")
                .post("/receipts/{code}/ratings", code)
                .then()
                .statusCode(303);
        browser()
                .multiPart("file", "漏水.pdf", "%PDF-1.7 漏水".getBytes(UTF_8))
                .post("/receipts/{code}/documents", code)
                .then()
                .statusCode(303);
        browser()
                .multiPart("file", "setup.exe", new byte[] {'M', 'Z', 0, 1})
                .post("/receipts/{code}/documents", code)
                .then()
                .statusCode(415)
                .header("Content-Type", startsWith("text/html"))
                .body(containsString("不支持这种文件"));
        browser()
                .contentType("application/x-www-form-urlencoded;charset=utf-8")
                .formParam("reason", "和好了")
                .post("/receipts/{code}/withdrawal", code)
                .then()
                .statusCode(303);
        browser()
                .get("/receipts/{code}", code)
                .then()
                .body(allOf(containsString("已撤回"), containsString("登记受理：4分"), not(containsString("确认撤回"))));
        browser()
                .get("/receipts/{code}", "0000-0000-0000-0000")
                .then()
                .statusCode(404)
                .header("Content-Type", startsWith("text/html"))
                .body(containsString("没有这个回执码"));
    }

    @Test
    void theCodeIsDrawn() {
        var code = register(IntakeServiceTest.COMPLETE).getString("receiptCode");
        var svg = given().get("/receipts/{code}/qr.svg", code)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("image/svg+xml"))
                .extract()
                .asString();
        assertThat(svg).startsWith("<svg").contains("viewBox=\"0 0 ").doesNotContain(code);
        given().get("/receipts/{code}/qr.svg", "0000-0000-0000-0000").then().statusCode(404);
    }
}

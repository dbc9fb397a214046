package org.fengqiao.mediation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

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
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Calls over HTTP, one by one and many at once. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class CallersTest extends MediationServiceStory {

    @Test
    void nobodyActsWithoutATokenAndItsRole() {
        var caseId = opened();
        var calls = Map.of(
                "/consents", "{\"partyId\":\"applicant-1\",\"consents\":true}",
                "/mediator", "{\"mediator\":\"qian\"}",
                "/sessions", "{\"startsAt\":\"2024-03-02T09:00:00+08:00\"}",
                "/sessions/1/outcome", "{\"held\":true}",
                "/failure", "{\"reason\":\"x\"}",
                "/confirmation-application", "{\"applicants\":[]}",
                "/obligations/1/performance", "{}",
                "/obligations/1/breach", "{\"reason\":\"x\"}",
                "/revisits/1/parties/applicant-1/attempts", "{\"channel\":\"VISIT\"}",
                "/agreement",
                        "{\"form\":\"ORAL\",\"whole\":true,\"terms\":\"x\",\"obligations\":[],\"signedBy\":[],"
                                + "\"confirmationIntended\":false}");
        calls.forEach((call, body) -> {
            given().contentType("application/json")
                    .body(body)
                    .post("/mediations/{id}" + call, caseId)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
            given().auth()
                    .oauth2(Tokens.forged(Roles.MEDIATOR))
                    .contentType("application/json")
                    .body(body)
                    .post("/mediations/{id}" + call, caseId)
                    .then()
                    .statusCode(401);
            as(Roles.PETITION_CLERK)
                    .body(body)
                    .post("/mediations/{id}" + call, caseId)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("kernel.forbidden"));
        });
        for (var list : List.of("/mediations", "/revisits", "/revisits/marked", "/mediations/" + caseId)) {
            given().get(list).then().statusCode(401);
            as(Roles.ANALYST).get(list).then().statusCode(403);
        }
        assertThat(sheet(caseId).getLong("version")).isEqualTo(2);
    }

    @Test
    void everyOffendingFieldIsNamed() {
        var caseId = opened();
        mediator(caseId, "/agreement", """
            {"form":"SPOKEN","whole":"yes","terms":"","obligations":[
               {"debtor":"respondent-1","creditor":5,"what":"pay","amount":{"amount":"-1.005","currency":"yuan"},\
            "dueOn":"soon"}],
             "confirmationIntended":false}\
            """)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.bad-input"))
                .body(
                        "fields.field.unique()",
                        containsInAnyOrder(
                                "form",
                                "whole",
                                "terms",
                                "obligations[0].creditor",
                                "obligations[0].amount.amount",
                                "obligations[0].amount.currency",
                                "obligations[0].dueOn",
                                "signedBy"));
        mediator(caseId, "/sessions/1/outcome", Map.of("held", true, "absent", List.of("applicant-1")))
                .statusCode(400)
                .body("fields[0].field", equalTo("absent"));
        mediator(
                        caseId,
                        "/revisits/1/parties/applicant-1/answer",
                        Map.of(
                                "channel",
                                "LINK",
                                "speaker",
                                "PARTY",
                                "satisfaction",
                                6,
                                "obligations",
                                List.of(Map.of("obligation", 0, "said", "PERFORMED")),
                                "newTrouble",
                                false))
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("channel", "satisfaction", "obligations[0].obligation"));
        mediator(caseId, "/revisits/1/parties/applicant-1/attempts", Map.of("channel", "PHONE"))
                .statusCode(400)
                .body("fields[0].field", equalTo("phone"), "fields[0].code", equalTo("missing"));
        mediator(caseId, "/revisits/1/parties/applicant-1/attempts", Map.of("channel", "PHONE", "phone", "none"))
                .statusCode(400)
                .body("fields[0].field", equalTo("phone"), "fields[0].code", equalTo("wrong-form"));
        mediator(caseId, "/revisits/1/parties/applicant-1/attempts", Map.of("channel", "VISIT", "phone", "13904720001"))
                .statusCode(400)
                .body("fields[0].field", equalTo("phone"), "fields[0].code", equalTo("unexpected"));
        mediator(caseId, "/consents", "{").statusCode(400).body("code", equalTo("kernel.malformed-json"));
        as(Roles.MEDIATOR)
                .get("/mediations?status=FINISHED")
                .then()
                .statusCode(400)
                .body("fields[0].field", equalTo("status"));
        as(Roles.MEDIATOR)
                .get("/revisits?dueBefore=tomorrow")
                .then()
                .statusCode(400)
                .body("fields[0].field", equalTo("dueBefore"));
        as(Roles.MEDIATOR).get("/mediations?cursor=ISE").then().statusCode(400);
        mediator(UUID.randomUUID(), "/failure", Map.of("reason", "x"))
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
        as(Roles.MEDIATOR)
                .get("/mediations/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
    }

    @Test
    void theSameIdempotencyKeyIsOneEventAndOneAnswer() throws Exception {
        var caseId = opened("repeating-committee");
        var body = Map.of("startsAt", now().toString());
        var answers = atOnce(
                100,
                () -> as(Roles.MEDIATOR)
                        .header("Idempotency-Key", "session-" + caseId)
                        .body(body)
                        .post("/mediations/{id}/sessions", caseId)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(answers).hasSize(100).containsOnly(answers.getFirst());
        assertThat(sheet(caseId).getLong("version")).isEqualTo(3);
    }

    @Test
    void aPaperSentAgainIsKnownByItsKeyAndWithoutItIsTakenForAnother() {
        var caseId = readyToSign();
        var paper = Map.of(
                "form",
                "WRITTEN",
                "whole",
                true,
                "terms",
                "The respondent repairs the wall.",
                "obligations",
                List.of(),
                "signedBy",
                List.of("applicant-1", "respondent-1"),
                "confirmationIntended",
                true);
        for (var _ : List.of("first", "again")) {
            as(Roles.MEDIATOR)
                    .header("Idempotency-Key", "agreement-" + caseId)
                    .body(paper)
                    .post("/mediations/{id}/agreement", caseId)
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(9));
        }
        mediator(caseId, "/agreement", paper)
                .statusCode(409)
                .body("code", equalTo("mediation.agreement-already-signed"));
    }

    @Test
    void whoSavesAnOldVersionIsTold() {
        var caseId = opened();
        as(Roles.MEDIATOR)
                .header("If-Match", "\"2\"")
                .body(Map.of("mediator", "qian"))
                .post("/mediations/{id}/mediator", caseId)
                .then()
                .statusCode(200);
        as(Roles.MEDIATOR)
                .header("If-Match", "\"2\"")
                .body(Map.of("mediator", "sun"))
                .post("/mediations/{id}/mediator", caseId)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
    }

    @Test
    void fiftySessionsAskedForAtOnceAreNumberedWithoutGapOrDouble() throws Exception {
        var caseId = opened("busy-committee");
        var hours = new java.util.concurrent.atomic.AtomicInteger();
        var statuses = atOnce(
                50,
                () -> as(Roles.MEDIATOR)
                        .body(Map.of(
                                "startsAt",
                                Instant.parse("2024-03-02T01:00:00Z")
                                        .plusSeconds(3600L * hours.incrementAndGet())
                                        .toString()))
                        .post("/mediations/{id}/sessions", caseId)
                        .statusCode());
        assertThat(statuses).isSubsetOf(200, 409).contains(200);
        var won = (int) statuses.stream().filter(status -> status == 200).count();
        assertThat(sheet(caseId).getList("mediation.sessions.session"))
                .isEqualTo(IntStream.rangeClosed(1, won).boxed().toList());
        assertThat(log.until("mediation", caseId, won + 2))
                .extracting(record -> CaseLog.headers(record).get("ce_sequence"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, won + 2)
                        .mapToObj(Integer::toString)
                        .toList());
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
        mediator(UUID.fromString(cases.getFirst()), "/failure", Map.of("reason", "no trust"))
                .statusCode(200);

        var listed = new ArrayList<String>();
        var cursor = "";
        do {
            var page = as(Roles.MEDIATOR)
                    .get("/mediations?unit={unit}&limit=2&cursor={cursor}", unit, cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.caseId", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(cases);

        as(Roles.MEDIATOR)
                .get("/mediations?unit={unit}&status=CONCLUDED&status=DISCONTINUED", unit)
                .then()
                .body("items.caseId", equalTo(List.of(cases.getFirst())), "next", nullValue());
        as(Roles.MEDIATOR)
                .get("/mediations?unit={unit}&status=UNDERWAY&mediator=zhao", unit)
                .then()
                .body("items.size()", equalTo(4), "items[0].street", equalTo("昆河镇"));
    }
}

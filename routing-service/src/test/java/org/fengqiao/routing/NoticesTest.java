package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Notices about what is late or wrong, from the deadline of another service to the end of the notice. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class NoticesTest extends RoutingApplication {

    private void deadline(UUID caseId, String service, String event, String name, String rule) {
        log.append(
                caseId,
                service + ".deadline-" + event,
                """
                {"name": "%s", "rule": "%s", "dueAt": "2024-01-08T00:00:00Z", "%sAt": "%s"}\
                """.formatted(name, rule, event, clock.instant()),
                clock.instant());
    }

    private static void awaitNotices(UUID caseId, String field, Matcher<?> matcher) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> dispatcher()
                        .get("/cases/{id}/notices", caseId)
                        .then()
                        .statusCode(200)
                        .body(field, matcher));
    }

    @Test
    void whatIsLateIsAnsweredAndLifted() {
        var caseId = claimed();
        deadline(caseId, "petition", "warned", "petition-handling-1", "petition-handling");
        awaitNotices(caseId, "items.level", contains("YELLOW"));
        deadline(caseId, "petition", "breached", "petition-handling-1", "petition-handling");
        awaitNotices(caseId, "items.level", contains("YELLOW", "RED"));
        mediator()
                .get("/cases/{id}/notices", caseId)
                .then()
                .body(
                        "items.state", contains("LIFTED", "ISSUED"),
                        "items[1].unit", equalTo(STREET),
                        "items[1].above", equalTo(CENTRE),
                        "items[1].fault", equalTo("NOT_HANDLED"));
        mediator()
                .queryParam("unit", STREET)
                .queryParam("state", "ISSUED", "ACKNOWLEDGED")
                .queryParam("level", "RED")
                .get("/notices")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(caseId.toString()));

        mediator().post("/cases/{id}/notices/2/acknowledgement", caseId).then().statusCode(200);
        mediator()
                .body(Map.of("answer", "今日送达答复"))
                .post("/cases/{id}/notices/2/answer", caseId)
                .then()
                .statusCode(200);
        mediator()
                .body(Map.of("reason", "自行解除"))
                .post("/cases/{id}/notices/2/lifting", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-the-issuer"));
        as(Roles.PETITION_CLERK, CENTRE)
                .body(Map.of("reason", "已办"))
                .post("/cases/{id}/notices/2/lifting", caseId)
                .then()
                .statusCode(200);
        awaitNotices(caseId, "items.state", contains("LIFTED", "LIFTED"));
    }

    @Test
    void theHolderObjectsAndTheIssuerLiftsTheNotice() {
        var caseId = claimed();
        deadline(caseId, "mediation", "breached", "revisit-made-1-1", "revisit-made");
        awaitNotices(caseId, "items.state", contains("ISSUED"));
        mediator().post("/cases/{id}/notices/1/objection", caseId).then().statusCode(400);
        mediator()
                .body(Map.of("reason", "当事人在外地，已约定下周"))
                .post("/cases/{id}/notices/1/objection", caseId)
                .then()
                .statusCode(200);
        mediator()
                .queryParam("unit", STREET)
                .queryParam("state", "OBJECTED")
                .get("/notices")
                .then()
                .body("items.caseId", hasItem(caseId.toString()));
        // The shipped rule names no such ground, so the time for the answer goes on.
        dispatcher()
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .body("deadlines.find { it.name == 'notice-answer-1-0' }.state", equalTo("RUNNING"));
        mediator()
                .body(Map.of("reason", "维持"))
                .post("/cases/{id}/notices/1/upholding", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-the-issuer"));
        as(Roles.PETITION_CLERK, CENTRE)
                .body(Map.of("reason", "异议成立"))
                .post("/cases/{id}/notices/1/lifting", caseId)
                .then()
                .statusCode(200);
        mediator()
                .get("/cases/{id}/notices", caseId)
                .then()
                .body("items.state", contains("LIFTED"), "items.objection", contains("当事人在外地，已约定下周"));
        dispatcher()
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .body("deadlines.find { it.name == 'notice-answer-1-0' }.state", equalTo("CANCELLED"));
    }

    /** The highest centre of a district: the rules name who supervises it, and it is not itself. */
    @Test
    void aLeaderOfTheHighestCentreFindsAFaultInItsOwnCaseAndAnotherUnitLiftsTheNotice() {
        var caseId = accepted("NEIGHBOUR");
        dispatcher()
                .body(Map.of("unit", CENTRE))
                .post("/cases/{id}/assignment", caseId)
                .then()
                .statusCode(200);
        as(Roles.LEADER, CENTRE)
                .body(Map.of("fault", "NOT_LAWFUL", "asks", "未告知权利"))
                .post("/cases/{id}/notices", caseId)
                .then()
                .statusCode(200);
        awaitNotices(caseId, "items.issuer", contains("kundulun-justice"));
        as(Roles.LEADER, CENTRE)
                .body(Map.of("answer", "已告知"))
                .post("/cases/{id}/notices/1/answer", caseId)
                .then()
                .statusCode(200);
        as(Roles.LEADER, CENTRE)
                .body(Map.of("reason", "已办"))
                .post("/cases/{id}/notices/1/lifting", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-the-issuer"));
        var justice = as(Roles.DEPARTMENT, "kundulun-justice");
        justice.get("/inbox")
                .then()
                .statusCode(200)
                .body("items.find { it.caseId == '%s' }.act".formatted(caseId), equalTo("LIFT"));
        as(Roles.DEPARTMENT, "kundulun-justice")
                .body(Map.of("reason", "情况属实"))
                .post("/cases/{id}/notices/1/lifting", caseId)
                .then()
                .statusCode(200);
        awaitNotices(caseId, "items.state", contains("LIFTED"));
    }

    @Test
    void whatNobodyAnswersGoesUpByItselfToTheTop() {
        var caseId = claimed();
        deadline(caseId, "mediation", "breached", "revisit-made-1-1", "revisit-made");
        awaitNotices(caseId, "items.round", contains(0));
        timeIs(CustodyTimesTest.due(caseId, "notice-answer-1-0"));
        awaitNotices(caseId, "items.escalatedTo", contains(CENTRE));
        awaitNotices(caseId, "items.issuer", contains("kundulun-justice"));
        timeIs(CustodyTimesTest.due(caseId, "notice-answer-1-1"));
        awaitNotices(caseId, "items.round", contains(2));
        assertThat(typesOf(caseId)).filteredOn("notice-escalated"::equals).hasSize(2);
        timeIs(CustodyTimesTest.due(caseId, "notice-answer-1-2"));
        awaitNotices(caseId, "items.round", contains(3));
    }

    @Test
    void aCaseIsLateBeforeItIsAccepted() {
        var caseId = UUID.randomUUID();
        log.append(
                caseId,
                "intake.case-registered",
                "{\"place\": {\"district\": \"昆都仑区\", \"street\": \"沼潭街道\", \"outside\": false}}",
                clock.instant());
        deadline(caseId, "intake", "breached", "acknowledgement", "referral-acknowledgement");
        awaitNotices(caseId, "items.fault", contains("NOT_ACCEPTED"));
        dispatcher().get("/cases/{id}", caseId).then().statusCode(404);
        accept(caseId, "NEIGHBOUR");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> dispatcher().get("/cases/{id}", caseId).then().statusCode(200));
        awaitNotices(caseId, "items", hasSize(1));
    }

    @Test
    void aPersonHasANoticeSent() {
        var caseId = claimed();
        dispatcher()
                .body(Map.of("fault", "UNKIND"))
                .post("/cases/{id}/notices", caseId)
                .then()
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("fault", "asks"));
        mediator()
                .body(Map.of("fault", "NOT_LAWFUL", "asks", "未告知权利"))
                .post("/cases/{id}/notices", caseId)
                .then()
                .statusCode(403);
        dispatcher()
                .body(Map.of("fault", "NOT_LAWFUL", "asks", "未告知权利"))
                .post("/cases/{id}/notices", caseId)
                .then()
                .statusCode(200);
        dispatcher()
                .get("/cases/{id}/notices", caseId)
                .then()
                .body(
                        "items.fault", contains("NOT_LAWFUL"),
                        "items.unit", contains(STREET),
                        "items.asks", contains("未告知权利"));
        dispatcher()
                .body(Map.of("answer", "x"))
                .post("/cases/{id}/notices/7/answer", caseId)
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.no-such-notice"));
        dispatcher().get("/notices/rules").then().body("items", hasSize(10));
    }
}
